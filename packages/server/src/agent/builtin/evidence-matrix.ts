import { sameOrInflected, similar } from './match.ts';
import { type PassageTerms, passageTerms } from './passage-terms.ts';
import type { Term } from './terms.ts';

/** What the ranking reads of a passage. */
export type RankedPassage = { readonly text: string; readonly title: string; readonly score: number };

/** A term of the question and how much it counts: 1 in the question itself, less when the conversation lent it. */
export type QuestionTerm = Term & { readonly factor: number };

/** How well each term of a question is met by each sentence of the retrieved passages. */
export type EvidenceMatrix = {
  readonly terms: readonly QuestionTerm[];
  readonly passages: readonly RankedPassage[];
  readonly cut: readonly PassageTerms[];
  /** Passage and sentence of each column. */
  readonly columns: readonly { readonly passage: number; readonly sentence: number }[];
  /** Strength of term t in column c at `t * columns.length + c`. */
  readonly strength: Float32Array;
  /** Where in its passage the best match stands, same layout; -1 without a match. */
  readonly position: Int32Array;
  /** Importance of each term: its rarity among the sentences, tempered by what its length and place suggest. */
  readonly weight: Float32Array;
  /** Importance of each term by its looks alone. */
  readonly looks: Float32Array;
};

/** Compares a question with the passages; linear in the question's terms and their matches, not in the passages' length. */
export function evidenceMatrix(terms: readonly QuestionTerm[], passages: readonly RankedPassage[]): EvidenceMatrix {
  const cut = passages.map((passage) => passageTerms(passage.text));
  const columns = cut.flatMap(({ sentences }, passage) => sentences.map((_, sentence) => ({ passage, sentence })));
  const strength = new Float32Array(terms.length * columns.length);
  const position = new Int32Array(terms.length * columns.length).fill(-1);
  const firstColumn: number[] = [];
  let column = 0;
  for (const { sentences } of cut) {
    firstColumn.push(column);
    column += sentences.length;
  }
  const fill = (t: number, p: number, matches: readonly { id: number; strength: number }[]) => {
    const postings = cut[p]?.postings ?? [];
    for (const match of matches) {
      const list = postings[match.id] ?? [];
      for (let i = 0; i < list.length; i += 2) {
        const cell = t * columns.length + (firstColumn[p] ?? 0) + (list[i] ?? 0);
        if ((strength[cell] ?? 0) >= match.strength) continue;
        strength[cell] = match.strength;
        position[cell] = list[i + 1] ?? -1;
      }
    }
  };
  for (const [t, term] of terms.entries()) {
    let best = 0;
    for (const [p, passage] of cut.entries()) {
      const matches = sameOrInflected(term.text, passage);
      for (const match of matches) best = Math.max(best, match.strength);
      fill(t, p, matches);
    }
    if (best < SURE) for (const [p, passage] of cut.entries()) fill(t, p, similar(term.text, passage));
  }
  lend(terms, passages, cut, columns, strength);
  const { weight, looks } = weigh(terms, strength, columns.length);
  return { terms, passages, cut, columns, strength, position, weight, looks };
}

// What a heading says holds for what stands under it, if less surely than what a sentence says itself.
const HEADED = 0.6;

/** Lends every sentence the words of its heading and of its article's title. */
function lend(
  terms: readonly QuestionTerm[],
  passages: readonly RankedPassage[],
  cut: readonly PassageTerms[],
  columns: EvidenceMatrix['columns'],
  strength: Float32Array,
): void {
  const titles = passages.map(({ title }) => passageTerms(title));
  for (const [t, term] of terms.entries()) {
    const byTitle = titles.map((title) =>
      sameOrInflected(term.text, title).reduce((best, match) => Math.max(best, match.strength), 0),
    );
    const row = t * columns.length;
    for (let c = columns.length - 1; c >= 0; c--) {
      const { passage, sentence } = columns[c] ?? { passage: 0, sentence: 0 };
      const heading = cut[passage]?.sentences[sentence]?.heading ?? -1;
      const headed = heading < 0 ? 0 : (strength[row + c - sentence + heading] ?? 0);
      const lent = HEADED * Math.max(headed, byTitle[passage] ?? 0);
      if (lent > (strength[row + c] ?? 0)) strength[row + c] = lent;
    }
  }
}

// A match this good makes a search for misspellings needless.
const SURE = 0.75;
// How many imaginary sentences the prior is worth: knowledge of three articles has no document frequencies of its own.
const PRIOR_SENTENCES = 12;
// The share of sentences that a word of this length stands in, over languages: short words are the grammar.
const COMMONNESS = [0.6, 0.6, 0.45, 0.3, 0.15, 0.08, 0.05];
const RARE = 0.03;

function weigh(terms: readonly QuestionTerm[], strength: Float32Array, width: number) {
  const weight = new Float32Array(terms.length);
  const looks = new Float32Array(terms.length);
  for (const [t, term] of terms.entries()) {
    const prior = commonness(term, t === 0);
    let met = 0;
    for (let c = 0; c < width; c++) met += strength[t * width + c] ?? 0;
    const share = (met + PRIOR_SENTENCES * prior) / (width + PRIOR_SENTENCES);
    const tells = telling(term, t === 0);
    // Of a few short articles no frequency says that «will» is a common word; its length does.
    const scale = term.isPair ? 0.5 : Math.min(1, 0.3 + 0.6 * tells);
    weight[t] = -Math.log(Math.min(0.95, share)) * scale * term.factor;
    looks[t] = tells * term.factor;
  }
  return { weight, looks };
}

function commonness(term: QuestionTerm, isFirst: boolean): number {
  if (term.isPair) return 0.06;
  if (term.isName) return RARE;
  const byLength = COMMONNESS[term.text.length] ?? RARE;
  // Questions mostly open with the word that asks («what», «wer», «¿cuándo»), which no answer repeats.
  return isFirst ? Math.min(0.6, byLength * 3) : byLength;
}

function telling(term: QuestionTerm, isFirst: boolean): number {
  if (term.isPair) return 0.7;
  if (term.isName) return 2;
  return (TELLING[term.text.length] ?? 1.3) * (isFirst ? 0.2 : 1);
}

// How much it tells whether a passage has a word of this length, over languages: hardly anything up to four letters.
const TELLING = [0, 0.05, 0.05, 0.1, 0.3, 0.7, 1.1, 1.2];
