import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useInbox } from '../../session/inbox-session.tsx';
import { usePreferences } from '../../session/preferences.ts';
import type { ListRequest } from './list-address.ts';
import { listQuery } from './list-query.ts';
import { rowsOf } from './place-rows.ts';
import { useListNews } from './use-list-news.ts';

const NO_KEYS: readonly string[] = [];

/** The rows of a list as far as they have been read, kept up to date; `bringUp` asks again about some of them. */
export function useConversations(request: ListRequest) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const keys = usePreferences()?.list_metadata_keys ?? NO_KEYS;
  const options = useMemo(() => listQuery(client, request, keys), [client, request, keys]);
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(options);
  const { queryKey } = options;
  useEffect(
    // Whoever comes back begins at the top: what was read below is not read again for them.
    () => () =>
      void queries.setQueryData(
        queryKey,
        (known) => known && { pages: known.pages.slice(0, 1), pageParams: known.pageParams.slice(0, 1) },
      ),
    [queries, queryKey],
  );
  const bringUp = useListNews(request, keys);
  const rows = useMemo(() => rowsOf(data?.pages ?? []), [data?.pages]);
  return {
    rows,
    bringUp,
    error,
    isPending,
    isFetchingNextPage,
    hasMore: hasNextPage,
    readOn: () => void (!isFetchingNextPage && fetchNextPage()),
    readAnew: () => void refetch(),
  };
}

export type Conversations = ReturnType<typeof useConversations>;
