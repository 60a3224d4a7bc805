import type { QuestionTerm } from './evidence-matrix.ts';
import { termsOf } from './terms.ts';

// A question this poor in content («and how much is it?») leans on what was said before.
const POOR_LETTERS = 14;
const LENT_FACTOR = 0.5;
const MOST_TERMS = 40;

/** The distinct terms of a question; a question poor in content borrows, at a lower weight, from earlier ones. */
export function questionTerms(question: string, earlier: readonly string[] = []): QuestionTerm[] {
  const terms = new Map<string, QuestionTerm>();
  for (const term of termsOf(question)) {
    if (!terms.has(term.text)) terms.set(term.text, { ...term, factor: 1 });
  }
  const letters = [...terms.values()].filter((term) => term.text.length > 3 || term.isPair);
  if (letters.reduce((sum, term) => sum + term.text.length, 0) < POOR_LETTERS) {
    for (const term of earlier.flatMap(termsOf)) {
      if (!terms.has(term.text)) terms.set(term.text, { ...term, factor: LENT_FACTOR });
    }
  }
  return [...terms.values()].slice(0, MOST_TERMS);
}
