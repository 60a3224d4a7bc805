import type { Token } from './markdown-tokens.ts';

/** An item of a list. `inner` is its Markdown without the marker, which `mark` puts before it again. */
export type Item = {
  readonly source: string;
  readonly inner: string;
  readonly mark: (markdown: string) => string;
};

/** The items of a list, each with its own number before it (a list may be written `1. 1. 1.`). */
export function itemsOf(source: string, tokens: readonly Token[]): Item[] {
  const list = tokens[0];
  const begin = list?.map?.[0] ?? 0;
  const lines = source.split('\n');
  const starts = tokens.flatMap(({ type, level, map }) =>
    type === 'list_item_open' && level === 1 && map ? [map[0] - begin] : [],
  );
  const number = list?.type === 'ordered_list_open' ? Number(list.attrGet('start') ?? 1) : null;
  return starts.map((start, index) =>
    itemOf(lines.slice(start, starts[index + 1]), number === null ? null : number + index),
  );
}

function itemOf(lines: readonly string[], number: number | null): Item {
  const [, indent = '', marker = '', space = '', text = ''] =
    /^([ \t]*)([-+*]|\d{1,9}[.)])([ \t]*)(.*)$/s.exec(expandTabs(lines[0] ?? '')) ?? [];
  const gap = text === '' ? 1 : space.length > 4 ? 1 : space.length;
  const width = indent.length + marker.length + gap;
  const written = number === null ? marker : `${number}${marker.slice(-1)}`;
  const inner = [' '.repeat(text === '' ? 0 : space.length - gap) + text, ...dedent(lines.slice(1), width)].join('\n');
  const mark = (markdown: string): string => indented(`${written} `, markdown);
  return { source: mark(inner), inner, mark };
}

function indented(marker: string, markdown: string): string {
  const pad = ' '.repeat(marker.length);
  return marker + markdown.replaceAll(/\n(?=[^\n])/g, `\n${pad}`);
}

/** Lines of an item without its indentation. One with less goes on a paragraph, which it must not end here either. */
function dedent(lines: readonly string[], width: number): string[] {
  return lines.map((raw) => {
    const line = expandTabs(raw);
    if (line.trim() === '') return '';
    return line.search(/\S/) >= width ? line.slice(width) : continued(line);
  });
}

/** The inner Markdown of a quotation. */
export function withoutQuote(source: string): string {
  const lines = source.split('\n').map((raw) => {
    const line = expandTabs(raw);
    const quoted = /^ {0,3}> ?/.exec(line);
    if (quoted) return line.slice(quoted[0].length);
    return line.trim() === '' ? '' : continued(line);
  });
  return lines.join('\n');
}

/** So far in that nothing but a paragraph's next line can be meant. */
const continued = (line: string): string => `    ${line.trimStart()}`;

/** Tabs before the text as spaces, up to the next fourth column. */
function expandTabs(line: string): string {
  const [blank = ''] = /^[ \t]*(?:[-+*>]|\d{1,9}[.)])?[ \t]*/.exec(line) ?? [];
  if (!blank.includes('\t')) return line;
  let text = '';
  for (const letter of blank) text += letter === '\t' ? ' '.repeat(4 - (text.length % 4)) : letter;
  return text + line.slice(blank.length);
}
