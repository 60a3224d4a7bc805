import type { InboxCounts } from '@parley/protocol/api';
import type { InboxClient } from '@parley/sdk';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLiveNews } from '../../live/live-context.tsx';
import { useInbox } from '../../session/inbox-session.tsx';
import { createGatherer, type Gatherer } from './gather.ts';
import { speaksOfRows } from './use-list-news.ts';

const DELAY_MS = 150;
/** They are counted all together. */
const COUNTS = 'counts';

export const countsQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: ['inbox-counts', client.workspaceId],
    queryFn: () => client.call('get-inbox-counts', {}),
    // Nobody listened for news while they were not on screen.
    refetchOnMount: 'always',
  });

/** How many conversations each view has, kept up to date; undefined until it is known. */
export function useCounts(): InboxCounts | undefined {
  const { client } = useInbox();
  const queries = useQueryClient();
  const gatherer = useRef<Gatherer>(null);
  useEffect(() => {
    const { queryKey } = countsQuery(client);
    // An answer that is on its way is waited for: under steady news there would never be one.
    const count = () => queries.refetchQueries({ queryKey, exact: true }, { cancelRefetch: false });
    const made = createGatherer({ delayMs: DELAY_MS, most: 1, tooMany: 1, work: count, beginAnew: count });
    gatherer.current = made;
    return () => made.stop();
  }, [client, queries]);
  useLiveNews(
    (news) => {
      const isOfRows = news.kind === 'event' ? speaksOfRows(news.event) : news.signal.type === 'conversation_erased';
      if (isOfRows) gatherer.current?.add(COUNTS);
    },
    () => gatherer.current?.add(COUNTS),
  );
  return useQuery(countsQuery(client)).data;
}
