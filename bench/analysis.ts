import { judgeMessage } from '../packages/server/src/agent/analysis/judge-message.ts';
import { detectLanguage } from '../packages/server/src/agent/detect-language.ts';
import { agreementOf, type Verdict } from './analysis-fit/agreement.ts';
import { ANALYSIS_LANGUAGES, type LabelledMessage, messagesOf, talksOf } from './analysis-fit/labelled.ts';
import { talkVerdicts, topicHits } from './analysis-fit/talk-verdicts.ts';
import type { BenchRow } from './retrieval.ts';

const JUDGED = 2_000;

/**
 * How often the built-in analysis of a message says what its labeller said, and how far that is above chance (Cohen's
 * kappa), by dimension and language, on messages that it was not fitted with; and how long a message takes.
 */
export async function benchAnalysis(): Promise<BenchRow[]> {
  const messages = messagesOf('test');
  const judged = messages.map((message) => ({ message, verdict: judgeMessage(message.text) }));
  const dimensions: Readonly<Record<string, readonly (readonly [LabelledMessage, Verdict])[]>> = {
    sentiment: judged.map(({ message, verdict }) => [message, [message.sentiment, verdict.sentiment]]),
    intent: judged.map(({ message, verdict }) => [message, [message.intent, verdict.intent]]),
    flag: judged.map(({ message, verdict }) => [message, [message.flag, verdict.flag ?? 'none']]),
    'flagged at all': judged.map(({ message, verdict }) => [
      message,
      [String(message.flag !== 'none'), String(verdict.flag !== null)],
    ]),
  };
  const rows = Object.entries(dimensions).flatMap(([name, cases]) =>
    ['all', ...ANALYSIS_LANGUAGES].map((language) => row(name, language, cases)),
  );
  return [...rows, row('language', 'all', languages(messages)), speed(messages), ...talkRows()];
}

/** The same of whole conversations, whose replies no turn has judged. */
function talkRows(): BenchRow[] {
  const talks = talksOf('test');
  const rows = Object.entries(talkVerdicts(talks)).map(([name, verdicts]) =>
    verdictRow(`conversation: ${name}`, verdicts),
  );
  const { method, longestWord } = topicHits(talks);
  const note = `shares a word with a right name; the longest word of the first message does in ${rounded(longestWord)}`;
  return [...rows, { name: 'conversation: topic', value: rounded(method), unit: 'right', note }];
}

/** Of those that say anything at all: «ok» is no language. */
const languages = (messages: readonly LabelledMessage[]): (readonly [LabelledMessage, Verdict])[] =>
  messages.flatMap((message) => {
    const told = detectLanguage(message.text);
    return told === null ? [] : [[message, [message.language, told]] as const];
  });

function row(name: string, language: string, cases: readonly (readonly [LabelledMessage, Verdict])[]): BenchRow {
  const verdicts = cases.filter(([message]) => language === 'all' || message.language === language);
  return verdictRow(
    `${name}, ${language}`,
    verdicts.map(([, verdict]) => verdict),
  );
}

function verdictRow(name: string, verdicts: readonly Verdict[]): BenchRow {
  const { accuracy, kappa, cases } = agreementOf(verdicts);
  return { name, value: rounded(accuracy), unit: 'right', note: `kappa ${kappa.toFixed(3)}; ${cases} cases` };
}

const rounded = (share: number): number => Math.round(share * 1_000) / 1_000;

function speed(messages: readonly LabelledMessage[]): BenchRow {
  const begun = performance.now();
  for (let at = 0; at < JUDGED; at += 1) judgeMessage(messages[at % messages.length]?.text ?? '');
  return { name: 'judging a message', value: Math.round(((performance.now() - begun) / JUDGED) * 1_000), unit: 'µs' };
}
