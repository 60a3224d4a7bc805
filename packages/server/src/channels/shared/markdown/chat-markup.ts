import MarkdownIt from 'markdown-it';
import { fencedTable, inline, type Marks, plainTable, type Token } from './chat-markup-inline.ts';

// `html: false`: what looks like HTML is text, and goes out as it was written.
const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });

type Cursor = { readonly tokens: readonly Token[]; at: number };

/**
 * Markdown in the few marks that a messenger knows, or in none: lists stay lists, links become `label (url)`, tables stand in
 * columns where there is a monospaced block.
 */
export function chatMarkup(source: string, marks: Marks): string {
  return blocksUntil({ tokens: markdown.parse(source, {}), at: 0 }, null, marks)
    .join('\n\n')
    .trim();
}

function blocksUntil(cursor: Cursor, closing: string | null, marks: Marks): string[] {
  const blocks: string[] = [];
  for (let token = next(cursor); token && token.type !== closing; token = next(cursor)) {
    const block = blockOf(token, cursor, marks);
    if (block !== '') blocks.push(block);
  }
  return blocks;
}

const next = (cursor: Cursor): Token | undefined => {
  const token = cursor.tokens[cursor.at];
  cursor.at += 1;
  return token;
};

function blockOf(token: Token, cursor: Cursor, marks: Marks): string {
  switch (token.type) {
    case 'inline':
      return inline(token, marks);
    case 'heading_open': {
      // A heading is bold as a whole: marks of the same kind inside would end it.
      const text = blocksUntil(cursor, 'heading_close', { ...marks, bold: '' }).join(' ');
      return text && `${marks.bold}${text}${marks.bold}`;
    }
    case 'bullet_list_open':
      return list(cursor, marks, 'bullet_list_close', () => '- ');
    case 'ordered_list_open': {
      const first = Number(token.attrGet('start') ?? 1);
      return list(cursor, marks, 'ordered_list_close', (index) => `${first + index}. `);
    }
    case 'blockquote_open':
      return prefixed(blocksUntil(cursor, 'blockquote_close', marks).join('\n\n'), '> ', '> ');
    case 'fence':
    case 'code_block':
      return fenced(token.content, marks);
    case 'table_open':
      return table(cursor, marks);
    case 'hr':
      return '———';
    default:
      return '';
  }
}

function list(cursor: Cursor, marks: Marks, closing: string, markerOf: (index: number) => string): string {
  const items: string[] = [];
  for (let token = next(cursor); token && token.type !== closing; token = next(cursor)) {
    if (token.type !== 'list_item_open') continue;
    const marker = markerOf(items.length);
    items.push(prefixed(blocksUntil(cursor, 'list_item_close', marks).join('\n'), marker, ' '.repeat(marker.length)));
  }
  return items.join('\n');
}

function prefixed(text: string, first: string, others: string): string {
  return text
    .split('\n')
    .map((line, at) => `${at === 0 ? first : others}${line}`.trimEnd())
    .join('\n');
}

function fenced(content: string, { fence }: Marks): string {
  const code = content.replace(/\n$/, '');
  return fence ? `${fence}\n${code}\n${fence}` : code;
}

function table(cursor: Cursor, marks: Marks): string {
  const rows: string[][] = [];
  for (let token = next(cursor); token && token.type !== 'table_close'; token = next(cursor)) {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'inline') rows.at(-1)?.push(inline(token, marks.fence ? PLAIN : marks));
  }
  return marks.fence ? fenced(fencedTable(rows), marks) : plainTable(rows);
}

/** For platforms that show what is sent to the letter. What is struck keeps a mark: without one it would hold. */
export const PLAIN: Marks = { bold: '', italic: '', strike: '~', code: '', fence: '' };
