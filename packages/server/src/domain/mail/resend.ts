import { AppError } from '@parley/protocol';

/** Throws `conflict` for a mail that need not or cannot be sent again: what was sent has no text any more. */
export function requireResendable(state: 'waiting' | 'sent' | 'failed' | 'kept', canMail: boolean): void {
  if (state === 'waiting') throw new AppError('conflict', 'The mail is about to be sent.');
  if (state === 'sent') throw new AppError('conflict', 'The mail was sent: its text is not kept.');
  if (state === 'kept' && !canMail)
    throw new AppError('conflict', 'There is no SMTP server to send it by: set SMTP_URL.');
}
