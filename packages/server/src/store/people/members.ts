import type { Role } from '@parley/protocol';
import { sql } from 'kysely';
import type { Db, Tx } from '../schema.ts';

export type MemberRow = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly image: string | null;
  readonly role: Role;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

const members = (db: Db, workspaceId: string) =>
  db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.user_id')
    .select([
      'members.id',
      'members.user_id as userId',
      'users.name',
      'users.email',
      'users.image',
      'members.role',
      'members.created_at as createdAt',
      'members.updated_at as updatedAt',
    ])
    .where('workspace_id', '=', workspaceId);

/** Everybody of a workspace, the longest there first. */
export const listMembers = (db: Db, workspaceId: string): Promise<MemberRow[]> =>
  members(db, workspaceId).orderBy('members.created_at').orderBy('members.id').execute();

/** A member of a workspace by the membership's id; null when it is not one of it. */
export async function findMember(db: Db, workspaceId: string, id: string): Promise<MemberRow | null> {
  return (await members(db, workspaceId).where('members.id', '=', id).executeTakeFirst()) ?? null;
}

/** Whether an address belongs to a member. */
export async function isMemberAddress(db: Db, workspaceId: string, email: string): Promise<boolean> {
  return (await members(db, workspaceId).where('users.email', '=', email).executeTakeFirst()) !== undefined;
}

/**
 * Holds other changes of a workspace's team back until the transaction ends, and gives the number of its owners: of two
 * who demote each other at once, one must see what the other did.
 */
export async function lockTeam(tx: Tx, workspaceId: string): Promise<number> {
  await sql`select id from workspaces where id = ${workspaceId}::uuid for no key update`.execute(tx);
  const { owners } = await tx
    .selectFrom('members')
    .select((eb) => eb.fn.countAll<number>().as('owners'))
    .where('workspace_id', '=', workspaceId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow();
  return Number(owners);
}

export async function saveRole(tx: Tx, id: string, role: Role, at: Date): Promise<void> {
  await tx.updateTable('members').set({ role, updated_at: at }).where('id', '=', id).execute();
}

export async function deleteMember(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('members').where('id', '=', id).execute();
}
