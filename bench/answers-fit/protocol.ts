import type { AnswerWeights } from '../../packages/server/src/agent/builtin/rank.ts';
import { plainBm25 } from '../plain-bm25.ts';
import type { XquadLanguage } from '../xquad.ts';
import { casesOf } from './cases.ts';
import { fitWeights, judge, thresholdOf, trainingCases } from './fit.ts';
import { pseudoLanguages } from './pseudo-languages.ts';

/** How many parts the articles are cut into; each part is judged by weights fitted without it. */
export const FOLDS = 4;

/** One question as it was answered by weights that never saw its article in any language. */
export type Judgement = {
  readonly language: string;
  /** `half`: a knowledge base of every other article; `whole`: all paragraphs. */
  readonly world: 'half' | 'whole';
  readonly answerable: boolean;
  readonly confidence: number;
  readonly contained: boolean;
  readonly firstSource: boolean;
  readonly retrievedFirst: boolean;
  /** Whether plain BM25 over words puts the right paragraph first. */
  readonly plainFirst: boolean;
};

/** Fits and judges fold by fold; all languages of an article are in one fold. */
export async function judgeByFolds(
  languages: readonly XquadLanguage[],
  onFold: (fold: number, weights: AnswerWeights) => void = () => {},
): Promise<Judgement[]> {
  const articles = [...new Set(languages.flatMap((data) => data.articles))].sort((a, b) => a - b);
  const judgements: Judgement[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    // By pairs, so that each fold has articles of both halves.
    const held = new Set(articles.filter((_, i) => Math.floor(i / 2) % FOLDS === fold));
    const weights = fitWeights(
      await trainingCases(
        withPseudoLanguages(languages),
        articles.filter((article) => !held.has(article)),
      ),
    );
    onFold(fold, weights);
    for (const data of languages) judgements.push(...(await judgeLanguage(data, held, weights)));
  }
  return judgements;
}

/** What the weights are fitted on: the data, and English in the guise of other kinds of languages. */
export function withPseudoLanguages(languages: readonly XquadLanguage[]): XquadLanguage[] {
  const english = languages.find(({ language }) => language === 'en');
  return [...languages, ...(english === undefined ? [] : pseudoLanguages(english))];
}

/** The confidence to ask for, from judgements of questions unseen in fitting. */
export function commonThreshold(judgements: readonly Judgement[]): number {
  return thresholdOf(judgements.filter(({ world }) => world === 'half'));
}

async function judgeLanguage(data: XquadLanguage, held: ReadonlySet<number>, weights: AnswerWeights) {
  const judgements: Judgement[] = [];
  const questions = data.questions.filter((question) => held.has(data.articles[question.paragraph] ?? -1));
  const plain = plainBm25(data.paragraphs);
  const everything = data.paragraphs.map((_, paragraph) => paragraph);
  const half = (parity: number) => everything.filter((paragraph) => (data.articles[paragraph] ?? 0) % 2 === parity);
  for (const [world, paragraphs] of [
    ['half', half(0)],
    ['half', half(1)],
    ['whole', everything],
  ] as const) {
    const cases = await casesOf({ data, paragraphs }, questions);
    for (const [i, one] of cases.entries()) {
      const question = questions[i];
      if (question === undefined) continue;
      const { language, answerable, retrievedFirst } = one;
      const plainFirst = world === 'whole' && plain(question.text, 1)[0] === question.paragraph;
      judgements.push({ language, world, answerable, retrievedFirst, plainFirst, ...judge(one, weights) });
    }
  }
  return judgements;
}
