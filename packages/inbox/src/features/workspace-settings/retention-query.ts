import type { InboxClient } from '@parley/sdk';
import { queryOptions } from '@tanstack/react-query';

/** How long what was said is kept, and what would be taken now. */
export const retentionQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: ['retention', client.workspaceId],
    queryFn: () => client.call('get-retention', {}),
    staleTime: 0,
  });
