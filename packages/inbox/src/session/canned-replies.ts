import { queryOptions } from '@tanstack/react-query';
import { clientOf } from './inbox-session.tsx';

/** The replies that the team of a workspace has ready, by shortcut. */
export const cannedRepliesQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['canned-replies', workspaceId],
    queryFn: async () => (await clientOf(workspaceId).call('list-canned-replies', {})).data,
  });
