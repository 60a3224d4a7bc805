import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { lockInvitationByToken, saveAccepted } from '../store/people/invitations.ts';
import type { Tx } from '../store/schema.ts';
import { insertMember, insertUser } from '../store/workspaces/users.ts';
import type { Deps } from './deps.ts';
import { requireOpen } from './invitation-link.ts';

export type AcceptInvitationInput = {
  readonly tokenHash: string;
  /** Who accepts: a person that is known, or one who sets a name and a password. */
  readonly person:
    | { readonly userId: string; readonly email: string }
    | { readonly name: string; readonly passwordHash: string };
  readonly from: Pick<Origin, 'ip' | 'userAgent'>;
};

/**
 * Uses an invitation up, inside the caller's transaction: its address becomes a member. Throws `not_found` for a link that
 * never was, and `conflict` for one that is used up or too old, or that another person than the invited one follows.
 */
export async function acceptInvitation(
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  tx: Tx,
  { tokenHash, person, from }: AcceptInvitationInput,
): Promise<{ readonly workspaceId: string; readonly userId: string; readonly email: string }> {
  const at = clock.now();
  const invitation = requireOpen(await lockInvitationByToken(tx, tokenHash));
  const { id, workspaceId, email, role, sentBy } = invitation;
  if (invitation.expiresAt <= at) throw new AppError('conflict', 'The invitation has expired.');
  const userId = 'userId' in person ? person.userId : ids.uuid();
  if ('userId' in person) {
    if (person.email !== email) throw new AppError('conflict', 'The invitation is for another address.');
  } else {
    const user = { ...person, id: userId, accountId: ids.uuid(), email, isVerified: sentBy === 'mail' };
    const isNew = await insertUser(tx, user, at);
    if (!isNew) throw new AppError('conflict', 'There is an account with this address: sign in to accept.');
  }
  await insertMember(tx, { id: ids.uuid(), workspaceId, userId, role }, at);
  await saveAccepted(tx, id, userId, at);
  const origin: Origin = { workspaceId, actor: { type: 'operator', id: userId }, ...from };
  const target = { type: 'invitation', id };
  await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'member.join', target, details: { role } });
  return { workspaceId, userId, email };
}
