import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { agentSettingsKey, agentsQuery } from '../../session/agents.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { readAgent, type StoredAgent, saveAgent, withPart } from './save-agent.ts';
import type { AgentValues } from './setting-fields.ts';

/** The settings of an agent, and what saves some of them. */
export function useAgentSettings(agentId: string) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const queryKey = agentSettingsKey(client.workspaceId, agentId);
  const place = { client, agentId };
  // Other screens change the same agent: what a change is based on must be what is stored when it begins.
  const stored = useQuery({ queryKey, queryFn: () => readAgent(place), staleTime: 0 });
  const readAgain = (): Promise<void> => queries.invalidateQueries({ queryKey });
  const save = useMutation({
    async mutationFn(changes: Partial<AgentValues>) {
      if (stored.data) {
        await saveAgent(place, changes, stored.data, (part, version) =>
          queries.setQueryData<StoredAgent>(queryKey, (before) => before && withPart(before, part, version)),
        );
      }
      return readAgent(place);
    },
    onSuccess: (now) => {
      queries.setQueryData(queryKey, now);
      void queries.invalidateQueries({ queryKey: agentsQuery(client.workspaceId).queryKey });
    },
  });
  return { stored, save, readAgain };
}
