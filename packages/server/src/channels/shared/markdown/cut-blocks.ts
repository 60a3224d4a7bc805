import { cutCode } from './cut-code.ts';
import { cutInline } from './cut-inline.ts';
import { type Item, itemsOf, withoutQuote } from './markdown-containers.ts';
import { type Definitions, parseMarkdown, type Token } from './markdown-tokens.ts';
import { mostThatFit } from './most-that-fit.ts';

/** How a piece stands in what it was cut from: the first with the list's marker, quotes with theirs. */
type Frame = { readonly first: (markdown: string) => string; readonly rest: (markdown: string) => string };

export type Cutting = { readonly definitions: Definitions; readonly fits: (markdown: string) => boolean };

/** `source` is what its token covers; `begin` the line where it begins. */
type Block = {
  readonly token: Token;
  readonly tokens: readonly Token[];
  readonly source: string;
  readonly begin: number;
};

const BARE: Frame = { first: (markdown) => markdown, rest: (markdown) => markdown };

/** Cuts Markdown into pieces that fit, each of them Markdown of its own: between blocks where that is possible, else in them. */
export function cutBlocks(source: string, cutting: Cutting, frame: Frame = BARE): string[] {
  const lines = source.split('\n');
  const blocks = blocksOf(source, lines, cutting.definitions);
  const pieces: string[] = [];
  for (let start = 0; start < blocks.length; ) {
    const block = blocks[start] as Block;
    const wrap = pieces.length === 0 ? frame.first : frame.rest;
    const joined = (end: number): string => wrap(lines.slice(block.begin, blocks[end]?.begin).join('\n').trimEnd());
    const fitting = mostThatFit(start, blocks.length, (end) => cutting.fits(joined(end)));
    const most = withoutLastHeadings(blocks, start, fitting);
    if (most > 0) pieces.push(joined(start + most));
    else pieces.push(...cutBlock(block, cutting, { first: wrap, rest: frame.rest }));
    start += Math.max(most, 1);
  }
  return pieces;
}

/** A heading goes with what it is of, unless nothing else is there. */
function withoutLastHeadings(blocks: readonly Block[], start: number, count: number): number {
  if (start + count === blocks.length) return count;
  let most = count;
  while (most > 1 && blocks[start + most - 1]?.token.type === 'heading_open') most -= 1;
  return most;
}

function blocksOf(source: string, lines: readonly string[], definitions: Definitions): Block[] {
  const { tokens } = parseMarkdown(source, definitions);
  const starts = tokens.flatMap(({ level, nesting, map }, index) =>
    level === 0 && nesting !== -1 && map ? [index] : [],
  );
  return starts.map((at, index) => {
    const token = tokens[at] as Token;
    const [begin, end] = token.map ?? [0, 0];
    return { token, tokens: tokens.slice(at, starts[index + 1]), source: lines.slice(begin, end).join('\n'), begin };
  });
}

function cutBlock(block: Block, cutting: Cutting, frame: Frame): string[] {
  const { token, source } = block;
  if (token.type === 'fence' || token.type === 'code_block') return cutFence(token, cutting, frame);
  if (token.type === 'table_open') return cutTable(block, cutting, frame);
  if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') return cutList(block, cutting, frame);
  if (token.type === 'blockquote_open') {
    const quoted = (markdown: string): string => markdown.replaceAll(/^/gm, '> ');
    return cutBlocks(withoutQuote(source), cutting, around(frame, { first: quoted, rest: quoted }));
  }
  const text = block.tokens.find(({ type }) => type === 'inline')?.content ?? source;
  if (token.type !== 'heading_open') return cutText(text, cutting, frame);
  const heading = (markdown: string): string => `${'#'.repeat(Number(token.tag.slice(1)))} ${markdown}`;
  return cutText(text.replaceAll('\n', ' '), cutting, around(frame, { first: heading, rest: heading }));
}

function cutText(text: string, { definitions, fits }: Cutting, frame: Frame): string[] {
  const wrap = (markdown: string, index: number): string => (index === 0 ? frame.first : frame.rest)(markdown);
  return cutInline(text, definitions, (markdown, index) => fits(wrap(markdown, index))).map(wrap);
}

function cutFence(token: Token, { fits }: Cutting, frame: Frame): string[] {
  const mark = token.info.includes('`') || token.markup.startsWith('~') ? '~' : '`';
  const runs = token.content.match(mark === '~' ? /~+/g : /`+/g) ?? [];
  const fence = mark.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), 3));
  const wrap = (code: string, index: number): string =>
    (index === 0 ? frame.first : frame.rest)(`${fence}${token.info}\n${code}\n${fence}`);
  return cutCode(token.content.replace(/\n$/, ''), (code, index) => fits(wrap(code, index))).map(wrap);
}

/** Rows under their header; a row that is too long even so becomes a paragraph for each cell. */
function cutTable(block: Block, cutting: Cutting, frame: Frame): string[] {
  const lines = block.source.trimEnd().split('\n');
  const [header, body] = [lines.slice(0, 2), lines.slice(2)];
  const cells = cellsByRow(block.tokens);
  const isHeaderShort = cutting.fits(frame.rest(header.join('\n')));
  const pieces: string[] = [];
  const wrapNext = (): Frame['first'] => (pieces.length === 0 ? frame.first : frame.rest);
  const inParagraphs = (row: readonly string[]): void => {
    for (const cell of row) pieces.push(...cutText(cell, cutting, { first: wrapNext(), rest: frame.rest }));
  };
  if (!isHeaderShort) inParagraphs(cells[0] ?? []);
  for (let start = 0; start < body.length; ) {
    const wrap = wrapNext();
    const joined = (end: number): string => wrap([...header, ...body.slice(start, end)].join('\n'));
    const most = isHeaderShort ? mostThatFit(start, body.length, (end) => cutting.fits(joined(end))) : 0;
    if (most > 0) pieces.push(joined(start + most));
    else inParagraphs(cells[start + 1] ?? []);
    start += Math.max(most, 1);
  }
  return pieces;
}

function cellsByRow(tokens: readonly Token[]): string[][] {
  const rows: string[][] = [];
  for (const { type, content } of tokens) {
    if (type === 'tr_open') rows.push([]);
    else if (type === 'inline' && content !== '') rows.at(-1)?.push(content);
  }
  return rows;
}

/** Items with what belongs to them, their numbers kept; of an item that is too long, the first piece keeps the marker. */
function cutList(block: Block, cutting: Cutting, frame: Frame): string[] {
  const items = itemsOf(block.source, block.tokens);
  const pieces: string[] = [];
  for (let start = 0; start < items.length; ) {
    const wrap = pieces.length === 0 ? frame.first : frame.rest;
    const joined = (end: number): string => wrap(sourceOf(items.slice(start, end)));
    const most = mostThatFit(start, items.length, (end) => cutting.fits(joined(end)));
    const item = items[start];
    if (most > 0) pieces.push(joined(start + most));
    else if (item) {
      pieces.push(
        ...cutBlocks(item.inner, cutting, { first: (markdown) => wrap(item.mark(markdown)), rest: frame.rest }),
      );
    }
    start += Math.max(most, 1);
  }
  return pieces;
}

const sourceOf = (items: readonly Item[]): string =>
  items
    .map(({ source }) => source)
    .join('\n')
    .trimEnd();

const around = (outer: Frame, inner: Frame): Frame => ({
  first: (markdown) => outer.first(inner.first(markdown)),
  rest: (markdown) => outer.rest(inner.rest(markdown)),
});
