import { searchText } from './search-text.ts';

/** What to look for in searched text: `patterns` of SQL's LIKE (escaped by `\`), all of which must match. */
export type SearchPatterns = {
  readonly patterns: readonly string[];
  /** The same as plain text, to be looked for in searched text. */
  readonly needles: readonly string[];
  /** Whether an index of trigrams can help: not where a query has neither letters nor numbers. */
  readonly isIndexable: boolean;
};

/** More words than these are taken for one phrase: each costs a comparison with each document. */
const WORDS_MAX = 12;

/** The patterns of a query: its words may stand in any order, each anywhere in a word of the text. */
export function searchPatterns(query: string): SearchPatterns {
  const words = query.split(/\s+/).filter((word) => searchText(word).trim() !== '');
  const terms = words.length > WORDS_MAX ? [query] : [...new Set(words)];
  const needles = terms.map(needleOf);
  return { patterns: needles.map(patternOf), needles, isIndexable: /[\p{L}\p{N}]/u.test(searchText(query)) };
}

/**
 * One or two letters are the beginning of a word: inside of words they would be found everywhere, and trigrams know them
 * only there. What stands alone in the text does so in the pattern too.
 */
function needleOf(term: string): string {
  const text = searchText(term).trim();
  const runs = text.split(' ');
  const beginsWord = [...(runs[0] ?? '')].length <= 2;
  const endsAlone = searchText(`${text}a`).endsWith(' a ');
  return `${beginsWord ? ' ' : ''}${text}${endsAlone ? ' ' : ''}`;
}

const patternOf = (needle: string): string => `%${needle.replace(/[\\%_]/g, '\\$&')}%`;
