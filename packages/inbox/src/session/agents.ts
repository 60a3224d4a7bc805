import type { Chatbot } from '@parley/protocol/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { clientOf, useInbox } from './inbox-session.tsx';

const PAGE = 100;

/** What the settings of an agent are kept under: invalidate it when something else changes the agent. */
export const agentSettingsKey = (workspaceId: string, agentId: string) =>
  ['agent-settings', workspaceId, agentId] as const;

/** The agents of a workspace, archived ones too. */
export const agentsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['agents', workspaceId],
    queryFn: async () => {
      const agents: Chatbot[] = [];
      for (let page = 1; ; page += 1) {
        const { data, total } = await clientOf(workspaceId).call('list-chatbots', { query: { page, page_size: PAGE } });
        agents.push(...data);
        if (data.length < PAGE || agents.length >= total) return agents;
      }
    },
  });

/** The agents; none until they are read. */
export function useAgents(): readonly Chatbot[] {
  const { client } = useInbox();
  return useQuery(agentsQuery(client.workspaceId)).data ?? NONE;
}

const NONE: readonly Chatbot[] = [];
