/** Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel marks and hamza of Arabic, and its lengthening stroke. */
const IGNORED_MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670\u0640]/g;

/** Characters that stand alone: those of scripts without spaces between words, and whatever is no letter or number. */
const ALONE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[^\p{L}\p{N}\p{M}\s]/gu;

/**
 * Text as it is searched: compatibility forms, case and accents folded, a space around each character that stands
 * alone, and one at each end. So a word of Chinese is a phrase that an index of trigrams can find, to the letter, and
 * every word begins after a space. Queries and messages go through it alike.
 */
export function searchText(text: string): string {
  return ` ${spaced(folded(text)).split(/\s+/).filter(Boolean).join(' ')} `;
}

/** Searched text, and of each of its units the place in the text that it comes from: the index of its character and what follows. */
export type PlacedText = {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

/**
 * A character with its marks, or a syllable of Korean that is written by its parts (also with marks between them, which are
 * ignored): what is folded by itself.
 */
const UNIT =
  /(?:[\u1100-\u11ff\u3131-\u318e\uffa0-\uffdc][\p{M}\u0640]*)+|[\uac00-\ud7a3](?:[\p{M}\u0640]*[\u11a8-\u11ff])*|\P{M}\p{M}*|\p{M}+/gu;

/** `searchText` with the place of each unit (UTF-16), so that what is found can be shown in the text itself. */
export function placedSearchText(source: string): PlacedText {
  let text = ' ';
  const starts = [0];
  const ends = [0];
  for (const { 0: unit, index } of source.matchAll(UNIT)) {
    for (const letter of spaced(folded(unit)).replace(/\s+/g, ' ')) {
      if (letter === ' ' && text.endsWith(' ')) continue;
      text += letter;
      for (let at = 0; at < letter.length; at += 1) {
        starts.push(index);
        ends.push(index + unit.length);
      }
    }
  }
  if (text.endsWith(' ') && text !== ' ') return { text, starts, ends };
  return { text: `${text} `, starts: [...starts, source.length], ends: [...ends, source.length] };
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(IGNORED_MARKS, '')
    .toLowerCase()
    .replace(/[ßςı]/g, (letter) => SAME[letter] ?? letter)
    .normalize('NFC');
}

const spaced = (text: string): string => text.replace(ALONE, ' $& ');

/** What lower case leaves apart: final sigma, the Turkish i without a dot, sharp s. */
const SAME: Readonly<Record<string, string>> = { ß: 'ss', ς: 'σ', ı: 'i' };
