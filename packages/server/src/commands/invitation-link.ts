import { AppError } from '@parley/protocol';
import { linkMail } from '../presenters/link-mail.ts';
import { insertMail } from '../store/mail/outbox.ts';
import type { InvitationRow } from '../store/people/invitations.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

export const INVITATION_DAYS = 7;

export type InvitationDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'baseUrl' | 'bus'> & {
  /** What opens a link, and what is stored of it. */
  readonly newLink: () => { readonly token: string; readonly hash: string };
};

export const invitationUrl = ({ baseUrl }: Pick<Deps, 'baseUrl'>, token: string): string =>
  `${baseUrl()}/invitations/${token}`;

/** Mails an invitation's link, in the transaction that makes it. */
export async function mailInvitation(
  deps: InvitationDeps,
  tx: Tx,
  { invitation, token }: { readonly invitation: InvitationRow; readonly token: string },
): Promise<void> {
  const { workspaceId, workspaceName, email, role } = invitation;
  const content = linkMail({
    subject: `Join ${workspaceName} on Parley`,
    paragraphs: [`You are invited to work in ${workspaceName} on Parley, as ${role}.`],
    action: 'Accept the invitation',
    url: invitationUrl(deps, token),
    closing: [
      `The link works once and for ${INVITATION_DAYS} days.`,
      'If you do not know what this is about, do nothing.',
    ],
  });
  const mail = { id: deps.ids.uuid(), workspaceId, kind: 'invitation' as const, to: email, ...content };
  await insertMail(tx, mail, deps.clock.now());
}

/** Throws unless an invitation can still be accepted. */
export function requireOpen(invitation: InvitationRow | null): InvitationRow {
  if (!invitation) throw new AppError('not_found', 'There is no such invitation.');
  if (invitation.acceptedAt) throw new AppError('conflict', 'The invitation was accepted.');
  if (invitation.revokedAt) throw new AppError('conflict', 'The invitation was revoked.');
  return invitation;
}
