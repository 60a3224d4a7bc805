import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
/** Loaded with the first text that has markup, as in reply-format.ts. */
const sanitizer = () => require('sanitize-html') as typeof import('sanitize-html');

const TAGS = ['a', 'b', 'strong', 'i', 'em', 'br', 'p', 'div', 'ul', 'ol', 'li'];

/** A short HTML text, such as a welcome message, as Markdown: words, emphasis, links and lists stay, all else goes. */
export function htmlAsMarkdown(html: string): string {
  const clean = sanitizer()(html, {
    allowedTags: TAGS,
    allowedAttributes: { a: ['href'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  });
  const lists: { isOrdered: boolean; items: number }[] = [];
  let link = '';
  const markdown = clean.replaceAll(/<(\/?)(\w+)(?: href="([^"]*)")?[^>]*>|([^<]+)/g, (...found) => {
    const [, slash, tag, href, text] = found as [string, string, string?, string?, string?];
    if (text !== undefined) return escapeMarkdown(decodeEntities(text).replaceAll(/\s+/g, ' '));
    const isEnd = slash === '/';
    if (tag === 'b' || tag === 'strong') return '**';
    if (tag === 'i' || tag === 'em') return '*';
    if (tag === 'br') return '  \n';
    if (tag === 'a') {
      if (isEnd) return link === '' ? '' : `](<${link}>)`;
      link = decodeEntities(href ?? '').replaceAll(/[<>\s]/g, encodeURIComponent);
      return link === '' ? '' : '[';
    }
    if (tag === 'ul' || tag === 'ol') {
      if (isEnd) lists.pop();
      else lists.push({ isOrdered: tag === 'ol', items: 0 });
      return '\n\n';
    }
    if (tag === 'li') return isEnd ? '\n' : itemMark(lists);
    return '\n\n';
  });
  return tidy(markdown);
}

/** A text that may be Markdown or, from a site that has moved here, HTML: as Markdown. */
export const markdownOf = (text: string): string => (IS_HTML.test(text) ? htmlAsMarkdown(text) : text);

/** A line of plain words that may, for the same reason, be HTML: its words. */
export const lineOf = (text: string): string => (IS_HTML.test(text) ? htmlAsText(text) : text);

const IS_HTML = /<\/?[a-z][^>]*>/i;

/** The words of a short HTML text alone, in one line. */
export function htmlAsText(html: string): string {
  const spaced = html.replaceAll(/<(br|p|div|li|\/p|\/div|\/li)\b[^>]*>/gi, ' ');
  const text = sanitizer()(spaced, { allowedTags: [], allowedAttributes: {} });
  return decodeEntities(text).replaceAll(/\s+/g, ' ').trim();
}

function itemMark(lists: { isOrdered: boolean; items: number }[]): string {
  const list = lists.at(-1);
  if (!list) return '- ';
  list.items += 1;
  return `${'  '.repeat(lists.length - 1)}${list.isOrdered ? `${list.items}.` : '-'} `;
}

/** Signs that Markdown would take for markup. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>~]/g, '\\$&').replace(/^(\s*)([#+-]|\d+[.)])(?=\s)/, '$1\\$2');
}

function tidy(markdown: string): string {
  return markdown
    .replaceAll(/\n[ \t]+(?=[^\s\d-])/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'", nbsp: ' ' };

function decodeEntities(text: string): string {
  return text.replaceAll(/&([a-z]+|#39|#x27);/gi, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole);
}
