import { createHash } from 'node:crypto';
import type { Attachment } from 'postal-mime';
import { storableText } from '../../../lib/storable-text.ts';
import { answeredIds, messageIdOf, messageIdsOf } from '../message-id.ts';
import { addressesOf, type NamedAddress } from './address.ts';

/** A mail as it is read. Names of headers are in lower case; nothing here is proven. */
export type Mail = {
  /** SHA-256 of the raw mail, in hex. */
  readonly hash: string;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  /** The first header of a name, in any case of letters; an empty text when there is none. */
  readonly header: (name: string) => string;
  readonly messageId: string | null;
  readonly answers: readonly string[];
  readonly references: readonly string[];
  readonly from: NamedAddress | null;
  /** How many authors it names, in one header or several. */
  readonly authors: number;
  readonly replyTo: readonly NamedAddress[];
  readonly to: readonly NamedAddress[];
  readonly cc: readonly NamedAddress[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: Date | null;
  readonly attachments: readonly Attachment[];
};

/** Enough for what people write; a mail that is built to exhaust us has more. */
const LIMITS = { maxNestingDepth: 50, maxHeadersSize: 512 * 1024, maxRfc822NestingDepth: 2 };

/** Reads a raw mail; null for what is none. */
export async function readMail(raw: Uint8Array): Promise<Mail | null> {
  const { default: PostalMime, addressParser } = await import('postal-mime');
  // A view of exactly these bytes: a buffer of a pool has others around them.
  const mail = await PostalMime.parse(new Uint8Array(raw), {
    ...LIMITS,
    attachmentEncoding: 'arraybuffer',
    rfc822Attachments: false,
    forceRfc822Attachments: false,
  }).catch(() => null);
  if (mail === null) return null;
  const { headers } = mail;
  const header = (name: string): string => headers.find(({ key }) => key === name.toLowerCase())?.value ?? '';
  const date = new Date(mail.date ?? Number.NaN);
  return {
    hash: createHash('sha256').update(raw).digest('hex'),
    headers,
    header,
    messageId: messageIdOf(mail.messageId),
    answers: answeredIds(mail.inReplyTo, mail.references),
    references: messageIdsOf(mail.references),
    from: addressesOf(mail.from)[0] ?? null,
    authors: headers
      .filter(({ key }) => key === 'from')
      .reduce((count, { value }) => count + addressParser(value, { flatten: true }).length, 0),
    replyTo: addressesOf(mail.replyTo),
    to: addressesOf(mail.to),
    cc: addressesOf(mail.cc),
    subject: cleaned(mail.subject ?? '').replace(/\s+/gu, ' '),
    text: cleaned(mail.text ?? ''),
    html: cleaned(mail.html ?? ''),
    date: Number.isNaN(date.getTime()) ? null : date,
    attachments: mail.attachments,
  };
}

/** Text without NUL and halves of characters, with plain ends of lines. */
const cleaned = (text: string): string => storableText(text.replaceAll('\u0000', '')).replaceAll(/\r\n?/g, '\n').trim();
