import type { Reply } from '../domain/mail/away-mail.ts';
import { escapeHtml } from '../lib/escape-html.ts';
import { formatReply } from './reply-format.ts';

export type AwayMailInput = {
  readonly agentName: string;
  readonly replies: readonly Reply[];
  /** Opens the conversation again. */
  readonly link: string;
};

/** The mail that quotes what people wrote while the visitor was away, in plain text and HTML. */
export function awayMail({ agentName, replies, link }: AwayMailInput): { subject: string; text: string; html: string } {
  const name = oneLine(agentName);
  const lead = replies.length === 1 ? 'You have a reply:' : `You have ${replies.length} replies:`;
  const quoted = replies.map(({ content }) =>
    formatReply(content, 'text')
      .split('\n')
      .map((line) => `> ${line}`.trimEnd())
      .join('\n'),
  );
  const quotes = replies.map(({ content }) => `<blockquote>${formatReply(content, 'html')}</blockquote>`);
  const why = 'You get this mail because you left your address in this conversation.';
  const href = escapeHtml(link);
  return {
    subject: `${name} has replied to you`,
    text: [lead, ...quoted, `Read and answer here:\n${link}`, why].join('\n\n'),
    html: `<p>${lead}</p>${quotes.join('')}<p><a href="${href}">Read and answer</a></p><p><small>${why}</small></p>`,
  };
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
