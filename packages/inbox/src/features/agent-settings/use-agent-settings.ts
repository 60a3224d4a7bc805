import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { agentsQuery } from '../../session/agents.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { type AgentValues, parted } from './setting-fields.ts';

type Stored = {
  readonly values: AgentValues;
  /** What is changed is what this version shows: the server refuses it when somebody else was quicker. */
  readonly version: string | null;
};

/** The settings of an agent, and what saves some of them. */
export function useAgentSettings(agentId: string) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const queryKey = ['agent-settings', client.workspaceId, agentId];
  const read = async (): Promise<Stored> => {
    let version: string | null = null;
    const onHeaders = (headers: Headers): void => {
      version = headers.get('etag');
    };
    const [settings, agent] = await Promise.all([
      client.agent(agentId)('get-chatbot-settings', { onHeaders }),
      client.call('get-chatbot', { params: { id: agentId } }),
    ]);
    const { suggestions, away_mail_minutes, description } = agent;
    return { values: { ...settings, suggestions, away_mail_minutes, description: description ?? '' }, version };
  };
  const stored = useQuery({ queryKey, queryFn: read });
  const readAgain = (): Promise<void> => queries.invalidateQueries({ queryKey });
  const save = useMutation({
    async mutationFn(changes: Partial<AgentValues>) {
      const [own, others] = parted(changes);
      const version = stored.data?.version;
      const headers = version ? { 'if-match': version } : {};
      if (Object.keys(others).length > 0)
        await client.agent(agentId)('update-chatbot-settings', { body: others, headers });
      try {
        if (Object.keys(own).length > 0) await client.call('update-chatbot', { params: { id: agentId }, body: own });
      } catch (error) {
        // The others are stored all the same: what is saved next is based on them.
        await readAgain();
        throw error;
      }
      return read();
    },
    onSuccess: (now) => {
      queries.setQueryData(queryKey, now);
      void queries.invalidateQueries({ queryKey: agentsQuery(client.workspaceId).queryKey });
    },
  });
  return { stored, save, readAgain };
}
