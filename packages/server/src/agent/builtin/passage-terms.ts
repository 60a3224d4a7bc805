import { kindsIn } from './expected-answer.ts';
import { headingsOf, type Span, splitSentences } from './sentences.ts';
import { termsOf } from './terms.ts';

/** A sentence of a passage as the ranking sees it. */
export type Sentence = Span & {
  /** Terms in it, repeats included. */
  readonly length: number;
  readonly names: number;
  readonly digits: number;
  /** The kinds of things that it holds, as bits of `expected-answer.ts`. */
  readonly kinds: number;
  /** The sentence that heads this one (a heading, a table's first row), -1 without. */
  readonly heading: number;
  /** Heads others and says nothing by itself. */
  readonly isHeading: boolean;
};

/** A passage cut into sentences and terms; `postings[id]` is [sentence, position, sentence, position, …]. */
export type PassageTerms = {
  readonly sentences: readonly Sentence[];
  readonly words: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  readonly postings: readonly (readonly number[])[];
  /** Letters in all distinct words together. */
  readonly letters: number;
  /** Word ids by their first four letters. */
  readonly byBeginning: ReadonlyMap<string, readonly number[]>;
  /** Word ids by each three letters in them. */
  readonly byTrigram: ReadonlyMap<string, readonly number[]>;
};

// Bounds the memory of the cache: its entries weigh about ten times their text.
const CACHE_CHARACTERS = 4_000_000;

const cache = new Map<string, PassageTerms>();
let cachedCharacters = 0;

/** Cuts a passage's text; passages used lately are remembered, since retrieval hands out the same few again and again. */
export function passageTerms(text: string): PassageTerms {
  const known = cache.get(text);
  if (known !== undefined) {
    cache.delete(text);
    cache.set(text, known);
    return known;
  }
  const terms = cut(text);
  cache.set(text, terms);
  cachedCharacters += text.length;
  for (const oldest of cache.keys()) {
    if (cachedCharacters <= CACHE_CHARACTERS || oldest === text) break;
    cache.delete(oldest);
    cachedCharacters -= oldest.length;
  }
  return terms;
}

/** The three-letter windows of a word with its edges marked; none for words too short to be mistyped recognisably. */
export function trigramsOf(word: string): string[] {
  if (word.length < 4) return [];
  const marked = ` ${word} `;
  const trigrams: string[] = [];
  for (let i = 0; i + 3 <= marked.length; i++) trigrams.push(marked.slice(i, i + 3));
  return trigrams;
}

function cut(text: string): PassageTerms {
  const ids = new Map<string, number>();
  const words: string[] = [];
  const postings: number[][] = [];
  let position = 0;
  const spans = splitSentences(text);
  const headings = headingsOf(text, spans);
  const sentences = spans.map((span, sentence): Sentence => {
    const terms = termsOf(text.slice(span.start, span.end));
    for (const term of terms) {
      let id = ids.get(term.text);
      if (id === undefined) {
        id = words.length;
        ids.set(term.text, id);
        words.push(term.text);
        postings.push([]);
      }
      postings[id]?.push(sentence, position++);
    }
    const names = terms.filter((term) => term.isName).length;
    const digits = terms.filter((term) => term.hasDigit).length;
    const { heading, isHeading } = headings[sentence] ?? { heading: -1, isHeading: false };
    const kinds = kindsIn(text.slice(span.start, span.end));
    return { ...span, length: terms.length, names, digits, kinds, heading, isHeading };
  });
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  return { sentences, words, ids, postings, letters, ...formsOf(words) };
}

function formsOf(words: readonly string[]) {
  const byBeginning = new Map<string, number[]>();
  const byTrigram = new Map<string, number[]>();
  for (const [id, word] of words.entries()) {
    if (word.length >= 4) push(byBeginning, word.slice(0, 4), id);
    for (const trigram of new Set(trigramsOf(word))) push(byTrigram, trigram, id);
  }
  return { byBeginning, byTrigram };
}

function push(map: Map<string, number[]>, key: string, id: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [id]);
  else list.push(id);
}
