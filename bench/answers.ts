import { parseArgs } from 'node:util';
import { answer } from '../packages/server/src/agent/builtin/answer.ts';
import { buildIndex } from '../packages/server/src/agent/retrieval/knowledge-index.ts';
import { search } from '../packages/server/src/agent/retrieval/search.ts';
import { DEFAULT_SETTINGS } from '../packages/server/src/domain/agent/settings.ts';
import type { TurnContext } from '../packages/server/src/domain/turn/turn-context.ts';
import { PASSAGES, passageOf } from './answers-fit/cases.ts';
import { figures, shown } from './answers-fit/figures.ts';
import { commonThreshold, FOLDS, judgeByFolds } from './answers-fit/protocol.ts';
import type { BenchRow } from './retrieval.ts';
import { loadXquad, XQUAD_FOLDER, XQUAD_MISSING, type XquadLanguage } from './xquad.ts';

/**
 * How often the built-in model's reply holds the answer, and how often it declines, by weights that never saw the
 * article asked about; and how long an answer takes. Prints a table.
 */
export async function benchAnswers(args: string[]): Promise<BenchRow[]> {
  const { values } = parseArgs({ args, options: { data: { type: 'string', default: XQUAD_FOLDER } }, strict: false });
  const languages = loadXquad(String(values.data));
  if (languages.length === 0) {
    console.log(XQUAD_MISSING);
    return [];
  }
  const judgements = await judgeByFolds(languages);
  const threshold = commonThreshold(judgements);
  const rows = [
    ...languages.flatMap(({ language }) => figures(language, judgements, threshold)),
    ...(await speed(languages)),
  ];
  console.log(
    `Folds by article: ${FOLDS}; threshold ${threshold.toFixed(2)}; at most three sentences; declined = missed.`,
  );
  console.table(
    Object.fromEntries(rows.map(({ name, value, unit, note }) => [name, { value: shown(value), unit, note }])),
  );
  return rows;
}

const ROUNDS = 3;

/** Milliseconds per answer once every passage has been read, and at first sight. */
async function speed(languages: readonly XquadLanguage[]): Promise<BenchRow[]> {
  const contexts: TurnContext[] = [];
  for (const data of languages) {
    const index = await buildIndex(data.paragraphs.map((text, number) => passageOf(number, text, data.language)));
    for (const question of data.questions) {
      const passages = search(index, { query: question.text, limit: PASSAGES });
      contexts.push(contextOf(question.text, data.language, passages));
    }
  }
  for (const context of contexts) answer(context);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const context of contexts) {
      const started = performance.now();
      answer(context);
      times.push(performance.now() - started);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  const note = `${PASSAGES} passages, warm`;
  return [
    { name: 'answer p50', value: at(0.5), unit: 'ms', note },
    { name: 'answer p99', value: at(0.99), unit: 'ms', note },
  ];
}

function contextOf(content: string, language: string, passages: TurnContext['passages']): TurnContext {
  const question = { ord: 2, author: 'visitor', content, isWelcome: false, inEndedHumanStretch: false } as const;
  return {
    agent: DEFAULT_SETTINGS,
    history: [],
    questions: [question],
    personOffered: false,
    language,
    metadata: {},
    passages,
  };
}
