import type { EvidenceMatrix } from './evidence-matrix.ts';
import { coverage, type PassageSummary, passageBounds, SENTENCE_FEATURES } from './features.ts';

/** How many numbers the decision whether to answer rests on. */
export const DECISION_FEATURES = SENTENCE_FEATURES + 19;

/** Describes the case as a whole: the best sentence, its lead over the others, and what of the question nothing meets. */
export function decisionFeatures(
  matrix: EvidenceMatrix,
  rows: Float32Array,
  passages: readonly PassageSummary[],
  order: readonly number[],
  logits: ArrayLike<number>,
): Float32Array {
  const features = new Float32Array(DECISION_FEATURES);
  const best = order[0];
  if (best === undefined) return features;
  features.set(rows.subarray(best * SENTENCE_FEATURES, (best + 1) * SENTENCE_FEATURES));
  const anywhere = coverage(matrix, 0, matrix.columns.length);
  const bound = passageBounds(matrix)[matrix.columns[best]?.passage ?? 0] ?? [0, 0];
  const window = coverage(matrix, Math.max(bound[0], best - 1), Math.min(bound[1], best + 2));
  const top = logits[best] ?? 0;
  const second = logits[order[1] ?? best] ?? top;
  const fourth = logits[order[3] ?? best] ?? top;
  const coverages = passages.map((passage) => passage.coverage).sort((a, b) => b - a);
  const scores = passages.map((passage) => passage.score).sort((a, b) => b - a);
  const rest = scores.slice(1);
  features.set(
    [
      top / 4,
      (top - second) / 4,
      (top - fourth) / 4,
      anywhere.weighted,
      anywhere.looks,
      anywhere.names,
      anywhere.rarest,
      anywhere.top,
      window.weighted,
      window.looks,
      window.top,
      coverages[0] ?? 0,
      (coverages[0] ?? 0) - (coverages[1] ?? 0),
      rest.length > 0 ? rest.reduce((sum, score) => sum + score, 0) / rest.length : 0.5,
      missedWeight(matrix),
      passages.length / 8,
      anywhere.content,
      window.content,
      anywhere.figures,
    ],
    SENTENCE_FEATURES,
  );
  return features;
}

/** How important the most important term is that no sentence meets, against the mean of all terms. */
function missedWeight(matrix: EvidenceMatrix): number {
  const { terms, strength, looks, columns } = matrix;
  let total = 0;
  let missed = 0;
  for (let t = 0; t < terms.length; t++) {
    let best = 0;
    for (let c = 0; c < columns.length; c++) best = Math.max(best, strength[t * columns.length + c] ?? 0);
    total += looks[t] ?? 0;
    missed = Math.max(missed, (looks[t] ?? 0) * (1 - best));
  }
  return total > 0 ? (missed * terms.length) / total / 3 : 0;
}
