import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

type PageOf<Row> = { readonly data: readonly Row[]; readonly next_cursor: string | null };

export type Pages<Row> = {
  readonly rows: readonly Row[];
  /** Reads the next page; null on the last. */
  readonly more: (() => void) | null;
  /** Nothing has been read yet. */
  readonly isFirst: boolean;
  readonly isReading: boolean;
};

type PagesInput<Row> = {
  readonly queryKey: QueryKey;
  readonly read: (cursor: string | undefined) => Promise<PageOf<Row>>;
  /** How often it is read anew, in milliseconds, as long as the rows ask for it. */
  readonly again?: (rows: readonly Row[]) => number | false;
};

/**
 * A list that is paged by key, page after page, as it is now. While another list is read in its place, after a filter
 * has changed, it goes on showing the one before. What goes wrong goes to the screen's own boundary.
 */
export function usePages<Row>({ queryKey, read, again }: PagesInput<Row>): Pages<Row> {
  const { data, hasNextPage, fetchNextPage, isPending, isFetching } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: (before) => before,
    staleTime: 0,
    throwOnError: (_error, query) => query.state.data === undefined,
    refetchInterval: ({ state }) => again?.(state.data?.pages.flatMap((page) => page.data) ?? []) ?? false,
  });
  return {
    rows: data?.pages.flatMap((page) => page.data) ?? [],
    more: hasNextPage ? () => void fetchNextPage() : null,
    isFirst: isPending,
    isReading: isFetching,
  };
}
