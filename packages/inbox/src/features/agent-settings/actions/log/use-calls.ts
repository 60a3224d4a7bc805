import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLiveNews } from '../../../../live/live-context.tsx';
import { useInbox } from '../../../../session/inbox-session.tsx';
import { actionsKey } from '../use-actions.ts';

const PAGE = 20;
/** A call is written down shortly before the answer that it was made for. */
const AFTER_EVENT_MS = 700;

/** The calls of an action, the newest first, and the totals of all of them; new ones come by themselves. */
export function useCalls(agentId: string, id: number) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const queryKey = [...actionsKey(client, agentId), id, 'calls'];
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveNews((news) => {
    if (news.kind !== 'event') return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void queries.invalidateQueries({ queryKey }), AFTER_EVENT_MS);
  });
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) =>
      client.agent(agentId)('list-ai-action-calls', {
        params: { id },
        query: { limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    staleTime: 0,
  });
  return {
    calls: data?.pages.flatMap(({ items }) => items),
    totals: data?.pages[0]?.totals,
    error,
    more: hasNextPage ? () => void fetchNextPage() : null,
    isReading: isFetching,
  };
}
