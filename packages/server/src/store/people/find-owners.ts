import type { Tx } from '../schema.ts';

/** The addresses of the owners of a workspace, with its name. */
export async function findOwners(tx: Tx, workspaceId: string): Promise<{ email: string; workspace: string }[]> {
  return tx
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
    .select(['users.email', 'workspaces.name as workspace'])
    .where('members.workspace_id', '=', workspaceId)
    .where('members.role', '=', 'owner')
    .orderBy('users.email')
    .execute();
}
