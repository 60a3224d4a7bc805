import type { InboxClient } from '@parley/sdk';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { tellProblem } from '../../ui/toast.tsx';

/** The keys of the workspace, the newest first. */
export const apiKeysQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: ['api-keys', client.workspaceId],
    queryFn: async () => (await client.call('list-api-keys', {})).data,
    staleTime: 0,
  });

export type KeyChange = 'pause-api-key' | 'resume-api-key' | 'revoke-api-key';

/** Pauses, resumes or revokes a key. What is refused is said, and the list is read again. */
export function useChangeKey() {
  const { client } = useInbox();
  const queries = useQueryClient();
  const { queryKey } = apiKeysQuery(client);
  return useMutation({
    mutationFn: ({ change, keyId }: { readonly change: KeyChange; readonly keyId: string }) =>
      client.call(change, { params: { key_id: keyId } }),
    onSuccess: (key) =>
      queries.setQueryData(queryKey, (known) => known?.map((each) => (each.id === key.id ? key : each))),
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}
