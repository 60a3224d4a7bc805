import type { InboxClient } from '@parley/sdk';
import { queryOptions } from '@tanstack/react-query';

/** How conversations are analysed, and what the workspace's own rubric asks for. */
export const analysisSettingsQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: ['analysis-settings', client.workspaceId],
    queryFn: () => client.call('get-analysis-settings', {}),
    staleTime: 60_000,
  });
