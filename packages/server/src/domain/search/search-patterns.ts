import { searchText } from './search-text.ts';

/** What to look for in searched text: `patterns` of SQL's LIKE (escaped by `\`), all of which must match. */
export type SearchPatterns = {
  readonly patterns: readonly string[];
  /** Whether an index of trigrams can help: not where a query has neither letters nor numbers. */
  readonly isIndexable: boolean;
};

/** More words than these are taken for one phrase: each costs a comparison with each document. */
const WORDS_MAX = 12;

/** The patterns of a query: its words may stand in any order, each anywhere in a word of the text. */
export function searchPatterns(query: string): SearchPatterns {
  const words = query.split(/\s+/).filter((word) => searchText(word).trim() !== '');
  const terms = words.length > WORDS_MAX ? [query] : [...new Set(words)];
  return { patterns: terms.map(patternOf), isIndexable: /[\p{L}\p{N}]/u.test(searchText(query)) };
}

/**
 * One or two letters are the beginning of a word: inside of words they would be found everywhere, and trigrams know them
 * only there. What stands alone in the text does so in the pattern too.
 */
function patternOf(term: string): string {
  const text = searchText(term).trim();
  const runs = text.split(' ');
  const beginsWord = [...(runs[0] ?? '')].length <= 2;
  const endsAlone = searchText(`${text}a`).endsWith(' a ');
  const escaped = text.replace(/[\\%_]/g, '\\$&');
  return `%${beginsWord ? ' ' : ''}${escaped}${endsAlone ? ' ' : ''}%`;
}
