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

/** Passages are numbered in the upper 24 bits of a posting. */
const MAX_OCCURRENCES = 255;

/** Builds the index of these passages, letting the event loop run every few milliseconds. */
export async function buildIndex(passages: readonly Passage[], onSlice?: OnSlice): Promise<KnowledgeIndex> {
  const pause = timeSlices(onSlice);
  const terms = termCollector(passages.length);
  for (const [number, passage] of passages.entries()) {
    terms.add(number, passage);
    if (pause.due()) await pause.take();
  }
  const { starts, next } = terms.layout();
  const postings = new Uint32Array(terms.entries.length);
  // A counting sort: entries come by rising passage, so each token's postings do too.
  for (let at = 0; at < terms.entries.length; at++) {
    const term = terms.entries.term(at);
    const place = next[term] ?? 0;
    postings[place] = terms.entries.posting(at);
    next[term] = place + 1;
    if (at % 20_000 === 0 && pause.due()) await pause.take();
  }
  const { vocabulary, wordCounts, partCounts } = terms;
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
  const entries = entryLog();
  const occurrences = new Map<number, number>();

  const numberOf = (token: string): number => {
    const known = vocabulary.get(token);
    if (known !== undefined) return known;
    vocabulary.set(token, vocabulary.size);
    return vocabulary.size - 1;
  };
  const termsOf = (word: string): Uint32Array => {
    const known = termsOfWord.get(word);
    if (known !== undefined) return known;
    const terms = Uint32Array.from([word, ...partsOfWord(word)], numberOf);
    termsOfWord.set(word, terms);
    return terms;
  };
  const count = (term: number) => occurrences.set(term, (occurrences.get(term) ?? 0) + 1);

  function add(number: number, passage: Passage): void {
    occurrences.clear();
    const found = words(passage.text);
    const pairs = pairsOfCharacters(passage.text);
    let parts = pairs.length;
    for (const word of found) {
      const terms = termsOf(word);
      parts += terms.length - 1;
      for (const term of terms) count(term);
    }
    for (const pair of pairs) count(numberOf(pair));
    wordCounts[number] = found.length;
    partCounts[number] = parts;
    // The title says what all passages of an article are about; it makes none of them longer.
    for (const word of words(passage.title)) for (const term of termsOf(word)) count(term);
    for (const pair of pairsOfCharacters(passage.title)) count(numberOf(pair));
    for (const [term, times] of occurrences) entries.push(term, posting(number, times));
  }

  function layout(): { starts: Uint32Array; next: Uint32Array } {
    const starts = new Uint32Array(vocabulary.size + 1);
    for (let at = 0; at < entries.length; at++) {
      const after = entries.term(at) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
    for (let term = 1; term < starts.length; term++) starts[term] = (starts[term] ?? 0) + (starts[term - 1] ?? 0);
    return { starts, next: starts.slice() };
  }

  return { add, layout, vocabulary, wordCounts, partCounts, entries };
}

function posting(passage: number, times: number): number {
  return ((passage << 8) | Math.min(times, MAX_OCCURRENCES)) >>> 0;
}

/** A growing list of (term, posting) in typed arrays: millions of pairs as objects would cost ten times the memory. */
function entryLog() {
  let terms = new Uint32Array(4096);
  let postings = new Uint32Array(4096);
  let length = 0;
  return {
    get length() {
      return length;
    },
    term: (at: number) => terms[at] ?? 0,
    posting: (at: number) => postings[at] ?? 0,
    push(term: number, value: number) {
      if (length === terms.length) {
        terms = grown(terms);
        postings = grown(postings);
      }
      terms[length] = term;
      postings[length] = value;
      length++;
    },
  };
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
