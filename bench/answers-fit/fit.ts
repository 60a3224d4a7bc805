import { REACH, SENTENCES } from '../../packages/server/src/agent/builtin/compose-reply.ts';
import { DECISION_FEATURES, decisionFeatures } from '../../packages/server/src/agent/builtin/decision.ts';
import { SENTENCE_FEATURES } from '../../packages/server/src/agent/builtin/features.ts';
import { evaluate, type Network } from '../../packages/server/src/agent/builtin/network.ts';
import { type AnswerWeights, orderOf, sentenceLogits } from '../../packages/server/src/agent/builtin/rank.ts';
import { splitSentences } from '../../packages/server/src/agent/builtin/sentences.ts';
import type { XquadLanguage, XquadQuestion } from '../xquad.ts';
import { type Case, casesOf } from './cases.ts';
import { asTables } from './tables.ts';
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
        const terse = size > 5 ? asked : asked.map((question, i) => (i % 2 === 0 ? question : hasty(question, random)));
        cases.push(...(await casesOf({ data, paragraphs }, terse)));
        if (size <= 5) cases.push(...(await briefCases(data, paragraphs, terse, random)));
        if (size <= 5) cases.push(...(await tableCases(data, paragraphs, terse, random)));
      }
    }
  }
  return cases;
}

/** The same questions of passages cut to a few sentences, as the articles of a small shop are. */
async function briefCases(
  data: XquadLanguage,
  paragraphs: readonly number[],
  questions: readonly XquadQuestion[],
  random: () => number,
): Promise<Case[]> {
  const windows = new Map(paragraphs.map((p) => [p, windowOf(data.paragraphs[p] ?? '', random)]));
  const brief = {
    ...data,
    paragraphs: data.paragraphs.map((text, p) => {
      const window = windows.get(p);
      return window === undefined ? text : text.slice(window.start, window.end);
    }),
  };
  const asked = questions.flatMap((question) => {
    const window = windows.get(question.paragraph);
    if (window === undefined) return question;
    const answers = question.answers
      .filter(({ start, text }) => start >= window.start && start + text.length <= window.end)
      .map((one) => ({ ...one, start: one.start - window.start }));
    return answers.length === 0 ? [] : { ...question, answers };
  });
  return casesOf({ data: brief, paragraphs }, asked);
}

/** The same questions where some paragraphs are tables. */
async function tableCases(
  data: XquadLanguage,
  paragraphs: readonly number[],
  questions: readonly XquadQuestion[],
  random: () => number,
): Promise<Case[]> {
  const tables = asTables(data, random);
  const places = new Map(tables.questions.map((question) => [question.id, question.answers]));
  const asked = questions.flatMap((question) => {
    const answers = places.get(question.id);
    return answers === undefined ? [] : { ...question, answers };
  });
  return casesOf({ data: tables, paragraphs }, asked);
}

function windowOf(text: string, random: () => number): { start: number; end: number } {
  const sentences = splitSentences(text);
  const length = 2 + Math.floor(random() * 3);
  const from = Math.floor(random() * Math.max(1, sentences.length - length + 1));
  const end = sentences[Math.min(sentences.length, from + length) - 1]?.end ?? text.length;
  return { start: sentences[from]?.start ?? 0, end };
}

/** A question as people type it in a chat: fewer words, sometimes a slip of the finger. */
function hasty(question: XquadQuestion, random: () => number): XquadQuestion {
  const words = question.text.split(' ');
  if (words.length < 4) return question;
  const kept = words.filter((_, i) => i === 0 || random() > 0.3);
  const text = kept.map((word) => (word.length > 4 && random() < 0.06 ? slip(word, random) : word)).join(' ');
  return { ...question, text };
}

function slip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
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
  const logits = sentenceLogits(one.matrix, one.rows, sentence);
  const order = orderOf(logits);
  return { one, order, logits, features: decisionFeatures(one.matrix, one.rows, one.summaries, order, logits) };
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
const COST_OF_SILENCE = 0.7;

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
  const { features, order, logits } = decide(one, weights.sentence);
  const best = order[0] ?? 0;
  const isNear = (c: number) => (logits[best] ?? 0) - (logits[c] ?? 0) <= REACH[LENGTH];
  return {
    confidence: evaluate(weights.decision, features),
    contained: order.slice(0, SENTENCES[LENGTH]).some((c) => isNear(c) && one.contains[c] === 1),
    firstSource: one.rightParagraph[best] === 1,
  };
}

// The reply length that agents have unless they are set otherwise.
const LENGTH = 1;
