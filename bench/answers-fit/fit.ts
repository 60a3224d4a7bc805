import { DECISION_FEATURES, decisionFeatures } from '../../packages/server/src/agent/builtin/decision.ts';
import { SENTENCE_FEATURES } from '../../packages/server/src/agent/builtin/features.ts';
import { evaluate, type Network } from '../../packages/server/src/agent/builtin/network.ts';
import { type AnswerWeights, orderOf } from '../../packages/server/src/agent/builtin/rank.ts';
import type { XquadLanguage } from '../xquad.ts';
import { type Case, casesOf } from './cases.ts';
import { type Batch, randomNumbers, shuffle, train } from './trainer.ts';

/** Cases from knowledge bases of several sizes made of these articles only. */
export async function trainingCases(languages: readonly XquadLanguage[], articles: readonly number[]): Promise<Case[]> {
  const cases: Case[] = [];
  for (const [l, data] of languages.entries()) {
    const random = randomNumbers(7 + l);
    for (const size of [articles.length / 2, articles.length / 2, 3, 1]) {
      for (const known of groups(articles, Math.max(1, Math.floor(size)), random)) {
        const paragraphs = data.paragraphs.map((_, p) => p).filter((p) => known.has(data.articles[p] ?? -1));
        const own = data.questions.filter((q) => known.has(data.articles[q.paragraph] ?? -1));
        const others = data.questions.filter((q) => {
          const article = data.articles[q.paragraph] ?? -1;
          return articles.includes(article) && !known.has(article);
        });
        const share = size > 5 ? 1 : 0.5;
        const some = <T>(list: T[], n: number) => shuffle([...list], random).slice(0, n);
        const asked = [...some(own, Math.ceil(own.length * share)), ...some(others, Math.ceil(own.length * share))];
        cases.push(...(await casesOf({ data, paragraphs }, asked)));
      }
    }
  }
  return cases;
}

function groups(articles: readonly number[], size: number, random: () => number): Set<number>[] {
  const order = shuffle([...articles], random);
  const made: Set<number>[] = [];
  for (let i = 0; i < order.length; i += size) made.push(new Set(order.slice(i, i + size)));
  return made;
}

/** Fits both networks and the threshold on these cases. */
export function fitWeights(cases: readonly Case[]): AnswerWeights {
  const sentence = train(cases.filter((one) => one.gold.includes(1)).map(sentenceBatch), {
    width: SENTENCE_FEATURES,
    units: 10,
    epochs: 14,
    decay: 0.02,
    seed: 1,
  });
  const decided = cases.filter((one) => one.matrix.columns.length > 0).map((one) => decide(one, sentence));
  const decision = train(
    decided.map(({ features, one, order }) => decisionBatch(features, one, order)),
    {
      width: DECISION_FEATURES,
      units: 10,
      epochs: 14,
      decay: 0.05,
      seed: 2,
    },
  );
  const scored = decided.map(({ features, one: { answerable } }) => ({
    confidence: evaluate(decision, features),
    answerable,
  }));
  return { sentence, decision, threshold: thresholdOf(scored) };
}

function sentenceBatch({ rows, gold }: Case): Batch {
  return {
    rows,
    count: gold.length,
    slope: (logits) => {
      const top = Math.max(...logits);
      const p = logits.map((logit) => Math.exp(logit - top));
      const all = p.reduce((sum, value) => sum + value, 0);
      const right = p.reduce((sum, value, c) => sum + (gold[c] === 1 ? value : 0), 0);
      return p.map((value, c) => value / all - (gold[c] === 1 ? value / right : 0));
    },
  };
}

function decide(one: Case, sentence: Network) {
  const logits = one.matrix.columns.map((_, c) => evaluate(sentence, one.rows, c * SENTENCE_FEATURES));
  const order = orderOf(logits);
  return { one, order, features: decisionFeatures(one.matrix, one.rows, one.summaries, order, logits) };
}

function decisionBatch(rows: Float32Array, one: Case, order: readonly number[]): Batch {
  const target = one.answerable ? 1 : 0;
  // An answer that would be wrong anyway is no great loss to decline.
  const importance = !one.answerable || order.slice(0, 3).some((c) => one.contains[c] === 1) ? 1 : 0.4;
  return {
    rows,
    count: 1,
    slope: (logits) => logits.map((logit) => (1 / (1 + Math.exp(-logit)) - target) * importance),
  };
}

/** What declining a question that could be answered costs, where answering a foreign one costs 1. */
const COST_OF_SILENCE = 1;

/** The confidence below which declining costs least. */
export function thresholdOf(scored: readonly { confidence: number; answerable: boolean }[]): number {
  const order = [...scored].sort((a, b) => a.confidence - b.confidence);
  const own = order.filter((one) => one.answerable).length;
  const foreign = order.length - own;
  let declinedOwn = 0;
  let declinedForeign = 0;
  let best = { threshold: 0, cost: Number.POSITIVE_INFINITY };
  for (const one of order) {
    const cost = (COST_OF_SILENCE * declinedOwn) / own + (foreign - declinedForeign) / foreign;
    if (cost < best.cost) best = { threshold: one.confidence, cost };
    if (one.answerable) declinedOwn++;
    else declinedForeign++;
  }
  return best.threshold;
}

/** What the model would do with a case, and how right that is. */
export function judge(one: Case, weights: AnswerWeights) {
  if (one.matrix.columns.length === 0)
    return { confidence: Number.NEGATIVE_INFINITY, contained: false, firstSource: false };
  const { features, order } = decide(one, weights.sentence);
  return {
    confidence: evaluate(weights.decision, features),
    contained: order.slice(0, 3).some((c) => one.contains[c] === 1),
    firstSource: one.rightParagraph[order[0] ?? 0] === 1,
  };
}
