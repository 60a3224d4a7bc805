/** Marks the tokens that are parts of words; no word begins with it, so kinds never collide in one vocabulary. */
const PART = '~';
/** Letters per part: long enough to tell stems apart, short enough that an inflected form shares most of its parts. */
const PART_LENGTH = 4;
/** Beyond this a "word" is an address, a hash or noise, whose parts would only fill the index. */
const LONGEST_WORD = 64;
const CACHED_CHUNKS = 50_000;
const CACHED_CHUNK_LENGTH = 24;

/**
 * The words of a text, lower-cased and NFKC, in order and with repeats.
 * Equal to the word-like segments of `Intl.Segmenter` over the whole text.
 */
export function words(text: string): string[] {
  const found: string[] = [];
  for (const chunk of normalize(text).split(/\s+/u)) {
    const plain = PLAIN_CHUNK.exec(chunk)?.[1];
    if (plain !== undefined) found.push(plain);
    else if (chunk !== '') found.push(...segmented(chunk));
  }
  return found;
}

/**
 * The index tokens of a text, with repeats: its words, the parts of its words (so that endings, articles and compounds of
 * any language still match) and the pairs of neighbouring characters in scripts that write no spaces.
 */
export function tokens(text: string): string[] {
  const found: string[] = [];
  for (const word of words(text)) found.push(word, ...partsOfWord(word));
  found.push(...pairsOfCharacters(text));
  return found;
}

/** Whether a token is a part of a word (or a pair of characters) rather than a word. */
export function isPart(token: string): boolean {
  return token.startsWith(PART);
}

/**
 * The parts of one word: its runs of four letters, counting a border at either end. None for scripts without spaces, nor
 * for a word too short to have a stem: there every mark may be another word, as the tones of Vietnamese are.
 */
export function partsOfWord(word: string): string[] {
  if (word.length > LONGEST_WORD || isUnspaced(word)) return [];
  const folded = foldMarks(word);
  if (folded.length < PART_LENGTH) return [];
  const bordered = ` ${folded} `;
  const letters = SURROGATES.test(bordered) ? [...bordered] : bordered;
  const parts: string[] = [];
  for (let at = 0; at + PART_LENGTH <= letters.length; at++) {
    const part = letters.slice(at, at + PART_LENGTH);
    parts.push(PART + (typeof part === 'string' ? part : part.join('')));
  }
  return parts;
}

/** Whether a text has characters of scripts that write no spaces (or glue particles to short words, as Korean does). */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

/** The pairs of neighbouring characters of the text's stretches in scripts without spaces. */
export function pairsOfCharacters(text: string): string[] {
  if (!isUnspaced(text)) return [];
  const pairs: string[] = [];
  for (const [run] of normalize(text).matchAll(UNSPACED_RUN)) {
    const characters = [...run];
    for (let at = 0; at + 1 < characters.length; at++) pairs.push(`${PART}${characters[at]}${characters[at + 1]}`);
  }
  return pairs;
}

// Hangul has spaces, but its particles are glued to words of two or three characters: pairs serve it better than parts.
const UNSPACED_CLASS =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}' +
  '\\p{Script=Khmer}\\p{Script=Myanmar}]';
const UNSPACED = new RegExp(UNSPACED_CLASS, 'u');
const UNSPACED_RUN = new RegExp(`${UNSPACED_CLASS}{2,}`, 'gu');
const SURROGATES = /[\ud800-\udfff]/;

/** One word of Latin, Greek or Cyrillic letters between plain punctuation: what the segmenter would say, without asking it. */
const PLAIN_CHUNK = /^["'(«„“‘¿¡[]*([a-zß-öø-ÿа-яёα-ωάέήίόύώ]+)[.,;:!?)»“”’"'\]…]*$/;

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const chunkWords = new Map<string, readonly string[]>();

function segmented(chunk: string): readonly string[] {
  const known = chunkWords.get(chunk);
  if (known !== undefined) return known;
  const found: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(chunk)) if (isWordLike) found.push(segment);
  if (chunk.length <= CACHED_CHUNK_LENGTH) {
    // Emptied rather than evicted one by one: it refills in a second, and needs no order of use.
    if (chunkWords.size >= CACHED_CHUNKS) chunkWords.clear();
    chunkWords.set(chunk, found);
  }
  return found;
}

function normalize(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Accents, vowel points and spelling variants of one letter, which writers leave out or swap. */
function foldMarks(word: string): string {
  if (ASCII.test(word)) return word;
  return word
    .normalize('NFKD')
    .replace(FOLDED_MARKS, '')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ς/g, 'σ')
    .replace(/ı/g, 'i')
    .normalize('NFC');
}

const ASCII = /^[\x20-\x7e]*$/;
// Combining accents, Hebrew points, Arabic points with tatweel and the superscript alef, and the nukta of Indic scripts.
// Not every \p{M}: the vowel signs of Indic scripts are letters in all but name.
const FOLDED_MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u093c\u09bc\u0a3c]/g;
