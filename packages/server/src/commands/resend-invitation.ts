import type { Origin } from '../domain/people/origin.ts';
import { checkInvite, type RuledCaller } from '../domain/people/team-rules.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { lockInvitation, renewInvitation } from '../store/people/invitations.ts';
import type { Tx } from '../store/schema.ts';
import { INVITATION_DAYS, type InvitationDeps, invitationUrl, mailInvitation, requireOpen } from './invitation-link.ts';
import type { MadeInvitation } from './invite-member.ts';
import { mailsWait } from './send-mail.ts';

export type ResendInvitationInput = {
  readonly workspaceId: string;
  readonly invitationId: string;
  readonly by: RuledCaller;
  readonly origin: Origin;
  readonly alongside?: (tx: Tx, made: MadeInvitation) => Promise<void>;
};

/** Sends an invitation again, with another link and more time; the old link no longer works. */
export async function resendInvitation(deps: InvitationDeps, input: ResendInvitationInput): Promise<MadeInvitation> {
  const { workspaceId, invitationId, by, origin } = input;
  const { token, hash: tokenHash } = deps.newLink();
  const made = await deps.database.transaction(async (tx) => {
    const at = deps.clock.now();
    const found = requireOpen(await lockInvitation(tx, workspaceId, invitationId));
    checkInvite(by, found.role);
    const expiresAt = new Date(at.getTime() + INVITATION_DAYS * 86_400_000);
    await renewInvitation(tx, invitationId, { tokenHash, expiresAt });
    const invitation = { ...found, expiresAt };
    if (found.sentBy === 'mail') await mailInvitation(deps, tx, { invitation, token });
    const target = { type: 'invitation', id: invitationId };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, action: 'member.invite_again', target });
    const result = { invitation, url: found.sentBy === 'link' ? invitationUrl(deps, token) : null };
    await input.alongside?.(tx, result);
    return result;
  });
  if (made.url === null) mailsWait(deps);
  return made;
}
