/** The first of the keywords that stands in a text as words of its own, regardless of case and accents; null for none. */
export function keywordIn(keywords: readonly string[], text: string): string | null {
  if (keywords.length === 0) return null;
  const said = wordsOf(text);
  return keywords.find((keyword) => holds(said, wordsOf(keyword))) ?? null;
}

/** Scripts that put no blanks between words: there a keyword may stand anywhere. */
const WITHOUT_BLANKS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;

function holds(said: readonly string[], wanted: readonly string[]): boolean {
  if (wanted.length === 0) return false;
  const together = wanted.join(' ');
  if (WITHOUT_BLANKS.test(together)) return said.join('').includes(wanted.join(''));
  return ` ${said.join(' ')} `.includes(` ${together} `);
}

/** Lower case, without accents and punctuation. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’`]|[\u0300-\u036f]|[\u064b-\u065f]|\u0640/gu, '')
    // They have no mark to take off, and are typed without theirs all the same.
    .replace(/[łøđıßæœ]/g, (letter) => PLAIN[letter] ?? letter);
  return plain.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

const PLAIN: { readonly [letter: string]: string } = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};
