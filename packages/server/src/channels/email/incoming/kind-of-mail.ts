import type { EmailSettings } from '../settings.ts';
import { isOwnAddress, localPartOf } from './address.ts';
import type { Mail } from './mail.ts';

/**
 * What a mail is to us. `person`: somebody wrote it. `program`: shown and never answered (RFC 3834), as a list's, since others have
 * the thread too. `bounce`: a server tells of our own mail. `receipt`, `bulk` and `own` are nobody's concern.
 */
export type KindOfMail = 'person' | 'program' | 'bounce' | 'receipt' | 'bulk' | 'own';

/** Stands in the agent's mails, with the channel's id: we know our own, and other installations know a program's. */
export const OWN_HEADER = 'X-Parley-Channel';

const DAEMON = /^(mailer-daemon|postmaster|mail-daemon|mdaemon)$/;
const NO_REPLY = /^(no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|bounces?|notifications?)([-+_.=].*)?$/;
const SUPPRESSED = /\b(all|oof|autoreply)\b/;

export function kindOfMail(
  mail: Pick<Mail, 'from' | 'header'>,
  { address, channelId }: EmailSettings,
  envelopeFrom: string | null,
): KindOfMail {
  const { header } = mail;
  const says = (name: string): string => header(name).trim().toLowerCase();
  const from = mail.from?.address ?? '';
  const local = localPartOf(from);
  if (isOwnAddress(from, address) || header(OWN_HEADER).trim() === channelId) return 'own';

  const type = says('content-type');
  const isReport = type.startsWith('multipart/report');
  // Of a mail program that its user has let tell when a mail was opened (RFC 8098).
  if (isReport && type.includes('disposition-notification')) return 'receipt';
  if (isReport || DAEMON.test(local)) return 'bounce';

  // An answering machine may call itself bulk: it is one all the same.
  const autoSubmitted = says('auto-submitted').split(/[;\s]/)[0];
  const isAutomatic =
    header(OWN_HEADER) !== '' ||
    (autoSubmitted !== '' && autoSubmitted !== 'no') ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply-from'].some((name) => header(name) !== '') ||
    SUPPRESSED.test(says('x-auto-response-suppress')) ||
    says('precedence') === 'auto_reply';
  if (isAutomatic) return 'program';

  if (/^(bulk|junk)$/.test(says('precedence')) || header('list-unsubscribe-post') !== '') return 'bulk';

  const isList = says('precedence') === 'list' || header('list-id') !== '' || header('list-unsubscribe') !== '';
  // An empty return path asks for no answer (RFC 5321, 4.5.5).
  const isUnreturnable = (envelopeFrom ?? '-') === '' || says('return-path') === '<>';
  return isList || isUnreturnable || NO_REPLY.test(local) ? 'program' : 'person';
}
