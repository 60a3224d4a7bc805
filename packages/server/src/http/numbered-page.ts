/** A page of a list that is paged by number, from `page` (from 1) and `page_size`. */
export async function numberedPageOf<T, R>(
  { page, page_size: limit }: { readonly page: number; readonly page_size: number },
  show: (item: T) => R,
  read: (page: {
    readonly limit: number;
    readonly offset: number;
  }) => Promise<{ readonly total: number; readonly items: readonly T[] }>,
): Promise<{ object: 'list'; total: number; page: number; page_size: number; data: R[] }> {
  const { total, items } = await read({ limit, offset: (page - 1) * limit });
  return { object: 'list', total, page, page_size: limit, data: items.map(show) };
}
