import type { Part } from '../../domain/channels/channel.ts';
import { chatMarkup, PLAIN } from '../shared/markdown/chat-markup.ts';
import { splitMarkdown } from '../shared/markdown/split-markdown.ts';

/**
 * Characters, which Meta does not define further: in UTF-16 units, of which there are at least as many.
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/reference/send-api
 */
const MAX_TEXT = 2000;

/** A reply as plain text, in as many messages as Messenger's limit asks for. */
export function format(markdown: string): readonly Part[] {
  const bodies = splitMarkdown(markdown, {
    render: (piece) => chatMarkup(piece, PLAIN),
    fits: (body) => body.length <= MAX_TEXT,
  });
  return bodies.map((body) => ({ body, format: 'text' }));
}
