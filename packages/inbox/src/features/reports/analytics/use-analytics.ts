import type { Analytics } from '@parley/protocol/api';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useInbox } from '../../../session/inbox-session.tsx';
import { type ReportSearch, spanOf, todayHere, zoneHere } from '../range.ts';

/** Figures are a little late anyway; a minute more while somebody reads them is nothing. */
const OLD_MS = 60_000;

/** Reads the figures of a report; those of the last one stay until they are there. */
export function useAnalytics(search: ReportSearch) {
  const { client } = useInbox();
  const { from, to } = spanOf(search, todayHere());
  const { chatbot, source } = search;
  return useQuery<Analytics>({
    queryKey: ['analytics', client.workspaceId, from, to, chatbot, source],
    queryFn: () =>
      client.call('get-analytics', {
        query: {
          from,
          to,
          time_zone: zoneHere(),
          ...(chatbot ? { chatbot_id: chatbot } : {}),
          ...(source ? { source } : {}),
        },
      }),
    placeholderData: keepPreviousData,
    staleTime: OLD_MS,
    refetchInterval: OLD_MS,
  });
}
