import { FOLLOW_UP_WORDS } from './follow-up-words.ts';
import { type QuestionTerm, termsOf } from './terms.ts';

const LENT_FACTOR = 0.5;
const MOST_TERMS = 40;
// «How much?», «warum?»: a question without a word of more letters than these says nothing by itself.
const SHORT_WORD = 4;

/** What came before a question: earlier questions, and the languages that the visitor may be writing. */
export type Earlier = { readonly questions: readonly string[]; readonly languages: readonly string[] };

/** The distinct terms of a question; one that goes on from earlier ones borrows, at a lower weight, from them. */
export function questionTerms(question: string, earlier?: Earlier): QuestionTerm[] {
  const terms = new Map<string, QuestionTerm>();
  for (const term of termsOf(question)) {
    if (!terms.has(term.text)) terms.set(term.text, { ...term, factor: 1 });
  }
  if (earlier !== undefined && leansOn(question, [...terms.values()], earlier.languages)) {
    for (const term of earlier.questions.flatMap(termsOf)) {
      if (!terms.has(term.text)) terms.set(term.text, { ...term, factor: LENT_FACTOR });
    }
  }
  return [...terms.values()].slice(0, MOST_TERMS);
}

/** Retrieval has resolved most follow-ups already; the sentences need it only where the question names nothing. */
function leansOn(question: string, terms: readonly QuestionTerm[], languages: readonly string[]): boolean {
  const spaced = terms.filter((term) => !term.isPair);
  if (spaced.length > 0 && spaced.length === terms.length && terms.length <= 2) {
    return spaced.every((term) => term.text.length <= SHORT_WORD && !term.isName);
  }
  const start = question.trim().toLowerCase();
  return languages.some((language) =>
    (FOLLOW_UP_WORDS[language] ?? '').split('|').some((word) => word !== '' && beginsWith(start, word)),
  );
}

function beginsWith(text: string, word: string): boolean {
  if (!text.startsWith(word)) return false;
  return (
    /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(word) ||
    !/^[\p{L}\p{M}]/u.test(text.slice(word.length))
  );
}
