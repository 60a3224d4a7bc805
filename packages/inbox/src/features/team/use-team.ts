import type { Role } from '@parley/protocol';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { membersQuery } from '../../session/team.ts';
import { tellProblem } from '../../ui/toast.tsx';

/** The invitations of the workspace, the newest first. */
export const invitationsQuery = (client: ReturnType<typeof useInbox>['client']) =>
  queryOptions({
    queryKey: ['invitations', client.workspaceId],
    queryFn: async () => (await client.call('list-invitations', {})).data,
    staleTime: 0,
  });

/** Changes what a member may do. What is refused is said, and the list is read again. */
export function useChangeRole() {
  const { client } = useInbox();
  const queries = useQueryClient();
  const { queryKey } = membersQuery(client.workspaceId);
  return useMutation({
    mutationFn: ({ memberId, role }: { readonly memberId: string; readonly role: Role }) =>
      client.call('update-team-member', { params: { member_id: memberId }, body: { role } }),
    onSuccess: (member) =>
      queries.setQueryData(queryKey, (known) => known?.map((each) => (each.id === member.id ? member : each))),
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}

/** Removes a member, or lets the person leave. */
export function useRemoveMember() {
  const { client } = useInbox();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (memberId: string) => client.call('remove-team-member', { params: { member_id: memberId } }),
    onError: (error) => tellProblem(problemOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: membersQuery(client.workspaceId).queryKey }),
  });
}

/** Sends an invitation again, or makes its link worthless. */
export function useInvitationChanges() {
  const { client } = useInbox();
  const queries = useQueryClient();
  const after = {
    onError: (error: unknown) => tellProblem(problemOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: invitationsQuery(client).queryKey }),
  };
  const resend = useMutation({
    mutationFn: (id: string) => client.call('resend-invitation', { params: { invitation_id: id } }),
    ...after,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => client.call('revoke-invitation', { params: { invitation_id: id } }),
    ...after,
  });
  return { resend, revoke };
}
