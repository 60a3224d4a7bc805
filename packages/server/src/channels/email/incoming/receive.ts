import type { ChannelConfig, Delivery, Incoming, IncomingMessage, Received } from '../../../domain/channels/channel.ts';
import { MAIL_METHOD } from '../delivery.ts';
import { type EmailSettings, emailSettings } from '../settings.ts';
import { signedThread, threadOf } from '../signed-address.ts';
import { isOwnAddress } from './address.ts';
import { isVouchedFor } from './authentication.ts';
import { readBounce } from './bounce.ts';
import { filesOf } from './files.ts';
import { kindOfMail } from './kind-of-mail.ts';
import { type Mail, readMail } from './mail.ts';
import { type HtmlToMarkdown, textOfMail } from './text/text-of-mail.ts';

/** What the largest providers take; a listener and a mailbox bring no more. */
export const MAX_MAIL_BYTES = 25 * 1024 * 1024;

const DAY_MS = 86_400_000;

/**
 * Reads a mail that our own receiver brought: `x-envelope-from` and `x-envelope-to` of the delivery are the envelope's, and never
 * the mail's own word.
 */
export async function receiveMail(
  { method, headers, body }: Delivery,
  config: ChannelConfig,
  { now, htmlToMarkdown }: { readonly now: Date; readonly htmlToMarkdown: HtmlToMarkdown },
): Promise<Received> {
  const settings = emailSettings(config);
  if (method !== MAIL_METHOD) return { kind: 'refused', status: 403 };
  if (settings.replyKey === '' || settings.address === '') return { kind: 'refused', status: 401 };
  if (body.length === 0 || body.length > MAX_MAIL_BYTES) return ignored(body.length === 0 ? 'empty' : 'too large');
  const mail = await readMail(body);
  if (!mail?.from) return ignored(mail === null ? 'unreadable' : 'no sender');

  const envelopeFrom = headers.get('x-envelope-from') ?? null;
  const thread = signedThread(recipientsOf(mail, headers.get('x-envelope-to')), settings);
  const kind = kindOfMail(mail, settings, envelopeFrom);
  if (kind === 'bounce') return bounced(mail, settings, now);
  // A list would not know the address: whoever has it got it from us.
  if (kind === 'own' || kind === 'receipt' || (kind === 'bulk' && thread === null)) return ignored(NOT_NEEDED[kind]);
  const message = await messageOf(mail, { settings, thread, now, htmlToMarkdown, isProgram: kind !== 'person' });
  return message.markdown === '' && message.files.length === 0
    ? ignored('empty')
    : { kind: 'facts', facts: [message], ignored: [] };
}

const NOT_NEEDED = { own: 'own mail', receipt: 'read receipt', bulk: 'bulk mail' } as const;

const ignored = (what: string): Received => ({ kind: 'facts', facts: [], ignored: [what] });

function bounced(mail: Mail, { address }: EmailSettings, now: Date): Received {
  const bounce = readBounce(mail, address);
  if (!bounce) return ignored('bounce');
  const receipt: Incoming = {
    kind: 'receipt',
    key: `bounce:${mail.messageId ?? mail.hash}`,
    target: bounce.target,
    status: 'failed',
    reason: 'refused',
    detail: bounce.detail,
    at: timeOf(mail, now),
  };
  return { kind: 'facts', facts: [receipt], ignored: [] };
}

type Reading = {
  readonly settings: EmailSettings;
  readonly thread: string | null;
  readonly now: Date;
  readonly htmlToMarkdown: HtmlToMarkdown;
  readonly isProgram: boolean;
};

async function messageOf(
  mail: Mail,
  { settings, thread, now, htmlToMarkdown, isProgram }: Reading,
): Promise<IncomingMessage> {
  const key = mail.messageId ?? mail.hash;
  const author = mail.from ?? { address: '', name: '' };
  const isFirst = thread === null && mail.answers.length === 0;
  const { markdown, shownHtml } = await textOfMail(mail, { isFirst, htmlToMarkdown });
  const [answerTo = author] = mail.replyTo.filter(({ address }) => !isOwnAddress(address, settings.address));
  return {
    kind: 'message',
    key,
    id: key,
    thread: thread ?? threadOf(key),
    repliesTo: mail.answers,
    from: {
      id: author.address,
      email: author.address,
      ...(author.name === '' ? {} : { name: author.name.slice(0, 200) }),
    },
    markdown,
    files: filesOf(mail, shownHtml),
    at: timeOf(mail, now),
    trust: isVouchedFor(mail, settings.authservId) ? 'platform' : 'claimed',
    facts: {
      email_subject: mail.subject.slice(0, 500),
      email_from: author.address,
      email_to: mail.to.map(({ address }) => address).slice(0, 50),
      email_cc: mail.cc.map(({ address }) => address).slice(0, 50),
    },
    reply: {
      address: answerTo.address,
      name: answerTo.name.slice(0, 200),
      subject: mail.subject.slice(0, 500),
      references: [...(mail.references.length > 0 ? mail.references : mail.answers)],
    },
    ...(isProgram ? { isUnanswerable: true } : {}),
  };
}

/** Everywhere that the address may stand which the mail was sent to: servers rewrite one or the other. */
function recipientsOf(mail: Mail, envelopeTo: string | undefined): readonly string[] {
  const named = [...mail.to, ...mail.cc].map(({ address }) => address);
  const delivered = mail.headers
    .filter(({ key }) => key === 'delivered-to' || key === 'x-original-to' || key === 'envelope-to')
    .map(({ value }) => value.trim().replace(/^<|>$/g, ''));
  return [...(envelopeTo === undefined ? [] : [envelopeTo]), ...named, ...delivered].slice(0, 200);
}

/** When the mail says that it was written, as far as that can be. */
function timeOf({ date }: Mail, now: Date): Date {
  const age = now.getTime() - (date?.getTime() ?? Number.NaN);
  return date !== null && age >= 0 && age <= 30 * DAY_MS ? date : now;
}
