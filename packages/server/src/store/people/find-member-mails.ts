import type { Tx } from '../schema.ts';

/** The addresses of those of some users who are members of a workspace, each once. */
export async function findMemberMails(tx: Tx, workspaceId: string, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  const rows = await tx
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select('users.email')
    .where('members.workspace_id', '=', workspaceId)
    .where('members.user_id', 'in', [...userIds])
    .orderBy('users.email')
    .execute();
  return rows.map(({ email }) => email);
}
