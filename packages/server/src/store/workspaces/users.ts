import type { Role } from '@parley/protocol';
import type { Db, Tx } from '../schema.ts';

export type NewUser = {
  readonly id: string;
  readonly accountId: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  /** Whether it was shown that mail to the address reaches the person. */
  readonly isVerified?: boolean;
};
export type NewMember = { readonly id: string; readonly workspaceId: string; readonly userId: string; role: Role };

/** Adds a person who signs in with an address and a password; false, and nothing added, when the address is taken. */
export async function insertUser(tx: Tx, user: NewUser, at: Date): Promise<boolean> {
  const { id, email, name } = user;
  const added = await tx
    .insertInto('users')
    .values({ id, email, name, image: null, email_verified: user.isVerified ?? false, created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) return false;
  const account = { id: user.accountId, user_id: id, account_id: id, provider_id: 'credential' };
  await tx
    .insertInto('accounts')
    .values({ ...account, password: user.passwordHash, created_at: at, updated_at: at })
    .execute();
  return true;
}

/** Makes a person a member of a workspace; false when they are one already. */
export async function insertMember(tx: Tx, member: NewMember, at: Date): Promise<boolean> {
  const { id, workspaceId, userId, role } = member;
  const added = await tx
    .insertInto('members')
    .values({ id, workspace_id: workspaceId, user_id: userId, role, created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'user_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Sets the password of an address and signs its person out everywhere; gives the person, null when there is none. */
export async function savePassword(
  tx: Tx,
  { email, passwordHash }: { readonly email: string; readonly passwordHash: string },
  at: Date,
): Promise<{ readonly userId: string } | null> {
  const row = await tx
    .updateTable('accounts')
    .from('users')
    .set({ password: passwordHash, updated_at: at })
    .whereRef('users.id', '=', 'accounts.user_id')
    .where('users.email', '=', email)
    .where('provider_id', '=', 'credential')
    .returning('users.id')
    .executeTakeFirst();
  if (!row) return null;
  await tx.deleteFrom('sessions').where('user_id', '=', row.id).execute();
  return { userId: row.id };
}

/** A person by their address, with the hash of their password. */
export async function findCredential(
  db: Db,
  email: string,
): Promise<{ readonly userId: string; readonly passwordHash: string } | null> {
  const row = await db
    .selectFrom('users')
    .innerJoin('accounts', 'accounts.user_id', 'users.id')
    .select(['users.id', 'accounts.password'])
    .where('users.email', '=', email)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row?.password ? { userId: row.id, passwordHash: row.password } : null;
}

/** The same by the person. */
export async function findPasswordHash(db: Db, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('accounts')
    .select('password')
    .where('user_id', '=', userId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? null;
}
