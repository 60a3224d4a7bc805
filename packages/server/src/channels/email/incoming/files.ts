import type { Attachment } from 'postal-mime';
import type { FileRef } from '../../../domain/channels/channel.ts';
import { cutText } from '../../../lib/cut-text.ts';
import { storableText } from '../../../lib/storable-text.ts';
import type { Mail } from './mail.ts';

const MAX_FILES = 20;
/** Smaller images in the text count who opens the mail, or draw a line. */
const PIXEL_BYTES = 2_048;
/** Larger ones in the text were meant to be seen, even when the text that showed them is gone. */
const ICON_BYTES = 20_480;

/** What is about the mail and not in it. */
const ABOUT_THE_MAIL =
  /^(application\/(pgp-signature|(x-)?pkcs7-signature|ms-tnef)|message\/(delivery-status|disposition-notification)|text\/rfc822-headers)$/;

/**
 * The files of a mail, at most 20. Left out: pixels, and small images that only its quotes and signatures show. `shownHtml` is what is
 * left of its HTML. `ref` is the mail's hash with the place in it.
 */
export function filesOf(
  { attachments, hash, html }: Pick<Mail, 'attachments' | 'hash' | 'html'>,
  shownHtml: string,
): readonly FileRef[] {
  return attachments
    .flatMap((attachment, index) => {
      const content = bytesOf(attachment);
      if (ABOUT_THE_MAIL.test(attachment.mimeType) || content.length === 0) return [];
      if (isDecoration(attachment, content.length, { html, shownHtml })) return [];
      const ref = `${hash}:${index}`;
      const name = nameOf(attachment, index);
      return [{ ref, name, mime: attachment.mimeType, size: content.length, content }];
    })
    .slice(0, MAX_FILES);
}

function isDecoration(
  { mimeType, contentId, disposition }: Attachment,
  size: number,
  { html, shownHtml }: { readonly html: string; readonly shownHtml: string },
): boolean {
  if (!mimeType.startsWith('image/') || contentId === undefined) return false;
  const cid = `cid:${contentId.replace(/^<|>$/g, '')}`;
  if (!html.includes(cid)) return disposition === 'inline' && size < PIXEL_BYTES;
  return size < PIXEL_BYTES || (size < ICON_BYTES && !shownHtml.includes(cid));
}

function nameOf({ filename, mimeType }: Attachment, index: number): string {
  const given = storableText(filename ?? '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no name of a file has any
    .replaceAll(/[\u0000-\u001f\u007f\ufffd]/g, '')
    .replace(/^.*[/\\]/su, '')
    .trim();
  if (given !== '' && !/^\.+$/.test(given)) return cutText(given, 200);
  if (mimeType === 'message/rfc822') return `message-${index + 1}.eml`;
  return mimeType === 'text/calendar' ? 'invite.ics' : `file-${index + 1}`;
}

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}
