import { FUNCTION_WORDS } from './function-words.ts';

const LANGUAGES = Object.keys(FUNCTION_WORDS);
const LANGUAGES_OF_WORD = new Map<string, number>();
for (const [at, words] of Object.values(FUNCTION_WORDS).entries()) {
  for (const word of words.split('|')) LANGUAGES_OF_WORD.set(word, (LANGUAGES_OF_WORD.get(word) ?? 0) | (1 << at));
}

// Fewer of a text's words than this are function words only where the language is another one.
const LEAST_SHARE = 0.25;

/**
 * The language whose function words a text is full of (ISO 639-1), `likely` of those that have equally many; null when it
 * has too few to tell, or is in a language without a catalogue.
 */
export function languageOfWords(words: readonly string[], likely: readonly string[] = []): string | null {
  const counts = new Uint16Array(LANGUAGES.length);
  for (const word of words) {
    const bits = LANGUAGES_OF_WORD.get(word);
    if (bits === undefined) continue;
    for (let at = 0; at < counts.length; at++) if ((bits >> at) & 1) counts[at] = (counts[at] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  if (most === 0 || most < LEAST_SHARE * words.length) return null;
  const best = LANGUAGES.filter((_, at) => counts[at] === most);
  return likely.find((language) => best.includes(language)) ?? (best.length === 1 ? (best[0] ?? null) : null);
}

/** Whether the function words of this language are known. */
export function hasFunctionWords(language: string): boolean {
  return LANGUAGES.includes(language);
}

/** Whether a word of this language holds a sentence together and says nothing of its subject. */
export function isFunctionWord(word: string, language: string): boolean {
  const bits = LANGUAGES_OF_WORD.get(word);
  return bits !== undefined && ((bits >> LANGUAGES.indexOf(language)) & 1) === 1;
}
