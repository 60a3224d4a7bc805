import * as stopwords from 'stopword';
import { FUNCTION_WORDS } from '../builtin/function-words.ts';
import { PHRASES } from '../builtin/phrases.ts';
import { words } from '../retrieval/tokens.ts';
import { foldWord } from './message-features.ts';

/** A text that may hold the phrase, and how much what it says counts. */
export type WeightedText = { readonly text: string; readonly weight: number };

/** Lists of the library by ISO 639-1; of other languages our own catalogue alone is known. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  ar: stopwords.ara,
  cs: stopwords.ces,
  da: stopwords.dan,
  de: stopwords.deu,
  en: stopwords.eng,
  es: stopwords.spa,
  fi: stopwords.fin,
  fr: stopwords.fra,
  it: stopwords.ita,
  nl: stopwords.nld,
  no: stopwords.nob,
  pl: stopwords.pol,
  pt: stopwords.por,
  ru: stopwords.rus,
  sv: stopwords.swe,
  tr: stopwords.tur,
  uk: stopwords.ukr,
};

const SHORTEST = 3;
const PHRASE_WORDS = 4;
/** Inflected forms of a word begin alike. */
const STEM = 5;
const known = new Map<string, ReadonlySet<string>>();

/** Words that hold a sentence together or are said in passing, with and without their marks. */
function emptyWords(language: string): ReadonlySet<string> {
  const before = known.get(language);
  if (before) return before;
  const list = [
    ...(LISTS[language] ?? []),
    ...(FUNCTION_WORDS[language]?.split('|') ?? []),
    ...(PHRASES[language] ?? []).flatMap((variants) => variants.split(/[|= ]+/)),
  ];
  const made = new Set(list.map(foldWord));
  known.set(language, made);
  return made;
}

type Candidate = { readonly words: readonly string[]; readonly score: number };

/**
 * The words by which some texts are best called: one to four neighbours that are said often, early and by both sides; ''
 * where nothing is said of anything. Words are taken as they were written, in lower case but for names.
 */
export function keyPhrase(texts: readonly WeightedText[], language: string | null): string {
  const empty = emptyWords(language ?? 'en');
  const isContent = (word: string): boolean =>
    word.length >= SHORTEST && /\p{L}/u.test(word) && !/\d/.test(word) && !empty.has(foldWord(word));
  const read = texts.map(({ text, weight }) => ({ parts: partsOf(text), weight }));
  const scores = new Map<string, number>();
  for (const { parts, weight } of read) {
    const seen = new Set<string>();
    for (const word of parts.flat().filter(isContent)) {
      const stem = stemOf(word);
      if (seen.has(stem)) continue;
      seen.add(stem);
      scores.set(stem, (scores.get(stem) ?? 0) + weight);
    }
  }
  const candidates = read.flatMap(({ parts }) => parts.flatMap((part) => [...candidatesOf(part, isContent, scores)]));
  const best = candidates.reduce<Candidate | null>((top, each) => (top && top.score >= each.score ? top : each), null);
  return best ? best.words.join(' ').toLowerCase() : '';
}

/** Between marks: a phrase does not reach over them. */
const partsOf = (text: string): string[][] => text.split(/[.!?,;:()"«»„“”\n/]+/u).map((part) => words(part));

/** Neighbours that begin and end with words of content; one word of another kind may stand between two. */
function* candidatesOf(
  part: readonly string[],
  isContent: (word: string) => boolean,
  scores: ReadonlyMap<string, number>,
): Generator<Candidate> {
  for (let from = 0; from < part.length; from += 1) {
    for (let to = from + 1; to <= Math.min(part.length, from + PHRASE_WORDS); to += 1) {
      const phrase = part.slice(from, to);
      const content = phrase.filter(isContent);
      const isPhrase =
        isContent(phrase[0] ?? '') && isContent(phrase.at(-1) ?? '') && content.length >= phrase.length - 1;
      if (!isPhrase || content.length > 3) continue;
      const sum = content.reduce((total, word) => total + (scores.get(stemOf(word)) ?? 0), 0);
      // A second word makes a name of it, a third seldom does.
      yield { words: phrase, score: sum / content.length ** 0.6 };
    }
  }
}

const stemOf = (word: string): string => foldWord(word).slice(0, STEM);
