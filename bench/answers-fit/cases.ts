import type { EvidenceMatrix } from '../../packages/server/src/agent/builtin/evidence-matrix.ts';
import { evidenceMatrix } from '../../packages/server/src/agent/builtin/evidence-matrix.ts';
import { type PassageSummary, sentenceFeatures } from '../../packages/server/src/agent/builtin/features.ts';
import { questionTerms } from '../../packages/server/src/agent/builtin/question-terms.ts';
import { buildIndex } from '../../packages/server/src/agent/retrieval/knowledge-index.ts';
import { search } from '../../packages/server/src/agent/retrieval/search.ts';
import type { Passage } from '../../packages/server/src/domain/knowledge/passage.ts';
import type { XquadLanguage, XquadQuestion } from '../xquad.ts';

/** One question asked of one knowledge base, with everything the networks see of it. */
export type Case = {
  readonly language: string;
  readonly article: number;
  readonly answerable: boolean;
  readonly matrix: EvidenceMatrix;
  readonly rows: Float32Array;
  readonly summaries: PassageSummary[];
  /** 1 for each column whose sentence holds an accepted answer in the right paragraph. */
  readonly gold: Uint8Array;
  /** For each column, whether its sentence holds the text of an accepted answer, wherever it stands. */
  readonly contains: Uint8Array;
  /** Whether the column stands in the paragraph that the question was asked of. */
  readonly rightParagraph: Uint8Array;
  /** Whether plain retrieval put the right paragraph first. */
  readonly retrievedFirst: boolean;
};

/** How many passages the model is given. */
export const PASSAGES = 8;

/** A knowledge base: paragraph numbers of one language's data, each a passage. */
export type World = { readonly data: XquadLanguage; readonly paragraphs: readonly number[] };

/** Asks the given questions of a knowledge base. */
export async function casesOf(world: World, questions: readonly XquadQuestion[], limit = PASSAGES): Promise<Case[]> {
  const { data } = world;
  const passages = world.paragraphs.map((number) => passageOf(number, data.paragraphs[number] ?? '', data.language));
  const known = new Set(world.paragraphs);
  const index = await buildIndex(passages);
  return questions.map((question) => {
    const found = search(index, { query: question.text, limit });
    const matrix = evidenceMatrix(questionTerms(question.text), found);
    const { rows, passages: summaries } = sentenceFeatures(matrix);
    const answers = question.answers.map((answer) => answer.text);
    const gold = new Uint8Array(matrix.columns.length);
    const contains = new Uint8Array(matrix.columns.length);
    const rightParagraph = new Uint8Array(matrix.columns.length);
    for (const [c, { passage, sentence }] of matrix.columns.entries()) {
      const span = matrix.cut[passage]?.sentences[sentence];
      const hit = found[passage];
      if (span === undefined || hit === undefined) continue;
      const text = hit.text.slice(span.start, span.end);
      const right = hit.articleNumber === question.paragraph;
      rightParagraph[c] = right ? 1 : 0;
      contains[c] = answers.some((answer) => text.includes(answer)) ? 1 : 0;
      gold[c] =
        right && question.answers.some((a) => a.start >= span.start && a.start + a.text.length <= span.end) ? 1 : 0;
    }
    return {
      language: data.language,
      article: data.articles[question.paragraph] ?? -1,
      answerable: known.has(question.paragraph),
      matrix,
      rows,
      summaries,
      gold,
      contains,
      rightParagraph,
      retrievedFirst: found[0]?.articleNumber === question.paragraph,
    };
  });
}

/** A paragraph as a passage of its own; its number is that of its article. */
export function passageOf(number: number, text: string, language: string): Passage {
  return {
    articleId: String(number),
    articleNumber: number,
    articleVersion: 1,
    title: '',
    url: null,
    tags: [],
    language,
    text,
    start: 0,
    end: text.length,
  };
}
