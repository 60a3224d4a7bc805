import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useInbox } from '../../../../session/inbox-session.tsx';
import { toolsKey } from '../use-actions.ts';

/** The tools that the server of an action has told, and the way to ask it for them. */
export function useTools(agentId: string, id: number, onAsked: () => Promise<void>) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const call = client.agent(agentId);
  const queryKey = toolsKey(client, agentId, id);
  const told = useQuery({
    queryKey,
    queryFn: () => call('list-ai-action-tools', { params: { id } }),
    staleTime: 0,
  });
  const ask = useMutation({
    mutationFn: () => call('refresh-ai-action-tools', { params: { id } }),
    onSuccess: async (now) => {
      queries.setQueryData(queryKey, now);
      // What it lacks may have changed with that.
      await onAsked();
    },
  });
  return { told, ask };
}
