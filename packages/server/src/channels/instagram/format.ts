import type { Part } from '../../domain/channels/channel.ts';
import { chatMarkup, PLAIN } from '../shared/markdown/chat-markup.ts';
import { splitMarkdown } from '../shared/markdown/split-markdown.ts';
import { utf8Bytes } from '../shared/markdown/text-measures.ts';

/** In bytes of UTF-8: https://developers.facebook.com/documentation/business-messaging/instagram-messaging/features/send-message */
const MAX_BYTES = 1000;

/** A reply as plain text, in as many messages as Instagram's limit asks for. */
export function format(markdown: string): readonly Part[] {
  const bodies = splitMarkdown(markdown, {
    render: (piece) => chatMarkup(piece, PLAIN),
    fits: (body) => utf8Bytes(body) <= MAX_BYTES,
  });
  return bodies.map((body) => ({ body, format: 'text' }));
}
