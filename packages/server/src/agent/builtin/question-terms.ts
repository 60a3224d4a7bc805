import { expectedKind } from './expected-answer.ts';
import { FOLLOW_UP_WORDS } from './follow-up-words.ts';
import { measuredAs } from './measure-words.ts';
import { isFunctionWord, languageOfWords } from './question-language.ts';
import { relatedWords } from './related-words.ts';
import { type Question, type QuestionTerm, type Term, termsOf } from './terms.ts';

const LENT_FACTOR = 0.5;
const MOST_TERMS = 40;
// «How much?», «warum?»: a question without a word of more letters than these says nothing by itself.
const SHORT_WORD = 4;

/** What came before a question: earlier questions, and the languages that the visitor may be writing. */
export type Earlier = { readonly questions: readonly string[]; readonly languages: readonly string[] };

/** The distinct terms of a question; one that goes on from earlier ones borrows, at a lower weight, from them. */
export function questionTerms(question: string, earlier?: Earlier): Question {
  const terms = new Map<string, QuestionTerm>();
  const found = termsOf(question);
  const words = found.filter((term) => !term.isPair).map(({ text }) => text);
  const language = languageOfWords(words, earlier?.languages);
  for (const [at, term] of found.entries()) {
    if (!terms.has(term.text)) terms.set(term.text, asked(term, found[at - 1]?.text ?? '', language, 1));
  }
  if (earlier !== undefined && leansOn(question, [...terms.values()], earlier.languages)) {
    for (const term of earlier.questions.flatMap(termsOf)) {
      if (!terms.has(term.text)) terms.set(term.text, asked(term, '', language, LENT_FACTOR));
    }
  }
  return { terms: [...terms.values()].slice(0, MOST_TERMS), expected: expectedKind(question), language };
}

function asked(term: Term, before: string, language: string | null, factor: number): QuestionTerm {
  if (term.isPair) return { ...term, factor, role: 'unknown', also: [] };
  const measured = measuredAs(before, term.text);
  if (measured.length > 0) return { ...term, factor, role: 'measure', also: measured };
  const also = relatedWords(term.text, language);
  if (language === null) return { ...term, factor, role: 'unknown', also };
  // «Sie» and «May» are capitals, «IT» and «US» are names.
  const isFunction = !term.isAcronym && isFunctionWord(term.text, language);
  if (isFunction) return { ...term, factor, isName: false, role: 'function', also: [] };
  return { ...term, factor, role: 'content', also };
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
