import type { Tx } from '../schema.ts';
import type { NewOwner } from './insert.ts';

export type NewMember = { readonly workspaceId: string; readonly user: NewOwner; readonly role: 'owner' | 'member' };

/** Adds a person to a workspace; false, and nothing added, when the address is taken. */
export async function insertMember(tx: Tx, { workspaceId, user, role }: NewMember, at: Date): Promise<boolean> {
  const { passwordHash, ...rest } = user;
  const added = await tx
    .insertInto('users')
    .values({ ...rest, password_hash: passwordHash, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return false;
  await tx
    .insertInto('members')
    .values({ workspace_id: workspaceId, user_id: user.id, role, created_at: at })
    .execute();
  return true;
}

/** Sets a person's password; false when nobody has this address. */
export async function savePassword(tx: Tx, email: string, passwordHash: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({ password_hash: passwordHash })
    .where('email', '=', email)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
