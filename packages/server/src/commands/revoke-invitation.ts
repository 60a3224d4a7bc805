import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { lockInvitation, saveRevoked } from '../store/people/invitations.ts';
import type { Deps } from './deps.ts';
import { requireOpen } from './invitation-link.ts';

export type RevokeInvitationInput = {
  readonly workspaceId: string;
  readonly invitationId: string;
  readonly origin: Origin;
};

/** Makes an invitation's link worthless. Throws `not_found`, and `conflict` when it was accepted or revoked before. */
export async function revokeInvitation(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { workspaceId, invitationId, origin }: RevokeInvitationInput,
): Promise<void> {
  await database.transaction(async (tx) => {
    const at = clock.now();
    const { email } = requireOpen(await lockInvitation(tx, workspaceId, invitationId));
    await saveRevoked(tx, invitationId, at);
    const target = { type: 'invitation', id: invitationId };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'member.invite_revoke', target, details: { email } });
  });
}
