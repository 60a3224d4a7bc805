/** What the address of the list says: a view, a sort, and filters by their names in the API. */
export type ListSearch = {
  readonly view?: string;
  readonly sort?: string;
  readonly q?: string;
  readonly [filter: string]: string | readonly string[] | undefined;
};

/** Reads the address; what is no text or list of texts is left out. */
export function readListSearch(search: Readonly<Record<string, unknown>>): ListSearch {
  const kept = Object.entries(search).flatMap(([name, value]): [string, string | string[]][] => {
    if (Array.isArray(value)) return [[name, value.map(String)]];
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, String(value)]]
      : [];
  });
  return Object.fromEntries(kept);
}
