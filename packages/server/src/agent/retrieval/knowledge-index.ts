import type { Passage } from '../../domain/knowledge/passage.ts';
import { type OnSlice, timeSlices } from './time-slices.ts';
import { pairsOfCharacters, partsOfWord, words } from './tokens.ts';

/**
 * The inverted index over an agent's passages. Never changed once built, so that a search may go on over the old one
 * while its successor is made.
 */
export type KnowledgeIndex = {
  readonly passages: readonly Passage[];
  /** Token → its number. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** The postings of token n are `postings[starts[n]] … postings[starts[n + 1] - 1]`, by rising passage. */
  readonly starts: Uint32Array;
  /** A posting is `passage << 8 | occurrences` (255 stands for more). */
  readonly postings: Uint32Array;
  /** Words per passage, and parts per passage: each kind is normalised by its own length. */
  readonly wordCounts: Uint32Array;
  readonly partCounts: Uint32Array;
};

const MAX_OCCURRENCES = 255;

/** Builds the index of these passages, letting the event loop run every few milliseconds. */
export async function buildIndex(passages: readonly Passage[], onSlice?: OnSlice): Promise<KnowledgeIndex> {
  const pause = timeSlices(onSlice);
  const collector = termCollector(passages.length);
  for (const [number, passage] of passages.entries()) {
    collector.add(number, passage);
    if (pause.due()) await pause.take();
  }
  const { vocabulary, log, wordCounts, partCounts } = collector;
  const starts = collector.starts();
  const next = starts.slice();
  const postings = new Uint32Array(starts.at(-1) ?? 0);
  // A counting sort: the log goes by rising passage, so each token's postings do too.
  for (const entries of log) {
    for (let at = 0; at + 1 < entries.length; at += 2) {
      const term = entries[at] ?? 0;
      const place = next[term] ?? 0;
      postings[place] = entries[at + 1] ?? 0;
      next[term] = place + 1;
    }
    if (pause.due()) await pause.take();
  }
  return { passages: [...passages], vocabulary, starts, postings, wordCounts, partCounts };
}

/** About how many bytes of memory the index holds, its passages included. */
export function bytes(index: KnowledgeIndex): number {
  const arrays = [index.starts, index.postings, index.wordCounts, index.partCounts];
  let total = arrays.reduce((sum, array) => sum + array.byteLength, 0);
  // A map entry, its short string and its number, as measured on heaps of V8.
  total += index.vocabulary.size * 72;
  for (const passage of index.passages) total += 240 + 2 * passage.text.length;
  return total;
}

function termCollector(passageCount: number) {
  const vocabulary = new Map<string, number>();
  const termsOfWord = new Map<string, Uint32Array>();
  const wordCounts = new Uint32Array(passageCount);
  const partCounts = new Uint32Array(passageCount);
  /** Per passage its tokens and postings in turn: as objects, millions of them would cost ten times the memory. */
  const log: Uint32Array[] = [];
  /** By token: in how many passages it is, and how often in the passage at hand. */
  const found: number[] = [];
  const occurrences: number[] = [];
  const touched: number[] = [];

  function numberOf(token: string): number {
    const known = vocabulary.get(token);
    if (known !== undefined) return known;
    found.push(0);
    occurrences.push(0);
    vocabulary.set(token, found.length - 1);
    return found.length - 1;
  }

  function termsOf(word: string): Uint32Array {
    const known = termsOfWord.get(word);
    if (known !== undefined) return known;
    const terms = Uint32Array.from([word, ...partsOfWord(word)], numberOf);
    termsOfWord.set(word, terms);
    return terms;
  }

  function count(term: number): void {
    const before = occurrences[term] ?? 0;
    if (before === 0) touched.push(term);
    occurrences[term] = before + 1;
  }

  function countText(text: string): { words: number; parts: number } {
    const pairs = pairsOfCharacters(text);
    for (const pair of pairs) count(numberOf(pair));
    let parts = pairs.length;
    const wordsOfText = words(text);
    for (const word of wordsOfText) {
      const terms = termsOf(word);
      for (let at = 0; at < terms.length; at++) count(terms[at] ?? 0);
      parts += terms.length - 1;
    }
    return { words: wordsOfText.length, parts };
  }

  function add(number: number, passage: Passage): void {
    const length = countText(passage.text);
    wordCounts[number] = length.words;
    partCounts[number] = length.parts;
    // The title says what all passages of an article are about; it makes none of them longer.
    countText(passage.title);
    const entries = new Uint32Array(touched.length * 2);
    for (const [at, term] of touched.entries()) {
      entries[2 * at] = term;
      entries[2 * at + 1] = postingOf(number, occurrences[term] ?? 0);
      found[term] = (found[term] ?? 0) + 1;
      occurrences[term] = 0;
    }
    touched.length = 0;
    log.push(entries);
  }

  function starts(): Uint32Array {
    const all = new Uint32Array(found.length + 1);
    for (const [term, passages] of found.entries()) all[term + 1] = (all[term] ?? 0) + passages;
    return all;
  }

  return { add, starts, vocabulary, log, wordCounts, partCounts };
}

/** The number of a passage and how often a token is in it, as `KnowledgeIndex` keeps them. */
function postingOf(passage: number, times: number): number {
  return ((passage << 8) | Math.min(times, MAX_OCCURRENCES)) >>> 0;
}
