import { escapeAll, explode, inlineUnits, type Mark, type Unit, visibleText } from './inline-units.ts';
import type { Definitions } from './markdown-tokens.ts';
import { mostThatFit } from './most-that-fit.ts';

/** Whether the Markdown of a piece fits; `index` counts the pieces of the cut. */
type PieceFits = (markdown: string, index: number) => boolean;

/**
 * Cuts a paragraph's text into pieces of Markdown that fit: by sentences, then words, then characters. Marks are not cut
 * through where there is another place; else they are closed and opened again.
 */
export function cutInline(source: string, definitions: Definitions, fits: PieceFits): string[] {
  let units = withoutHugeLinks(inlineUnits(source, definitions), (markdown) => fits(markdown, 1));
  const pieces: string[] = [];
  let start = 0;
  while (start < units.length) {
    const first = units[start] as Unit;
    if (isBlank(first)) {
      start += 1;
      continue;
    }
    const index = pieces.length;
    const most = mostThatFit(start, units.length, (end) => fits(written(units.slice(start, end)), index));
    const smaller = most === 0 ? explode(first) : [];
    if (smaller.length > 1) {
      units = [...smaller, ...units.slice(start + 1)];
      start = 0;
      continue;
    }
    const end = start + most === units.length ? units.length : bestCut(units, start, start + Math.max(most, 1));
    const piece = pieceOf(units, start, end, (markdown) => fits(markdown, index));
    pieces.push(piece.markdown);
    start = piece.end;
  }
  return pieces.filter((piece) => piece !== '');
}

/** The Markdown of units up to `end`; without marks, and then maybe of fewer, where they would be read as something else. */
function pieceOf(units: readonly Unit[], start: number, end: number, fits: (markdown: string) => boolean) {
  const markdown = written(units.slice(start, end));
  const meant = units.slice(start, end).map(({ visible }) => visible);
  if (isSameText(visibleText(markdown), meant.join(''))) return { markdown, end };
  const most = mostThatFit(start, end, (to) =>
    fits(
      escapeAll(
        meant
          .slice(0, to - start)
          .join('')
          .trim(),
      ),
    ),
  );
  const count = Math.max(most, 1);
  return { markdown: escapeAll(meant.slice(0, count).join('').trim()), end: start + count };
}

const isSameText = (one: string, other: string): boolean => one.replaceAll(/\s+/g, '') === other.replaceAll(/\s+/g, '');

/** Where to cut at or before `most`: the best kind of place in the second half, else any word's end, else `most`. */
function bestCut(units: readonly Unit[], start: number, most: number): number {
  const lengths = units.slice(start, most).map((unit) => unit.visible.length);
  let left = lengths.reduce((sum, length) => sum + length, 0);
  const half = left / 2;
  const best = new Map<string, number>();
  for (let end = most; end > start; end -= 1) {
    const kind = placeAt(units, end);
    const where = left >= half ? kind : `early ${kind.split(' ')[0]}`;
    if (!best.has(where)) best.set(where, end);
    left -= lengths[end - 1 - start] ?? 0;
  }
  const order = ['sentence', 'word', 'sentence within', 'word within', 'early sentence', 'early word'];
  return order.map((kind) => best.get(kind)).find((end) => end !== undefined) ?? most;
}

function placeAt(units: readonly Unit[], end: number): string {
  const before = units[end - 1];
  const after = units[end];
  const isWord = before !== undefined && after !== undefined && (isBlank(before) || isBlank(after));
  const kind = before?.endsSentence ? 'sentence' : isWord ? 'word' : 'none';
  return before?.marks[0] !== undefined && before.marks[0] === after?.marks[0] ? `${kind} within` : kind;
}

const isBlank = (unit: Unit): boolean => unit.kind === 'blank' || unit.kind === 'break';

/** Units as Markdown, without blanks at its ends, every mark closed. */
function written(units: readonly Unit[]): string {
  const begin = units.findIndex((unit) => !isBlank(unit));
  const end = units.findLastIndex((unit) => !isBlank(unit)) + 1;
  let text = '';
  let open: readonly Mark[] = [];
  let code = '';
  for (const [index, unit] of units.slice(Math.max(begin, 0), end).entries()) {
    const same = sharedMarks(open, unit.marks);
    if (same < open.length) {
      text += closing(open.slice(same), code);
      code = '';
    }
    const opened = unit.marks.slice(same);
    const isAtStart = (text === '' || text.endsWith('\n')) && unit.marks.length === 0;
    text += opened.map((mark) => mark.open).join('');
    if (unit.marks.at(-1)?.isCode) code += unit.source;
    else text += safeText(unit, isAtStart, index === 0, Math.max(begin, 0) + index === end - 1);
    open = unit.marks;
  }
  return text + closing(open, code);
}

function sharedMarks(open: readonly Mark[], marks: readonly Mark[]): number {
  const differs = open.findIndex((mark, index) => mark !== marks[index]);
  return differs === -1 ? open.length : differs;
}

const closing = (marks: readonly Mark[], code: string): string =>
  marks
    .toReversed()
    .map((mark) => (mark.isCode ? codeSpan(code) : mark.close))
    .join('');

/** A code span whose fence is longer than any run of backticks in it. */
function codeSpan(code: string): string {
  const longest = Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$|^ .*\S.* $/.test(code) ? ' ' : '';
  return `${fence}${space}${code}${space}${fence}`;
}

/** Text that means the same where it now stands: at the begin of a line, at a cut, in a link. */
function safeText(unit: Unit, isAtLine: boolean, isFirst: boolean, isLast: boolean): string {
  if (unit.kind !== 'text') return unit.source;
  let text = unit.source;
  if (unit.marks.some((mark) => mark.href !== undefined)) text = text.replaceAll(/(?<!\\)[[\]]/g, '\\$&');
  if (isLast) text = text.replace(/[_*~`]+$|(?<!\\)\\$/, escapeRun);
  if (isFirst) text = text.replace(/^[_*~`]+/, escapeRun);
  if (isAtLine) text = text.replace(/^[-+>#=[|:]/, '\\$&').replace(/^(\d{1,9})([.)])$/, '$1\\$2');
  return text;
}

const escapeRun = (run: string): string => run.replaceAll(/./g, '\\$&');

/** A link whose address alone is too long becomes text, with the address behind it. */
function withoutHugeLinks(units: readonly Unit[], fits: (markdown: string) => boolean): Unit[] {
  const huge = new Map<Mark, boolean>();
  const isHuge = (mark: Mark): boolean => {
    const known = huge.get(mark) ?? (mark.href !== undefined && !fits(`${mark.open}${'x'.repeat(8)}${mark.close}`));
    huge.set(mark, known);
    return known;
  };
  return units.flatMap((unit, index) => {
    const mark = unit.marks.find(isHuge);
    if (!mark) return [unit];
    const marks = unit.marks.filter((other) => other !== mark);
    if (units[index + 1]?.marks.includes(mark)) return [{ ...unit, marks }];
    const address = { ...unit, kind: 'whole', marks, visible: ` (${mark.href})` } as const;
    return [
      { ...unit, marks },
      { ...address, source: ` (${escapeAll(mark.href ?? '')})` },
    ];
  });
}
