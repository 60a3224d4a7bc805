import { createRequire } from 'node:module';
import MarkdownIt from 'markdown-it';
import { escapeHtml } from '../../../lib/escape-html.ts';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
// Images of others would count who opens the mail: they are links.
markdown.renderer.rules.image = (tokens, index) => {
  const token = tokens[index];
  const source = String(token?.attrGet('src') ?? '');
  return `<a href="${escapeHtml(source)}">${escapeHtml(token?.content || source)}</a>`;
};

const require = createRequire(import.meta.url);
/** Loaded with the first mail: with its parsers it is seventy files, which a start need not wait for. */
const sanitizer = () => require('sanitize-html') as typeof import('sanitize-html');

/** Mail programs know no style sheets: each element has its own few. */
const STYLES: Readonly<Record<string, string>> = {
  blockquote: 'margin: 0 0 0 8px; padding-left: 12px; border-left: 3px solid #cbd5e1; color: #52606d',
  pre: 'padding: 8px 12px; background: #f1f5f9; white-space: pre-wrap',
  table: 'border-collapse: collapse',
  th: 'padding: 4px 8px; border: 1px solid #cbd5e1; text-align: left',
  td: 'padding: 4px 8px; border: 1px solid #cbd5e1',
};

/** A reply in Markdown as the HTML of a mail: no scripts, no images, nothing that is fetched. */
export function mailHtml(source: string): string {
  const sanitizeHtml = sanitizer();
  const body = sanitizeHtml(markdown.render(source), {
    allowedTags: [...sanitizeHtml.defaults.allowedTags, 'del'],
    allowedAttributes: { a: ['href', 'title'], ol: ['start'], '*': ['style'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    transformTags: Object.fromEntries(
      Object.entries(STYLES).map(([tag, style]) => [tag, sanitizeHtml.simpleTransform(tag, { style }, false)]),
    ),
  });
  return [
    '<!doctype html><html><head><meta charset="utf-8"></head>',
    '<body style="font-family: sans-serif; font-size: 15px; line-height: 1.5; color: #1f2933">',
    `<div dir="auto">${body.trim()}</div>`,
    '</body></html>',
    '',
  ].join('\n');
}
