import type {
  ChannelConfig,
  OutgoingFile,
  OutgoingPart,
  Recipient,
  Sent,
  Speaker,
} from '../../../domain/channels/channel.ts';
import { cutLine } from '../../../lib/cut-text.ts';
import type { OpenSmtp, OutgoingMail, SmtpOutcome } from '../../../lib/smtp.ts';
import { emailSettings, smtpServer } from '../settings.ts';
import { outgoingMail } from './outgoing.ts';

type Failed = Extract<Sent, { ok: false }>;

/** Sends one part as one mail, with its files. */
export async function sendMail(
  openSmtp: OpenSmtp,
  to: Recipient,
  { part, config, speaker }: { readonly part: OutgoingPart; readonly config: ChannelConfig; readonly speaker: Speaker },
): Promise<Sent> {
  const smtp = openSmtp(smtpServer(config));
  if (!smtp) return failed('unauthorised', 'There is no server to send mail by: set one, or SMTP_URL.');
  const attachments = await attachmentsOf(part.files);
  if (typeof attachments === 'string') return failed('retry', attachments);
  const mail = outgoingMail(to, { part, speaker, settings: emailSettings(config) }, attachments);
  if (!mail) return failed('refused', 'The visitor’s address is none that mail can be sent to.');
  const outcome = await smtp.send(mail);
  return outcome.type === 'sent' ? { ok: true, id: mail.messageId } : sentOf(outcome);
}

const failed = (failure: Failed['failure'], detail: string): Failed => ({ ok: false, failure, detail });

/** Files that cannot be read now fail the mail: it would say «attached» without them. */
async function attachmentsOf(files: readonly OutgoingFile[]): Promise<OutgoingMail['attachments'] | string> {
  const attachments: { name: string; contentType: string; content: Uint8Array }[] = [];
  for (const { name, contentType, read } of files) {
    const content = await read().catch(() => null);
    if (content === null) return `The file ${cutLine(name, 80)} cannot be read.`;
    attachments.push({ name, contentType, content });
  }
  return attachments;
}

/** Recipients who want no more, in the words of servers. */
const BLOCKED = /\b5\.2\.1\b|unsubscribed|blocked by (the )?(user|recipient)|does not accept mail from you/i;

function sentOf({ stage, code, detail: said }: Extract<SmtpOutcome, { type: 'failed' }>): Failed {
  const detail = cutLine(said, 300);
  // The whole mail was sent and nothing was heard of it: it may have been taken.
  if (code === null) return failed(stage === 'message' ? 'unknown' : 'retry', detail);
  // A server that is busy says so at any moment, logging in too (454).
  if (code < 500) return failed('retry', detail);
  if (stage === 'login' || code === 530 || code === 535) return failed('unauthorised', detail);
  if (stage === 'connect') return failed('retry', detail);
  return failed(stage === 'recipient' && BLOCKED.test(detail) ? 'blocked' : 'refused', detail);
}
