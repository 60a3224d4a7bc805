import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One question of the data set; `paragraph` is the index of the paragraph that holds one of `answers`. */
export type XquadQuestion = {
  readonly id: string;
  readonly text: string;
  readonly paragraph: number;
  readonly answers: readonly { readonly text: string; readonly start: number }[];
};

/** One language of XQuAD; `articles[i]` is the index of the article that paragraph i stands in. */
export type XquadLanguage = {
  readonly language: string;
  readonly paragraphs: readonly string[];
  readonly articles: readonly number[];
  readonly questions: readonly XquadQuestion[];
};

/** What to tell a person who has no copy of the data set. */
export const XQUAD_MISSING =
  'XQuAD is not here: get the xquad.*.json files from https://github.com/google-deepmind/xquad (CC BY-SA 4.0) ' +
  'and name their folder with --data.';

/** The folder that benchmarks read XQuAD from unless `--data` names another. */
export const XQUAD_FOLDER = '../shared/data/xquad-sample';

/** Reads every `xquad.<language>….json` of a folder, by language; an empty list when there is none. */
export function loadXquad(folder: string): XquadLanguage[] {
  const path = resolve(import.meta.dirname, '..', folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .map((file) => ({ file, language: /^xquad\.([a-z]{2})(?:\.[\w-]+)?\.json$/.exec(file)?.[1] }))
    .flatMap(({ file, language }) =>
      language === undefined ? [] : [languageOf(language, JSON.parse(readFileSync(join(path, file), 'utf8')))],
    )
    .sort((a, b) => a.language.localeCompare(b.language));
}

type XquadFile = {
  readonly data: readonly {
    readonly paragraphs: readonly {
      readonly context: string;
      readonly qas: readonly {
        readonly id: string;
        readonly question: string;
        readonly answers: readonly { readonly text: string; readonly answer_start: number }[];
      }[];
    }[];
  }[];
};

function languageOf(language: string, file: XquadFile): XquadLanguage {
  const entries = file.data.flatMap((article, index) => article.paragraphs.map((paragraph) => ({ index, paragraph })));
  return {
    language,
    paragraphs: entries.map(({ paragraph }) => paragraph.context),
    articles: entries.map(({ index }) => index),
    questions: entries.flatMap(({ paragraph }, number) =>
      paragraph.qas.map((qa) => ({
        id: qa.id,
        text: qa.question,
        paragraph: number,
        answers: qa.answers.map((answer) => ({ text: answer.text, start: answer.answer_start })),
      })),
    ),
  };
}
