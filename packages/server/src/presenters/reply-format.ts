import { createRequire } from 'node:module';
import type { ChatFormat } from '@parley/protocol/api';
import MarkdownIt from 'markdown-it';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });

const require = createRequire(import.meta.url);
/** Loaded with the first reply that has markup: with its parsers it is seventy files, which a start need not wait for. */
const sanitizer = () => require('sanitize-html') as typeof import('sanitize-html');

/** Letters that could begin any markup: text without them is the same in every format. */
const MAYBE_MARKUP = /[*_`~<>&#[\]|\\"']|^\s*([-+]|\d+[.)])\s|https?:|www\.|\S@\S|^ {4}|\n\s*[=-]+\s*$/mu;

/** A reply, which is stored as Markdown, in the format that the caller asked for. */
export function formatReply(text: string, format: ChatFormat): string {
  if (format === 'markdown') return text;
  return format === 'html' ? replyHtml(text) : replyText(text);
}

/** A welcome message, which is set as HTML, made safe to show. */
export function formatWelcome(html: string): string {
  return sanitizer()(html, { ...ALLOWED, allowedTags: [...sanitizer().defaults.allowedTags, 'del'] }).trim();
}

const ALLOWED = {
  allowedAttributes: { a: ['href', 'title'], ol: ['start'], code: ['class'] },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
};

/** Sanitised HTML: plain sentences stay plain, a line break is `<br>`, and only what Markdown can say gets tags. */
function replyHtml(text: string): string {
  if (!MAYBE_MARKUP.test(text))
    return text
      .trim()
      .replaceAll(/\s*\n\s*\n\s*/g, '<br><br>')
      .replaceAll(/ *\n/g, '<br>');
  const sanitizeHtml = sanitizer();
  const html = sanitizeHtml(markdown.render(text), {
    allowedTags: [...sanitizeHtml.defaults.allowedTags, 'del'],
    ...ALLOWED,
  });
  return html
    .trim()
    .replaceAll(/<br \/>\n?/g, '<br>')
    .replaceAll(/<\/p>\s*<p>/g, '<br><br>')
    .replaceAll(/<\/?p>/g, '');
}

/** The words alone: what a voice or a plain terminal would say. */
function replyText(text: string): string {
  // Spaces before a line's end are Markdown's way to break it.
  if (!MAYBE_MARKUP.test(text)) return text.trim().replaceAll(/ +$/gm, '');
  const sanitizeHtml = sanitizer();
  const lines = sanitizeHtml(markdown.render(text).replaceAll(/<br>\n?/g, '\n'), {
    allowedTags: [],
    allowedAttributes: {},
    textFilter: (part) => part,
  });
  return decodeEntities(lines)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function decodeEntities(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
