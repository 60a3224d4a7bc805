import type { OutgoingPart, Recipient, Speaker } from '../../../domain/channels/channel.ts';
import { cutLine } from '../../../lib/cut-text.ts';
import type { OutgoingMail } from '../../../lib/smtp.ts';
import { domainOf, isAddress } from '../incoming/address.ts';
import { OWN_HEADER } from '../incoming/kind-of-mail.ts';
import { bareSubject } from '../incoming/text/text-of-mail.ts';
import { messageIdOf } from '../message-id.ts';
import type { EmailSettings } from '../settings.ts';
import { signedAddress } from '../signed-address.ts';
import { mailHtml } from './mail-html.ts';
import { mailText } from './mail-text.ts';

/** RFC 5322 has no limit; a header must not grow with each answer for ever. */
const MAX_REFERENCES = 20;

/**
 * The mail that a part becomes; null where the visitor's address is none. Its Message-ID follows from the part, so that each attempt
 * has the same. What the agent says is marked as a program's (RFC 3834); what a person says is a person's mail.
 */
export function outgoingMail(
  to: Recipient,
  {
    part,
    speaker,
    settings,
  }: { readonly part: OutgoingPart; readonly speaker: Speaker; readonly settings: EmailSettings },
  attachments: OutgoingMail['attachments'],
): OutgoingMail | null {
  const { reply } = to;
  const address = typeof reply.address === 'string' ? reply.address : to.person;
  if (!isAddress(address)) return null;
  const answered = messageIdOf(to.lastMessageId ?? undefined);
  const chain = Array.isArray(reply.references)
    ? reply.references.flatMap((one) => messageIdOf(String(one)) ?? [])
    : [];
  const name = speaker.as === 'agent' ? (settings.senderName ?? speaker.name) : speaker.name;
  return {
    messageId: messageIdFor(part.id, settings),
    from: { name: cutLine(name, 80), address: settings.address },
    to: { name: cutLine(typeof reply.name === 'string' ? reply.name : '', 80), address },
    replyTo: signedAddress(to.thread, settings),
    subject: subjectOf(reply.subject),
    text: mailText(part.body),
    html: mailHtml(part.body),
    // An id of ours (a hash, for a mail that had none) is no Message-ID.
    inReplyTo: answered?.includes('@') ? answered : null,
    references: [...new Set([...chain, ...(answered === null ? [] : [answered])])]
      .filter((id) => id.includes('@'))
      .slice(-MAX_REFERENCES),
    headers:
      speaker.as === 'agent'
        ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All', [OWN_HEADER]: settings.channelId }
        : {},
    attachments,
  };
}

/** In angle brackets. */
export function messageIdFor(partId: string, { address }: Pick<EmailSettings, 'address'>): string {
  return `<${partId.replaceAll(/[^\w.-]/g, '-')}@${domainOf(address)}>`;
}

function subjectOf(given: unknown): string {
  const bare = cutLine(bareSubject(typeof given === 'string' ? given : ''), 300);
  return bare === '' ? 'Re: your message' : `Re: ${bare}`;
}
