import type { Role } from '@parley/protocol';
import type { StoredInvitation } from '../../domain/people/invitation.ts';
import type { Db, Tx } from '../schema.ts';

export type InvitationRow = StoredInvitation & { readonly workspaceName: string };

export type NewInvitation = {
  readonly id: string;
  readonly workspaceId: string;
  readonly email: string;
  readonly role: Role;
  readonly sentBy: 'mail' | 'link';
  readonly invitedBy: string | null;
  readonly tokenHash: string;
  readonly expiresAt: Date;
};

const LIST_LIMIT = 200;

const invitations = (db: Db) =>
  db
    .selectFrom('invitations')
    .innerJoin('workspaces', 'workspaces.id', 'invitations.workspace_id')
    .select([
      'invitations.id',
      'invitations.workspace_id as workspaceId',
      'workspaces.name as workspaceName',
      'email',
      'role',
      'sent_by as sentBy',
      'invited_by as invitedBy',
      'invitations.created_at as createdAt',
      'expires_at as expiresAt',
      'accepted_at as acceptedAt',
      'revoked_at as revokedAt',
    ]);

/** The latest invitations of a workspace, the newest first. */
export const listInvitations = (db: Db, workspaceId: string): Promise<InvitationRow[]> =>
  invitations(db)
    .where('invitations.workspace_id', '=', workspaceId)
    .orderBy('invitations.id', 'desc')
    .limit(LIST_LIMIT)
    .execute();

/** An invitation of a workspace, which the transaction then holds; null when it is not one of it. */
export async function lockInvitation(tx: Tx, workspaceId: string, id: string): Promise<InvitationRow | null> {
  const found = invitations(tx).where('invitations.workspace_id', '=', workspaceId).where('invitations.id', '=', id);
  return (await found.forUpdate('invitations').executeTakeFirst()) ?? null;
}

/** The invitation of a link; null when there is none such. */
export async function findInvitationByToken(db: Db, tokenHash: string): Promise<InvitationRow | null> {
  return (await invitations(db).where('token_hash', '=', tokenHash).executeTakeFirst()) ?? null;
}

/** The same, held by the transaction. */
export async function lockInvitationByToken(tx: Tx, tokenHash: string): Promise<InvitationRow | null> {
  const found = invitations(tx).where('token_hash', '=', tokenHash);
  return (await found.forUpdate('invitations').executeTakeFirst()) ?? null;
}

/** Adds an invitation; one that waits for the same address is revoked by it. */
export async function insertInvitation(tx: Tx, invitation: NewInvitation, at: Date): Promise<void> {
  const { id, workspaceId, email, role, sentBy, invitedBy, tokenHash, expiresAt } = invitation;
  await tx
    .updateTable('invitations')
    .set({ revoked_at: at })
    .where('workspace_id', '=', workspaceId)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
  await tx
    .insertInto('invitations')
    .values({
      id,
      workspace_id: workspaceId,
      email,
      role,
      token_hash: tokenHash,
      invited_by: invitedBy,
      sent_by: sentBy,
      created_at: at,
      expires_at: expiresAt,
      accepted_at: null,
      accepted_by: null,
      revoked_at: null,
    })
    .execute();
}

/** Gives an invitation another link, and more time. */
export async function renewInvitation(
  tx: Tx,
  id: string,
  renewed: { tokenHash: string; expiresAt: Date },
): Promise<void> {
  const { tokenHash, expiresAt } = renewed;
  await tx
    .updateTable('invitations')
    .set({ token_hash: tokenHash, expires_at: expiresAt })
    .where('id', '=', id)
    .execute();
}

export async function saveRevoked(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('invitations').set({ revoked_at: at }).where('id', '=', id).execute();
}

export async function saveAccepted(tx: Tx, id: string, userId: string, at: Date): Promise<void> {
  await tx.updateTable('invitations').set({ accepted_at: at, accepted_by: userId }).where('id', '=', id).execute();
}
