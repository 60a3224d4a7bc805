import { words } from '../retrieval/tokens.ts';

/** So many different features are told apart; others share a place. A power of two. */
export const FEATURES = 2 ** 14;

/** Beyond this a message says no more of its kind, and a classifier no more of it. */
const READ_CHARACTERS = 2_000;
const SHORTEST_PART = 3;
const LONGEST_PART = 5;

/** What stands in a message, each feature by its place, of length one. */
export type MessageFeatures = ReadonlyMap<number, number>;

/**
 * The features of a message in any language: its words and pairs of words, the runs of three to five letters that
 * inflected and misspelt forms share, and how it is written: shouting, marks, pictures, length.
 */
export function featuresOf(text: string): MessageFeatures {
  const read = text.slice(0, READ_CHARACTERS);
  const counts = new Map<number, number>();
  const add = (feature: string, weight: number): void => {
    const place = placeOf(feature);
    counts.set(place, (counts.get(place) ?? 0) + weight);
  };
  const found = words(read).map(foldWord);
  found.forEach((word, at) => {
    add(`w ${word}`, 1);
    add(`p ${found[at - 1] ?? ''} ${word}`, 0.7);
    for (const part of partsOf(word)) add(`c ${part}`, 0.5);
  });
  for (const feature of manner(read, found.length)) add(feature, 1);
  return unit(counts);
}

function* partsOf(word: string): Generator<string> {
  const bordered = ` ${word.slice(0, 40)} `;
  for (let length = SHORTEST_PART; length <= LONGEST_PART; length += 1) {
    for (let at = 0; at + length <= bordered.length; at += 1) yield bordered.slice(at, at + length);
  }
}

/** How something is written, whatever it says. */
function* manner(text: string, count: number): Generator<string> {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  if (letters > 8 && capitals > letters * 0.6) yield 'm shouted';
  if (/!{2,}/.test(text)) yield 'm marks';
  else if (text.includes('!')) yield 'm mark';
  if (/\?{2,}|\?!|!\?/.test(text)) yield 'm pressing';
  else if (/[?؟？]/.test(text)) yield 'm question';
  if (/\d{6,}|(\d{2,4}[ -]){3}/.test(text)) yield 'm number';
  yield `m length ${Math.min(6, Math.floor(Math.log2(count + 1)))}`;
  for (const [picture] of text.matchAll(/\p{Extended_Pictographic}|[:;]-?[)(DP]/gu)) yield `e ${picture}`;
}

/** Marks are left out by many who type: with and without they are the same word. */
export const foldWord = (word: string): string =>
  word.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('ß', 'ss');

/** FNV-1a over the code units. */
function placeOf(feature: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at += 1) hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) & (FEATURES - 1);
}

function unit(counts: Map<number, number>): MessageFeatures {
  let squares = 0;
  for (const [place, count] of counts) {
    const damped = Math.log1p(count);
    counts.set(place, damped);
    squares += damped * damped;
  }
  const length = Math.sqrt(squares) || 1;
  for (const [place, value] of counts) counts.set(place, value / length);
  return counts;
}
