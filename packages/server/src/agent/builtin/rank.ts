import { decisionFeatures } from './decision.ts';
import { type EvidenceMatrix, evidenceMatrix, type RankedPassage } from './evidence-matrix.ts';
import { isUnmistakable } from './expected-answer.ts';
import { SENTENCE_FEATURES, sentenceFeatures } from './features.ts';
import { evaluate, type Network } from './network.ts';
import type { Question } from './terms.ts';

/** The two fitted networks and the confidence below which the agent says that it does not know. */
export type AnswerWeights = {
  readonly sentence: Network;
  readonly decision: Network;
  readonly threshold: number;
};

export type RankedSentence = {
  readonly passage: number;
  readonly start: number;
  readonly end: number;
  /** Comparable within one ranking only. */
  readonly logit: number;
};

export type Ranking = {
  /** Best first. */
  readonly sentences: readonly RankedSentence[];
  /** Log-odds that the passages answer the question. */
  readonly confidence: number;
};

/** Orders the sentences of the passages by how likely they answer the question. */
export function rank(question: Question, passages: readonly RankedPassage[], weights: AnswerWeights): Ranking {
  const matrix = evidenceMatrix(question, passages);
  const { rows, passages: summaries } = sentenceFeatures(matrix);
  const logits = sentenceLogits(matrix, rows, weights.sentence);
  const order = orderOf(logits);
  const features = decisionFeatures(matrix, rows, summaries, order, logits);
  return {
    sentences: order.map((c) => located(matrix, c, logits[c] ?? 0)),
    confidence:
      order.length === 0
        ? Number.NEGATIVE_INFINITY
        : evaluate(weights.decision, features) + sureness(matrix, order[0] ?? 0),
  };
}

/** How well each column answers; a heading says what its lines are about, which answers nothing. */
export function sentenceLogits(matrix: EvidenceMatrix, rows: Float32Array, network: Network): number[] {
  return matrix.columns.map(({ passage, sentence }, c) => {
    const isHeading = matrix.cut[passage]?.sentences[sentence]?.isHeading === true;
    return evaluate(network, rows, c * SENTENCE_FEATURES) + sureness(matrix, c) - (isHeading ? HEADING_MALUS : 0);
  });
}

const HEADING_MALUS = 20;

/** What evidence that cannot be mistaken adds: the phone number that is asked for, the very code that is asked about. */
function sureness(matrix: EvidenceMatrix, c: number): number {
  const { terms, strength, position, columns, cut, expected } = matrix;
  const { passage, sentence } = columns[c] ?? { passage: 0, sentence: 0 };
  if (isUnmistakable(cut[passage]?.sentences[sentence]?.kinds ?? 0, expected)) return SURE_BONUS;
  for (let t = 0; t < terms.length; t++) {
    const cell = t * columns.length + c;
    if (terms[t]?.hasDigit && strength[cell] === 1 && (position[cell] ?? -1) >= 0 && CODE.test(terms[t]?.text ?? ''))
      return SURE_BONUS;
  }
  return 0;
}

// «E05», «hx40», but not «19th» or «2024».
const CODE = /^\p{L}{1,5}\p{Nd}+\p{L}?$/u;
// What the networks were fitted on holds no phone numbers and no error codes.
const SURE_BONUS = 5;

/** Column numbers, best first. */
export function orderOf(logits: ArrayLike<number>): number[] {
  return Array.from({ length: logits.length }, (_, c) => c).sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0));
}

function located({ columns, cut }: EvidenceMatrix, c: number, logit: number): RankedSentence {
  const { passage, sentence } = columns[c] ?? { passage: 0, sentence: 0 };
  const { start, end } = cut[passage]?.sentences[sentence] ?? { start: 0, end: 0 };
  return { passage, start, end, logit };
}
