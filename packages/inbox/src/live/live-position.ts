import { queryOptions } from '@tanstack/react-query';
import { clientOf } from '../session/inbox-session.tsx';

/**
 * Where the workspace's log ended when its first screen was opened; '' where that is not known. Read once per page: the
 * stream goes on from there.
 */
export const livePositionQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['live-position', workspaceId],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    async queryFn() {
      const page = await clientOf(workspaceId).call('list-live-events', { query: { limit: 1 } });
      return typeof page === 'string' ? '' : page.next_after;
    },
  });
