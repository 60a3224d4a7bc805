import type MarkdownIt from 'markdown-it';
import { textOf } from '../loose-json.ts';

export type Token = ReturnType<InstanceType<typeof MarkdownIt>['parse']>[number];

/** What stands on both sides of a text that is so; empty for what the messenger does not know. */
export type Marks = {
  readonly bold: string;
  readonly italic: string;
  readonly strike: string;
  readonly code: string;
  /** On lines of its own around a block of code. */
  readonly fence: string;
};

const MARKED = { strong: 'bold', em: 'italic', s: 'strike' } as const;

/** A paragraph's text with marks. Marks never span lines, and never stand within a word: messengers would show them. */
export function inline({ children }: Token, marks: Marks): string {
  const tokens = children ?? [];
  const open: string[] = [];
  let text = '';
  for (const [at, token] of tokens.entries()) {
    const [, name, side] = /^(strong|em|s)_(open|close)$/.exec(token.type) ?? [];
    if (name === 'strong' || name === 'em' || name === 's') {
      const mark = marks[MARKED[name]];
      if (side === 'open') {
        const isSet = !open.includes(mark) && standsAlone(tokens, at, text);
        open.push(isSet ? mark : '');
        text += isSet ? mark : '';
      } else text += open.pop() ?? '';
    } else if (token.type === 'link_open') {
      const end = closingOf(tokens, at);
      text += linked(tokens.slice(at + 1, end), textOf(token.attrGet('href')));
    } else if (token.type === 'link_close') {
      text += linkEnd(tokens, at);
    } else if (token.type === 'softbreak' || token.type === 'hardbreak') {
      text = `${text.trimEnd()}${open.toReversed().join('')}\n${open.join('')}`;
    } else text += wordsOf(token, marks);
  }
  return text;
}

function wordsOf(token: Token, { code }: Marks): string {
  if (token.type === 'code_inline') return `${code}${token.content}${code}`;
  if (token.type !== 'image') return token.content;
  const source = textOf(token.attrGet('src'));
  return token.content ? `${token.content} (${source})` : source;
}

/** Before a link's label stands nothing; where the label is missing, its address is all there is. */
const linked = (label: readonly Token[], href: string): string => (plain(label) === '' ? shown(href) : '');

/** After a link's label stands its address, unless that is what the label says. */
function linkEnd(tokens: readonly Token[], end: number): string {
  const begin = openingOf(tokens, end);
  const label = plain(tokens.slice(begin + 1, end));
  const href = shown(textOf(tokens[begin]?.attrGet('href')));
  const isSaid = [href, decoded(href)].some((address) => bare(address) === bare(label));
  return label === '' || isSaid ? '' : ` (${href})`;
}

const bare = (address: string): string => address.replace(/^https?:\/\/|\/$/g, '');
const shown = (href: string): string => href.replace(/^(mailto|tel):/, '');

function decoded(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}

const plain = (tokens: readonly Token[]): string => tokens.map(({ content }) => content).join('');

/** Whether neither a letter nor a digit stands right outside the mark that opens at a token. */
function standsAlone(tokens: readonly Token[], at: number, before: string): boolean {
  const after = tokens
    .slice(closingOf(tokens, at) + 1)
    .find(({ content, type }) => content !== '' || type.endsWith('break'));
  return !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after?.content ?? '');
}

function closingOf(tokens: readonly Token[], at: number): number {
  const level = tokens[at]?.level ?? 0;
  return tokens.findIndex((token, index) => index > at && token.nesting === -1 && token.level === level);
}

function openingOf(tokens: readonly Token[], end: number): number {
  const level = tokens[end]?.level ?? 0;
  return tokens.findLastIndex((token, index) => index < end && token.nesting === 1 && token.level === level);
}

/** Rows in columns as wide as their widest cell, in code points. */
export function fencedTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)));
  const lines = rows.map((row) =>
    widths
      .map((width, column) => (row[column] ?? '') + ' '.repeat(width - [...(row[column] ?? '')].length))
      .join('  ')
      .trimEnd(),
  );
  return [lines[0] ?? '', widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

export const plainTable = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.join(' | ')).join('\n');
