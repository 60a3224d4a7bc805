/** One word or, in scripts written without spaces, one pair of characters; normalised for comparison. */
export type Term = {
  readonly text: string;
  /** Written with a capital although it does not begin the sentence, or has a digit: most likely a name or a number. */
  readonly isName: boolean;
  readonly hasDigit: boolean;
  /** Two or more letters, all of them capitals. */
  readonly isAcronym: boolean;
  /** A pair of characters that overlaps its neighbours, so that it counts half. */
  readonly isPair: boolean;
};

/** What a word does in its question; `unknown` in languages without a catalogue of function words. */
type Role = 'function' | 'measure' | 'content' | 'unknown';

/** A term of the question, and what it does there. */
export type QuestionTerm = Term & {
  /** How much it counts: 1 in the question itself, less when the conversation lent it. */
  readonly factor: number;
  readonly role: Role;
  /** Words that say the same in an answer: «how heavy» is answered by a weight. */
  readonly also: readonly string[];
};

/** A question as the ranking reads it. */
export type Question = {
  readonly terms: readonly QuestionTerm[];
  /** The kind of thing it asks for, a bit of `expected-answer.ts`; 0 where it does not say. */
  readonly expected: number;
  /** ISO 639-1 by its function words, null where they do not tell. */
  readonly language: string | null;
};

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

/** The terms of a text in order, with repeats. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  let run = '';
  let startsSentence = true;
  const endRun = () => {
    pushPairs(terms, run);
    run = '';
  };
  const read = (segment: string, isWord: boolean) => {
    if (!isWord) {
      endRun();
      if (/[.!?。！？]/u.test(segment)) startsSentence = true;
    } else if (UNSPACED.test(segment)) run += segment;
    else {
      endRun();
      terms.push(termOf(segment, startsSentence));
      startsSentence = false;
    }
  };
  for (const [chunk] of text.matchAll(CHUNK)) {
    endRun();
    const [, before = '', word, after = ''] = PLAIN_CHUNK.exec(chunk) ?? [];
    if (word === undefined) {
      for (const { segment, isWordLike } of segmenter.segment(chunk)) read(segment, isWordLike === true);
      continue;
    }
    // The segmenter would say the same, at ten times the price.
    if (before !== '') read(before, false);
    read(word, true);
    if (after !== '') read(after, false);
  }
  endRun();
  return terms;
}

const CHUNK = /\S+/gu;
const PLAIN_CHUNK = /^(["(«„“¿¡]*)([A-Za-zß-öø-ÿА-Яа-яё\u0621-\u064a]+)([.,;!?)»“”"…]*)$/u;

function termOf(word: string, startsSentence: boolean): Term {
  const hasDigit = /\p{Nd}/u.test(word);
  // A lone capital is more often a word («I», «O», «A») than a name.
  const isCapital = word.length > 1 && /^\p{Lu}/u.test(word) && (!startsSentence || /\p{Lu}.*\p{Lu}/u.test(word));
  return {
    text: fold(word),
    isName: isCapital || hasDigit,
    hasDigit,
    isAcronym: /^\p{Lu}{2,}$/u.test(word),
    isPair: false,
  };
}

// Vowel points and the stretching stroke are written or left out at will in Arabic and Hebrew.
const OPTIONAL_MARKS = /[\u0591-\u05c7\u0640\u064b-\u065f]/gu;

function fold(word: string): string {
  return word.normalize('NFKC').toLowerCase().replace(OPTIONAL_MARKS, '');
}

function pushPairs(terms: Term[], run: string): void {
  const text = fold(run);
  if (text.length === 1) terms.push({ text, isName: false, hasDigit: false, isAcronym: false, isPair: true });
  for (let i = 0; i + 1 < text.length; i++) {
    terms.push({ text: text.slice(i, i + 2), isName: false, hasDigit: false, isAcronym: false, isPair: true });
  }
}
