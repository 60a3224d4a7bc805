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
  const folded = text
    .normalize('NFKD')
    .replace(IGNORED_MARKS, '')
    .toLowerCase()
    .replace(/[ßςı]/g, (letter) => SAME[letter] ?? letter)
    .normalize('NFC');
  return ` ${folded.replace(ALONE, ' $& ').split(/\s+/).filter(Boolean).join(' ')} `;
}

/** What lower case leaves apart: final sigma, the Turkish i without a dot, sharp s. */
const SAME: Readonly<Record<string, string>> = { ß: 'ss', ς: 'σ', ı: 'i' };
