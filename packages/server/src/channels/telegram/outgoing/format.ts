import type { Part } from '../../../domain/channels/channel.ts';
import { splitMarkdown } from '../../shared/markdown/split-markdown.ts';
import { textOfHtml } from './html-text.ts';
import { renderHtml } from './render-html.ts';

/** A message's text, in UTF-16 units once its marks are read. https://core.telegram.org/bots/api#sendmessage */
export const TEXT_MAX = 4096;

/** A reply as messages in Telegram's HTML. */
export const format = (markdown: string): readonly Part[] =>
  splitMarkdown(markdown, { render: renderHtml, fits: (html) => textOfHtml(html).length <= TEXT_MAX }).map((body) => ({
    body,
    format: 'html',
  }));
