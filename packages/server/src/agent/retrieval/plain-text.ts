import { load } from 'cheerio/slim';
import MarkdownIt from 'markdown-it';
import { htmlText } from './html-text.ts';

/**
 * The plain text of an article's content (Markdown, or HTML as rich-text editors send it), to which the offsets of its
 * passages refer: after a change here the stored passages have to be made anew. Blocks are separated by a blank line;
 * items and table rows are lines, cells are separated by ` | `; links and images are their text.
 */
export function plainText(content: string): string {
  return htmlText(load(isHtml(content) ? content : markdown.render(content), null, false).root()[0]?.children ?? []);
}

const BLOCK_TAG = 'p|div|h[1-6]|ul|ol|table|blockquote|section|article|body|html';
const BEGINS_WITH_TAG = new RegExp(
  `^\\s*<(?:!doctype|!--|(?:${BLOCK_TAG}|pre|span|strong|b|em|i|a|img|br|hr)[\\s>/])`,
  'i',
);
const HAS_BLOCK_TAG = new RegExp(`</(?:${BLOCK_TAG})>`, 'i');
const HAS_MARKDOWN_BLOCK = /^(?:#{1,6} |[-*+] |\d+[.)] |```|~~~|\|)/m;

function isHtml(content: string): boolean {
  return BEGINS_WITH_TAG.test(content) || (HAS_BLOCK_TAG.test(content) && !HAS_MARKDOWN_BLOCK.test(content));
}

// `html: false`: what looks like a tag inside Markdown is text that somebody wrote about.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** Lines at least this long were wrapped by an editor; shorter ones (addresses, opening hours) were meant as lines. */
const WRAPPED_LINE = 60;

markdown.renderer.rules.softbreak = (tokens) => (isWrapped(tokens) ? ' ' : '<br>');

type Tokens = ReturnType<typeof markdown.parse>;

/** Asked for each line break of a paragraph: measured once, or a text of ten thousand lines takes a minute. */
const wrapped = new WeakMap<Tokens, boolean>();

function isWrapped(tokens: Tokens): boolean {
  const known = wrapped.get(tokens);
  if (known !== undefined) return known;
  const lines: number[] = [0];
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') lines.push(0);
    else lines.push((lines.pop() ?? 0) + token.content.length);
  }
  const answer = lines.slice(0, -1).every((line) => line >= WRAPPED_LINE);
  wrapped.set(tokens, answer);
  return answer;
}
