import { linkMail } from '../presenters/link-mail.ts';
import type { NewMail } from '../store/mail/outbox.ts';
import { RESET_LINK_MINUTES } from './link-lifetimes.ts';

/** The mail with the link by which a new password can be set. */
export function resetMail({ to, baseUrl, token }: { to: string; baseUrl: string; token: string }): Omit<NewMail, 'id'> {
  return {
    workspaceId: null,
    kind: 'password_reset',
    to,
    ...linkMail({
      subject: 'Set a new password for Parley',
      paragraphs: ['Somebody, most likely you, asked to set a new password for your Parley account.'],
      action: 'Set a new password',
      url: `${baseUrl}/reset-password/${token}`,
      closing: [
        `The link works once and for ${RESET_LINK_MINUTES} minutes.`,
        'If it was not you, do nothing: your password stays as it is.',
      ],
    }),
  };
}
