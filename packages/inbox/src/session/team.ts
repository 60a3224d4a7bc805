import type { TeamMember } from '@parley/protocol/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { clientOf, useInbox } from './inbox-session.tsx';

/** The people of a workspace, the longest there first. */
export const membersQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['team-members', workspaceId],
    queryFn: async () => (await clientOf(workspaceId).call('list-team-members', {})).data,
    staleTime: 5 * 60_000,
  });

/** The people of the workspace, the longest there first; none until they are read. */
export function useMembers(): readonly TeamMember[] {
  const { client } = useInbox();
  return useQuery(membersQuery(client.workspaceId)).data ?? NONE;
}

const NONE: readonly TeamMember[] = [];

/** How a person is called. */
export const memberName = ({ first_name, last_name, email }: TeamMember): string =>
  `${first_name} ${last_name}`.trim() || email;
