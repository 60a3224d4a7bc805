import type { InboxClient } from '@parley/sdk';
import { queryOptions } from '@tanstack/react-query';

/** The tokens of one agent, the newest first. */
export const agentTokensQuery = (client: InboxClient, agentId: string) =>
  queryOptions({
    queryKey: ['agent-tokens', client.workspaceId, agentId],
    queryFn: async () => (await client.call('list-agent-tokens', { params: { chatbot_id: agentId } })).data,
    staleTime: 0,
  });
