import type { Db } from '../schema.ts';

/** A person as the inbox greets them, with the name of the workspace; null when either is gone. */
export async function findMemberProfile(
  db: Db,
  { workspaceId, userId }: { readonly workspaceId: string; readonly userId: string },
): Promise<{ name: string; email: string; image: string | null; workspace: string } | null> {
  const row = await db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .innerJoin('workspaces as w', 'w.id', 'm.workspace_id')
    .select(['u.name', 'u.email', 'u.image', 'w.name as workspace'])
    .where('m.workspace_id', '=', workspaceId)
    .where('m.user_id', '=', userId)
    .executeTakeFirst();
  return row ?? null;
}
