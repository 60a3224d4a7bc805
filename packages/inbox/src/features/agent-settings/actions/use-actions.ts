import type { AiActionDetail } from '@parley/protocol/api';
import type { InboxClient } from '@parley/sdk';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useInbox } from '../../../session/inbox-session.tsx';
import type { ActionPatch } from './action-draft.ts';

/** All that is known of the actions of an agent: what changes one of them makes this old. */
export const actionsKey = (client: InboxClient, agentId: string) =>
  ['ai-actions', client.workspaceId, agentId] as const;

/** The actions of an agent, the oldest first. */
export const actionsQuery = (client: InboxClient, agentId: string) =>
  queryOptions({
    queryKey: [...actionsKey(client, agentId), 'list'],
    queryFn: () => client.agent(agentId)('list-ai-actions', {}),
    staleTime: 0,
  });

/** The names of an agent's secrets. */
export const secretsQuery = (client: InboxClient, agentId: string) =>
  queryOptions({
    queryKey: [...actionsKey(client, agentId), 'secrets'],
    queryFn: () => client.agent(agentId)('list-ai-action-secrets', {}),
    staleTime: 0,
  });

/** The keys that the schema of an agent's metadata names, in its order. */
export const metadataKeysQuery = (client: InboxClient, agentId: string) =>
  queryOptions({
    queryKey: [...actionsKey(client, agentId), 'metadata-keys'],
    queryFn: async (): Promise<readonly MetadataKey[]> => {
      const call = client.agent(agentId);
      const [{ schema }, seen] = await Promise.all([
        call('get-metadata-schema', {}),
        call('list-ai-action-metadata', {}),
      ]);
      const described = Object.keys(schema?.properties ?? {}).map((key) => ({ key, sample: null }));
      return [...seen, ...described.filter(({ key }) => !seen.some((known) => known.key === key))];
    },
    staleTime: 0,
  });

/** A key that conversations have or the agent's schema names, with the newest value that there is. */
export type MetadataKey = { readonly key: string; readonly sample: unknown };

/** The tools that the server of an action has told. */
export const toolsKey = (client: InboxClient, agentId: string, id: number) =>
  [...actionsKey(client, agentId), id, 'tools'] as const;

type Stored = { readonly action: AiActionDetail; readonly version: string | null };

/** One action, and what changes it: over the version that is shown, so that somebody who was quicker is not undone. */
export function useAction(agentId: string, id: number) {
  const { client } = useInbox();
  const queries = useQueryClient();
  const call = client.agent(agentId);
  const queryKey = [...actionsKey(client, agentId), id];
  const stored = useSuspenseQuery({
    queryKey,
    queryFn: () => withVersion((onHeaders) => call('get-ai-action', { params: { id }, onHeaders })),
    staleTime: 0,
  }).data;
  const headers: Record<string, string> = stored.version ? { 'if-match': stored.version } : {};
  const change = (body: ActionPatch): Promise<Stored> =>
    withVersion((onHeaders) => call('update-ai-action', { params: { id }, body, headers, onHeaders }));
  const onSuccess = async (now: Stored): Promise<void> => {
    queries.setQueryData(queryKey, now);
    await Promise.all([
      queries.invalidateQueries({ queryKey: actionsQuery(client, agentId).queryKey }),
      queries.invalidateQueries({ queryKey: secretsQuery(client, agentId).queryKey }),
      // Which are switched on; of another address there are none.
      queries.invalidateQueries({ queryKey: toolsKey(client, agentId, id) }),
    ]);
  };
  const save = useMutation({ mutationFn: change, onSuccess });
  const turn = useMutation({ mutationFn: (isOn: boolean) => change({ is_active: isOn }), onSuccess });
  const remove = useMutation({
    mutationFn: () => call('delete-ai-action', { params: { id }, headers }),
    onSuccess: () => queries.invalidateQueries({ queryKey: actionsQuery(client, agentId).queryKey }),
  });
  const readAgain = (): Promise<void> => queries.invalidateQueries({ queryKey, exact: true });
  return { action: stored.action, save, turn, remove, readAgain };
}

/** What is answered, with the version of it. */
async function withVersion(call: (onHeaders: (headers: Headers) => void) => Promise<AiActionDetail>): Promise<Stored> {
  let version: string | null = null;
  const action = await call((headers) => {
    version = headers.get('etag');
  });
  return { action, version };
}
