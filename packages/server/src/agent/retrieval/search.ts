import type { Passage, ScoredPassage } from '../../domain/knowledge/passage.ts';
import { measuredAs } from '../builtin/measure-words.ts';
import { isFunctionWord, languageOfWords } from '../builtin/question-language.ts';
import { relatedWords } from '../builtin/related-words.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { isPart, pairsOfCharacters, partsOfWord, words } from './tokens.ts';

/** Text of the conversation so far, whose tokens count with this weight (a word of the question has 1). */
export type WeightedText = { readonly text: string; readonly weight: number };

export type Search = {
  readonly query: string;
  readonly extra?: readonly WeightedText[];
  /** Only passages with one of these tags, or with none at all; empty for all passages. */
  readonly tags?: readonly string[];
  /** ISO 639-1: passages known to be in another language count less, but are not left out. */
  readonly language?: string | null;
  readonly limit: number;
};

// General weights of BM25, near the middle of a broad plateau on XQuAD; nothing here knows a language.
const K1 = 1;
const B = 0.6;
/** What a part of a word counts, a word being 1. */
export const PART_WEIGHT = 0.6;
const OTHER_LANGUAGE = 0.8;
/** In a manual «how» is rare, so that its rarity says nothing of what is asked. */
const FUNCTION_WORD_WEIGHT = 0.25;
/** «Weight» for «how heavy», «delivery» for «shipping»: enough to find it, not to outdo the word itself. */
const RELATED_WEIGHT = 0.4;
/**
 * Several times what a question needs at 10,000 passages. A pasted page would need far more and hold the event loop; what
 * it loses are its commonest tokens, which tell least.
 */
const MOST_POSTINGS = 500_000;

/** The best passages for a question, best first; only such as share a token with it or with `extra`. */
export function search(index: KnowledgeIndex, wanted: Search): ScoredPassage[] {
  const scores = new Float32Array(index.passages.length);
  let left = MOST_POSTINGS;
  for (const { token, weight, found } of rarestFirst(index, wanted)) {
    left -= found;
    if (left < 0) break;
    addScores(index, token, weight, scores);
  }
  return best(index.passages, scores, wanted);
}

function rarestFirst(index: KnowledgeIndex, wanted: Search) {
  return [...weightedTokens(wanted)]
    .map(([token, weight]) => ({ token, weight, found: passagesWith(index, token) }))
    .sort((a, b) => a.found - b.found);
}

function weightedTokens({ query, extra = [], language }: Search): Map<string, number> {
  const weights = new Map<string, number>();
  const spoken = languageOfWords(words(query), language ? [language] : []);
  const add = (token: string, weight: number) => weights.set(token, Math.max(weight, weights.get(token) ?? 0));
  for (const { text, weight } of [{ text: query, weight: 1 }, ...extra]) {
    const found = words(text);
    for (const [at, word] of found.entries()) {
      const isFunction = spoken !== null && isFunctionWord(word, spoken);
      const own = isFunction ? FUNCTION_WORD_WEIGHT * weight : weight;
      for (const token of tokensOfWord(word)) add(token, own);
      const others = [...measuredAs(found[at - 1] ?? '', word), ...(isFunction ? [] : relatedWords(word, spoken))];
      for (const other of others) for (const token of tokensOfWord(other)) add(token, RELATED_WEIGHT * weight);
    }
    for (const pair of pairsOfCharacters(text)) add(pair, weight);
  }
  return weights;
}

function tokensOfWord(word: string): string[] {
  return [word, ...partsOfWord(word)];
}

/** How many passages have this token. */
export function passagesWith({ vocabulary, starts }: KnowledgeIndex, token: string): number {
  const term = vocabulary.get(token);
  return term === undefined ? 0 : (starts[term + 1] ?? 0) - (starts[term] ?? 0);
}

/** The inverse document frequency of BM25: how much it tells that a token stands in `found` of `count` passages. */
export function rarity(found: number, count: number): number {
  return Math.log(1 + (count - found + 0.5) / (found + 0.5));
}

function addScores(index: KnowledgeIndex, token: string, weight: number, scores: Float32Array): void {
  const term = index.vocabulary.get(token);
  if (term === undefined) return;
  const { starts, postings, passages } = index;
  const factor =
    rarity(passagesWith(index, token), passages.length) * weight * (K1 + 1) * (isPart(token) ? PART_WEIGHT : 1);
  const norms = normsOf(index)[isPart(token) ? 'parts' : 'words'];
  const end = starts[term + 1] ?? 0;
  for (let at = starts[term] ?? 0; at < end; at++) {
    const posting = postings[at] ?? 0;
    const passage = posting >>> 8;
    const times = posting & 255;
    scores[passage] = (scores[passage] ?? 0) + (factor * times) / (times + (norms[passage] ?? 1));
  }
}

type Norms = { readonly words: Float32Array; readonly parts: Float32Array };

/** Derived once per index, not stored with it: they change with the average, whenever a passage comes or goes. */
const normsByIndex = new WeakMap<KnowledgeIndex, Norms>();

function normsOf(index: KnowledgeIndex): Norms {
  const known = normsByIndex.get(index);
  if (known !== undefined) return known;
  const norms = { words: lengthNorms(index.wordCounts), parts: lengthNorms(index.partCounts) };
  normsByIndex.set(index, norms);
  return norms;
}

function lengthNorms(counts: Uint32Array): Float32Array {
  const average = counts.reduce((sum, count) => sum + count, 0) / counts.length || 1;
  return Float32Array.from(counts, (count) => K1 * (1 - B + (B * count) / average));
}

type Found = { readonly at: number; readonly score: number };

function best(passages: readonly Passage[], scores: Float32Array, wanted: Search): ScoredPassage[] {
  const found: Found[] = [];
  for (let at = 0; at < scores.length; at++) {
    const raw = scores[at] ?? 0;
    const last = found.length < wanted.limit ? 0 : (found.at(-1)?.score ?? 0);
    const passage = passages[at];
    if (raw <= last || passage === undefined || !isWanted(passage, wanted.tags)) continue;
    const score = raw * languageFactor(passage.language, wanted.language);
    if (score <= last) continue;
    found.splice(placeOf(score, found), 0, { at, score });
    if (found.length > wanted.limit) found.pop();
  }
  return found.flatMap(({ at, score }) => {
    const passage = passages[at];
    return passage === undefined ? [] : [{ ...passage, score }];
  });
}

/** Behind all that are as good or better: of equals the earlier passage stays first. */
function placeOf(score: number, found: readonly Found[]): number {
  let from = 0;
  let to = found.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((found[middle]?.score ?? 0) >= score) from = middle + 1;
    else to = middle;
  }
  return from;
}

function isWanted(passage: Passage, tags: readonly string[] = []): boolean {
  return tags.length === 0 || passage.tags.length === 0 || passage.tags.some((tag) => tags.includes(tag));
}

function languageFactor(of: string | null, wanted: string | null | undefined): number {
  return of === null || wanted === null || wanted === undefined || of === wanted ? 1 : OTHER_LANGUAGE;
}
