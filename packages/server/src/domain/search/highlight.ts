import { placedSearchText } from './search-text.ts';

/** A piece of text with what was found in it: begin and end in UTF-16 units, in order, none over another. */
export type Fragment = { readonly text: string; readonly ranges: readonly (readonly [number, number])[] };

/** What of a message is looked at. */
const LOOKED_AT = 50_000;
const BEFORE = 60;
const FRAGMENT_MAX = 200;
const WORD_MAX = 20;

/** Where a text holds what is looked for, to the letter: needles are those of `searchPatterns`. */
export function rangesIn(source: string, needles: readonly string[]): [number, number][] {
  const { text, starts, ends } = placedSearchText(source.slice(0, LOOKED_AT));
  const found: [number, number][] = [];
  for (const needle of needles) {
    const word = needle.trim();
    const lead = needle.indexOf(word);
    if (word === '') continue;
    for (let at = text.indexOf(needle); at !== -1; at = text.indexOf(needle, at + 1)) {
      const [start, end] = [starts[at + lead] ?? 0, ends[at + lead + word.length - 1] ?? 0];
      found.push([start, end]);
    }
  }
  return merged(found);
}

/** Whether a text holds all needles. */
export function holdsAll(source: string, needles: readonly string[]): boolean {
  const { text } = placedSearchText(source.slice(0, LOOKED_AT));
  return needles.length > 0 && needles.every((needle) => text.includes(needle));
}

/** The piece of a text around the first of some ranges, on one line, with `…` where something was left out. */
export function fragmentOf(source: string, ranges: readonly (readonly [number, number])[]): Fragment {
  const line = source.replaceAll(/\s/g, ' ');
  const first = ranges[0]?.[0] ?? 0;
  const start = first <= BEFORE ? 0 : wordStart(line, first - BEFORE, first);
  const end = wordEnd(line, Math.min(line.length, start + FRAGMENT_MAX), ranges[0]?.[1] ?? 0);
  const [lead, tail] = [start > 0 ? '…' : '', end < line.length ? '…' : ''];
  const shift = lead.length - start;
  return {
    text: `${lead}${line.slice(start, end)}${tail}`,
    ranges: ranges
      .filter(([from, to]) => from >= start && to <= end)
      .map(([from, to]) => [from + shift, to + shift] as const),
  };
}

/** Where a word begins at or shortly after a place, at the latest at `limit`; never within a character. */
function wordStart(line: string, from: number, limit: number): number {
  const space = line.indexOf(' ', from);
  if (space !== -1 && space < Math.min(from + WORD_MAX, limit)) return space + 1;
  return isWithinPair(line, from) ? from + 1 : from;
}

/** Where a word ends at or shortly before a place, at the earliest at `limit`; never within a character. */
function wordEnd(line: string, to: number, limit: number): number {
  if (to >= line.length) return line.length;
  const space = line.lastIndexOf(' ', to);
  if (space > Math.max(to - WORD_MAX, limit)) return space;
  const end = Math.max(to, Math.min(limit, line.length));
  return isWithinPair(line, end) ? end - 1 : end;
}

const isWithinPair = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at)) && at > 0;

function merged(ranges: readonly [number, number][]): [number, number][] {
  const inOrder = ranges.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const result: [number, number][] = [];
  for (const [start, end] of inOrder) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
