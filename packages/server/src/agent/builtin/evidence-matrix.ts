import { type Match, sameOrInflected, similar } from './match.ts';
import { type PassageTerms, passageTerms, trigramsOf } from './passage-terms.ts';
import { weighTerms } from './term-weights.ts';
import type { Question, QuestionTerm } from './terms.ts';

/** What the ranking reads of a passage. */
export type RankedPassage = { readonly text: string; readonly title: string; readonly score: number };

/** How well each term of a question is met by each sentence of the retrieved passages. */
export type EvidenceMatrix = {
  readonly terms: readonly QuestionTerm[];
  /** The kind of thing that the question asks for. */
  readonly expected: number;
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
  /** The numbers of the terms, most important first. */
  readonly byWeight: readonly number[];
};

/** Compares a question with the passages; linear in the question's terms and their matches, not in the passages' length. */
export function evidenceMatrix({ terms, expected }: Question, passages: readonly RankedPassage[]): EvidenceMatrix {
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
    const beginning = term.text.slice(0, 4);
    for (const [p, passage] of cut.entries()) {
      const matches = matchesOf(term, passage, beginning);
      for (const match of matches) best = Math.max(best, match.strength);
      fill(t, p, matches);
    }
    // A misspelt «is» is no evidence.
    if (best >= SURE || term.role === 'function') continue;
    const trigrams = trigramsOf(term.text);
    if (trigrams.length === 0) continue;
    for (const [p, passage] of cut.entries()) fill(t, p, similar(term.text, passage, trigrams));
  }
  lend({ terms, passages, cut, columns, strength });
  const { weight, looks } = weighTerms(terms, strength, cut);
  const byWeight = terms.map((_, t) => t).sort((a, b) => (weight[b] ?? 0) - (weight[a] ?? 0));
  return { terms, expected, passages, cut, columns, strength, position, weight, looks, byWeight };
}

// «Weight» for «how heavy», «delivery» for «shipping»: less sure than the word itself.
const RELATED = 0.7;

function matchesOf({ text, also, role }: QuestionTerm, passage: PassageTerms, beginning: string): readonly Match[] {
  if (role === 'function') {
    const id = passage.ids.get(text);
    return id === undefined ? [] : [{ id, strength: 1 }];
  }
  const own = sameOrInflected(text, passage, beginning);
  if (also.length === 0) return own;
  const related = also.flatMap((word) => sameOrInflected(word, passage));
  return [...own, ...related.map(({ id, strength }) => ({ id, strength: RELATED * strength }))];
}

// What a heading says holds for what stands under it, if less surely than what a sentence says itself.
const HEADED = 0.6;

/** Lends every sentence the words of its heading and of its article's title. */
function lend({
  terms,
  passages,
  cut,
  columns,
  strength,
}: Pick<EvidenceMatrix, 'terms' | 'passages' | 'cut' | 'columns' | 'strength'>): void {
  const titles = passages.map(({ title }) => (title === '' ? null : passageTerms(title)));
  // How many columns before a sentence its heading stands; 0 without.
  const back = columns.map(({ passage, sentence }) => {
    const heading = cut[passage]?.sentences[sentence]?.heading ?? -1;
    return heading < 0 ? 0 : sentence - heading;
  });
  if (back.every((columnsBack) => columnsBack === 0) && titles.every((title) => title === null)) return;
  for (const [t, term] of terms.entries()) {
    if (term.role === 'function') continue;
    const byTitle = titles.map((title) => (title === null ? 0 : bestOf(sameOrInflected(term.text, title))));
    const row = t * columns.length;
    for (const [c, { passage }] of columns.entries()) {
      const columnsBack = back[c] ?? 0;
      const headed = columnsBack === 0 ? 0 : (strength[row + c - columnsBack] ?? 0);
      const lent = HEADED * Math.max(headed, byTitle[passage] ?? 0);
      if (lent > (strength[row + c] ?? 0)) strength[row + c] = lent;
    }
  }
}

function bestOf(matches: readonly Match[]): number {
  return matches.reduce((best, { strength }) => Math.max(best, strength), 0);
}

// A match this good makes a search for misspellings needless.
const SURE = 0.75;
