import type { InboxClient } from '@parley/sdk';
import { queryOptions } from '@tanstack/react-query';

/** The workspace itself. */
export const workspaceQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: ['workspace', client.workspaceId],
    queryFn: () => client.call('get-workspace', {}),
    staleTime: 0,
  });
