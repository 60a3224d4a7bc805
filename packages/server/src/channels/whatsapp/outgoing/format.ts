import type { Part } from '../../../domain/channels/channel.ts';
import { chatMarkup } from '../../shared/markdown/chat-markup.ts';
import type { Marks } from '../../shared/markdown/chat-markup-inline.ts';
import { splitMarkdown } from '../../shared/markdown/split-markdown.ts';
import { codePoints } from '../../shared/markdown/text-measures.ts';

/** In code points: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/text-messages */
const MAX_BODY = 4096;

// https://faq.whatsapp.com/539178204879377
const MARKS: Marks = { bold: '*', italic: '_', strike: '~', code: '`', fence: '```' };

/** A reply in WhatsApp's own marks, in as many messages as its limit asks for. */
export function format(markdown: string): readonly Part[] {
  const bodies = splitMarkdown(markdown, {
    render: (piece) => chatMarkup(piece, MARKS),
    fits: (body) => codePoints(body) <= MAX_BODY,
  });
  return bodies.map((body) => ({ body, format: 'whatsapp' }));
}
