import type { Channel, Part } from '../../domain/channels/channel.ts';
import type { Mailboxes } from '../../lib/mailbox.ts';
import type { OpenSmtp } from '../../lib/smtp.ts';
import { checkMail } from './check.ts';
import { EMAIL_FIELDS, EMAIL_RULES } from './definition.ts';
import { receiveMail } from './incoming/receive.ts';
import type { HtmlToMarkdown } from './incoming/text/text-of-mail.ts';
import { listenToMailbox } from './listen.ts';
import { sendMail } from './outgoing/send.ts';

export type EmailParts = {
  readonly openSmtp: OpenSmtp;
  readonly mailboxes: Mailboxes;
  readonly htmlToMarkdown: HtmlToMarkdown;
};

/**
 * E-mail as a channel. Mail is brought by the listener of the installation, with the method `MAIL` and the envelope in
 * `x-envelope-from` and `x-envelope-to`, or looked for in a mailbox by `listen`.
 */
export function createEmail({ openSmtp, mailboxes, htmlToMarkdown }: EmailParts): Channel {
  return {
    platform: 'email',
    fields: EMAIL_FIELDS,
    rules: EMAIL_RULES,
    receive: (delivery, config, now) => receiveMail(delivery, config, { now, htmlToMarkdown }),
    format: formatMail,
    send: (to, part, config, speaker) => sendMail(openSmtp, to, { part, config, speaker }),
    check: (config) => checkMail({ openSmtp, mailboxes }, config),
    listen: (config, listening) => listenToMailbox(mailboxes, config, listening),
    listens: ({ settings }) => settings.inbound !== 'smtp',
  };
}

/** Mail has no limit of its own; nobody reads more, and servers refuse it. */
const MAX_BYTES = 1_000_000;

/** One mail for all that is said, cut where no server would take more. */
function formatMail(markdown: string): readonly Part[] {
  const text = markdown.trim();
  if (text === '') return [];
  const bytes = Buffer.from(text);
  // Bytes of a character that is cut through become a mark, which is left out.
  const body =
    bytes.length <= MAX_BYTES
      ? text
      : bytes
          .subarray(0, MAX_BYTES)
          .toString()
          .replace(/\ufffd+$/u, '');
  return [{ format: 'markdown', body }];
}
