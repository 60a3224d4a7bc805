import { queryOptions } from '@tanstack/react-query';
import { clientOf } from '../session/inbox-session.tsx';

/**
 * Up to where what was read of a workspace is known to be told of: where its log ended when its first screen was opened,
 * and where the stream had come to when it was left for another workspace. '' where that is not known. Read once per page.
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
