import { AppError, type Role } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { checkInvite, type RuledCaller } from '../domain/people/team-rules.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { type InvitationRow, insertInvitation, lockInvitation } from '../store/people/invitations.ts';
import { isMemberAddress, lockTeam } from '../store/people/members.ts';
import type { Tx } from '../store/schema.ts';
import { INVITATION_DAYS, type InvitationDeps, invitationUrl, mailInvitation } from './invitation-link.ts';
import { mailsWait } from './send-mail.ts';

export type InviteMemberInput = {
  readonly workspaceId: string;
  readonly email: string;
  readonly role: Role;
  readonly send: 'mail' | 'link';
  readonly by: RuledCaller;
  readonly origin: Origin;
  readonly alongside?: (tx: Tx, made: MadeInvitation) => Promise<void>;
};

/** An invitation, and its link where it is not mailed. */
export type MadeInvitation = { readonly invitation: InvitationRow; readonly url: string | null };

/** Invites somebody by their address: a link mailed to it, or given back to be passed on. */
export async function inviteMember(deps: InvitationDeps, input: InviteMemberInput): Promise<MadeInvitation> {
  const { workspaceId, role, send, by, origin } = input;
  const email = input.email.toLowerCase();
  checkInvite(by, role);
  const { token, hash: tokenHash } = deps.newLink();
  const made = await deps.database.transaction(async (tx) => {
    const at = deps.clock.now();
    await lockTeam(tx, workspaceId);
    if (await isMemberAddress(tx, workspaceId, email)) {
      throw new AppError('conflict', 'Somebody with this address is a member already.');
    }
    const id = deps.ids.uuid();
    const expiresAt = new Date(at.getTime() + INVITATION_DAYS * 86_400_000);
    const fresh = { id, workspaceId, email, role, sentBy: send, invitedBy: by.userId, tokenHash, expiresAt };
    await insertInvitation(tx, fresh, at);
    const invitation = await lockInvitation(tx, workspaceId, id);
    if (!invitation) throw new Error('the invitation is gone');
    if (send === 'mail') await mailInvitation(deps, tx, { invitation, token });
    const target = { type: 'invitation', id };
    const details = { email, role, send };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, action: 'member.invite', target, details });
    const result = { invitation, url: send === 'link' ? invitationUrl(deps, token) : null };
    await input.alongside?.(tx, result);
    return result;
  });
  if (made.url === null) mailsWait(deps);
  return made;
}
