import { decodeText } from './decode-text.ts';
import type { DocumentInput, MarkdownDocument } from './document.ts';
import { unreadable } from './document.ts';
import { readFrontMatter } from './front-matter.ts';

/** Lines at least this long, all but the last, mean that a paragraph was wrapped by an editor. */
const WRAPPED_MIN = 55;

/** The file's text, or the refusal of a file that holds none. */
export function textOf({ bytes, fileName }: DocumentInput): string {
  const text = decodeText(bytes);
  if (text === null) throw unreadable(fileName, 'contains binary data, not text.');
  return text;
}

/** A Markdown file; its front matter (`title`, `description`, `language`, `tags`) is taken off and obeyed. */
export function readMarkdown(input: DocumentInput): MarkdownDocument {
  return readFrontMatter(textOf(input));
}

/** A plain text file. Its line ends are kept, since addresses and opening hours depend on them. */
export function readText(input: DocumentInput): MarkdownDocument {
  const text = textOf(input).replace(/\f/g, '\n\n').trim();
  const [first = '', second = ''] = text.split('\n', 2);
  // A short line with a blank line or a rule below it is how plain text writes a title.
  const isTitle = first.trim().length <= 100 && /^\s*([=\-~*])?\1*\s*$/.test(second) && text.includes('\n');
  if (!isTitle) return { title: '', markdown: reflow(text) };
  return { title: first.trim(), markdown: reflow(text.slice(first.length + 1 + second.length).trim()) };
}

/** A paragraph wrapped at some width is one line; short lines (an address) keep their ends as hard breaks. */
function reflow(text: string): string {
  return text
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => {
      const lines = paragraph.split('\n').map((line) => line.trim());
      const isWrapped = lines.length > 1 && lines.slice(0, -1).every((line) => line.length >= WRAPPED_MIN);
      return lines.join(isWrapped ? ' ' : '  \n');
    })
    .join('\n\n');
}
