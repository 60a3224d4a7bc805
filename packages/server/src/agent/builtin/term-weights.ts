import type { PassageTerms } from './passage-terms.ts';
import type { QuestionTerm } from './terms.ts';

// How many imaginary sentences the prior is worth: knowledge of three articles has no document frequencies of its own.
const PRIOR_SENTENCES = 12;
// The share of sentences that a word of this length stands in, over languages: short words are the grammar.
const COMMONNESS = [0.6, 0.6, 0.45, 0.3, 0.15, 0.08, 0.05];
const RARE = 0.03;

/**
 * How much each term of a question counts: `looks` by what its length and capitals suggest, `weight` also by how few of the
 * sentences have it. `strength` holds a row of all sentences per term.
 */
export function weighTerms(terms: readonly QuestionTerm[], strength: Float32Array, cut: readonly PassageTerms[]) {
  const width = strength.length / Math.max(1, terms.length);
  const scaleOfLength = lengthScale(cut);
  const weight = new Float32Array(terms.length);
  const looks = new Float32Array(terms.length);
  for (const [t, term] of terms.entries()) {
    const length = Math.round(term.text.length * scaleOfLength);
    const prior = commonness(term, length, t === 0);
    let met = 0;
    for (let c = 0; c < width; c++) met += strength[t * width + c] ?? 0;
    const share = (met + PRIOR_SENTENCES * prior) / (width + PRIOR_SENTENCES);
    const tells = telling(term, length, t === 0);
    // Of a few short articles no frequency says that «will» is a common word; its length does.
    const scale = term.isPair ? 0.5 : Math.min(1, (term.role === 'function' ? 0.05 : 0.3) + 0.6 * tells);
    weight[t] = -Math.log(Math.min(0.95, share)) * scale * term.factor;
    looks[t] = tells * term.factor;
  }
  return { weight, looks };
}

// Letters of a distinct word of English text, on which the tables below are based, and how many words vouch for it.
const USUAL_LENGTH = 6;
const USUAL_WORDS = 40;

/** What makes lengths comparable: in Vietnamese four letters are a long word, in German seven are a short one. */
function lengthScale(cut: readonly PassageTerms[]): number {
  let words = USUAL_WORDS;
  let letters = USUAL_WORDS * USUAL_LENGTH;
  for (const passage of cut) {
    words += passage.words.length;
    letters += passage.letters;
  }
  return (USUAL_LENGTH * words) / letters;
}

function commonness(term: QuestionTerm, length: number, isFirst: boolean): number {
  if (term.isPair) return 0.06;
  if (term.isName) return RARE;
  const byRole = COMMONNESS_OF_ROLE[term.role];
  if (byRole !== null) return byRole;
  const byLength = COMMONNESS[length] ?? RARE;
  // Questions mostly open with the word that asks («what», «wer», «¿cuándo»), which no answer repeats.
  return isFirst ? Math.min(0.6, byLength * 3) : byLength;
}

function telling(term: QuestionTerm, length: number, isFirst: boolean): number {
  if (term.isPair) return 0.7;
  if (term.isName) return 2;
  const byRole = TELLING_OF_ROLE[term.role];
  if (byRole !== null) return Math.max(byRole, term.role === 'content' ? (TELLING[length] ?? 1.3) : 0);
  return (TELLING[length] ?? 1.3) * (isFirst ? 0.2 : 1);
}

// Where a language's function words are known, length need not stand for them: «pay» tells more than «would».
const COMMONNESS_OF_ROLE = { function: 0.6, measure: 0.3, content: 0.05, unknown: null } as const;
const TELLING_OF_ROLE = { function: 0.03, measure: 0.3, content: 1, unknown: null } as const;

// How much it tells whether a passage has a word of this length, over languages: hardly anything up to four letters.
const TELLING = [0, 0.05, 0.05, 0.1, 0.3, 0.7, 1.1, 1.2];
