import type { Part } from '../../../domain/channels/channel.ts';
import { splitMarkdown } from '../../shared/markdown/split-markdown.ts';

/**
 * `markdown_text` takes 12,000 characters, and Slack refuses less when the blocks that it makes of them grow too large; it does
 * not say whether characters are bytes. This many bytes of UTF-8 are within all of it.
 */
const MAX_BYTES = 8_000;

/** Splits a reply. Slack renders Markdown itself, so that it goes out as it is, but for what would call people. */
export function format(markdown: string): readonly Part[] {
  const bodies = splitMarkdown(markdown, {
    render: withoutCalls,
    fits: (body) => Buffer.byteLength(body) <= MAX_BYTES,
  });
  return bodies.map((body) => ({ body, format: 'markdown' }));
}

/** A visitor can make an agent repeat `<!channel>`: nobody is to be called by that. */
const withoutCalls = (markdown: string): string =>
  markdown.replace(/<(?=!(?:here|channel|everyone|subteam\^)|[@#][A-Z0-9])/gi, '<\u200b');
