import type { EvidenceMatrix } from './evidence-matrix.ts';
import { suits } from './expected-answer.ts';

/** How many numbers describe a sentence. */
export const SENTENCE_FEATURES = 34;

/** What the sentences of a passage have in common. */
export type PassageSummary = {
  readonly coverage: number;
  readonly looks: number;
  readonly names: number;
  readonly score: number;
};

/** Coverages of one set of columns: the shares of the question that they meet, each from 0 to 1. */
type Coverage = {
  weighted: number;
  looks: number;
  names: number;
  rarest: number;
  top: number;
  figures: number;
  content: number;
};

/** Describes every sentence of the matrix in numbers that depend on no language; one row per column. */
export function sentenceFeatures(matrix: EvidenceMatrix): { rows: Float32Array; passages: PassageSummary[] } {
  const { columns, passages, cut } = matrix;
  const rows = new Float32Array(columns.length * SENTENCE_FEATURES);
  const own = columns.map((_, c) => coverage(matrix, c, c + 1));
  const bounds = passageBounds(matrix);
  const whole = bounds.map(([from, to]) => coverage(matrix, from, to));
  const bestOwn = Math.max(1e-6, ...own.map((one) => one.weighted));
  const bestWhole = Math.max(1e-6, ...whole.map((one) => one.weighted));
  const topScore = Math.max(1e-6, ...passages.map((passage) => passage.score));
  const secondScore = passages.length > 1 ? (passages[1]?.score ?? 0) : topScore * 0.5;
  for (const [c, { passage, sentence }] of columns.entries()) {
    const one = own[c];
    const all = whole[passage];
    const sentences = cut[passage]?.sentences ?? [];
    const text = sentences[sentence];
    if (one === undefined || all === undefined || text === undefined) continue;
    const before = sentence > 0 ? (own[c - 1]?.weighted ?? 0) : 0;
    const after = sentence + 1 < sentences.length ? (own[c + 1]?.weighted ?? 0) : 0;
    const scoreRatio = (passages[passage]?.score ?? 0) / topScore;
    const { adjacency, nearness, hits } = closeness(matrix, c);
    rows.set(
      [
        one.weighted,
        one.looks,
        one.names,
        one.rarest,
        one.top,
        one.weighted / bestOwn,
        before,
        after,
        all.weighted,
        all.looks,
        all.names,
        all.rarest,
        all.weighted / bestWhole,
        one.weighted / Math.max(1e-6, all.weighted),
        scoreRatio,
        1 / (1 + passage),
        passage === 0 ? 1 - secondScore / topScore : scoreRatio - 1,
        adjacency,
        nearness,
        Math.log1p(text.length) / 4,
        Math.min(1, text.names / 8),
        Math.min(1, text.digits / 4),
        sentence / Math.max(1, sentences.length - 1),
        sentence === 0 ? 1 : 0,
        Math.log1p(sentences.length) / 3,
        Math.log1p(matrix.terms.length) / 4,
        hits / Math.max(1, matrix.terms.length),
        1 - hits / Math.max(1, text.length),
        one.looks * one.weighted,
        Math.log1p(columns.length) / 5,
        suits(text.kinds, matrix.expected),
        matrix.expected === 0 ? 0 : 1,
        one.figures,
        one.content,
      ],
      c * SENTENCE_FEATURES,
    );
  }
  return { rows, passages: summariesOf(passages, whole, topScore) };
}

function summariesOf(passages: EvidenceMatrix['passages'], whole: readonly Coverage[], topScore: number) {
  return whole.map((all, p) => ({
    coverage: all.weighted,
    looks: all.looks,
    names: all.names,
    score: (passages[p]?.score ?? 0) / topScore,
  }));
}

/** First column of each passage and the one after its last. */
export function passageBounds({ columns, passages }: EvidenceMatrix): [number, number][] {
  const bounds = passages.map((): [number, number] => [0, 0]);
  for (const [c, { passage, sentence }] of columns.entries()) {
    const bound = bounds[passage];
    if (bound === undefined) continue;
    if (sentence === 0) bound[0] = c;
    bound[1] = c + 1;
  }
  return bounds;
}

/** The shares of the question that columns `from` up to `to` meet together. */
export function coverage(matrix: EvidenceMatrix, from: number, to: number): Coverage {
  const { terms, strength, weight, looks, columns, byWeight } = matrix;
  const width = columns.length;
  const sum = {
    weighted: 0,
    all: 0,
    looks: 0,
    allLooks: 0,
    names: 0,
    allNames: 0,
    top: 0,
    allTop: 0,
    figures: 0,
    allFigures: 0,
    content: 0,
    allContent: 0,
  };
  const leading = Math.max(3, Math.ceil(terms.length / 3));
  let rarest = 0;
  for (const [place, t] of byWeight.entries()) {
    let best = 0;
    for (let cell = t * width + from; cell < t * width + to; cell++) {
      const met = strength[cell] ?? 0;
      if (met > best) best = met;
    }
    const w = weight[t] ?? 0;
    const l = looks[t] ?? 0;
    sum.weighted += w * best;
    sum.all += w;
    sum.looks += l * best;
    sum.allLooks += l;
    if (terms[t]?.isName) {
      sum.names += w * best;
      sum.allNames += w;
    }
    if (terms[t]?.hasDigit) {
      sum.figures += best;
      sum.allFigures++;
    }
    if (terms[t]?.role === 'content' && l >= 1) {
      sum.content += best;
      sum.allContent++;
    }
    if (place === 0) rarest = best;
    if (place < leading) {
      sum.top += w * best;
      sum.allTop += w;
    }
  }
  return {
    weighted: sum.weighted / Math.max(1e-6, sum.all),
    looks: sum.looks / Math.max(1e-6, sum.allLooks),
    // A question without names is neither met nor missed by them.
    names: sum.allNames > 0 ? sum.names / sum.allNames : 0.5,
    rarest,
    top: sum.top / Math.max(1e-6, sum.allTop),
    figures: sum.allFigures > 0 ? sum.figures / sum.allFigures : 0.5,
    content: sum.allContent > 0 ? sum.content / sum.allContent : 0.5,
  };
}

/** Whether terms that stand together in the question stand together in the sentence. */
function closeness(matrix: EvidenceMatrix, c: number) {
  const { terms, strength, position, weight, columns } = matrix;
  const width = columns.length;
  let adjacent = 0;
  let possible = 0;
  let near = 0;
  let hits = 0;
  for (let t = 0; t < terms.length; t++) {
    const here = position[t * width + c] ?? -1;
    if ((strength[t * width + c] ?? 0) > 0) hits++;
    if (t + 1 >= terms.length) continue;
    const there = position[(t + 1) * width + c] ?? -1;
    const pair = (weight[t] ?? 0) + (weight[t + 1] ?? 0);
    possible += pair;
    if (here < 0 || there < 0) continue;
    const distance = Math.abs(there - here);
    if (distance <= 2) adjacent += pair;
    near += pair / (1 + distance);
  }
  const total = Math.max(1e-6, possible);
  return { adjacency: adjacent / total, nearness: near / total, hits };
}
