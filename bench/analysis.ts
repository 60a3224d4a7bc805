import { judgeMessage } from '../packages/server/src/agent/analysis/judge-message.ts';
import { detectLanguage } from '../packages/server/src/agent/detect-language.ts';
import { agreementOf, type Verdict } from './analysis-fit/agreement.ts';
import { ANALYSIS_LANGUAGES, type LabelledMessage, messagesOf } from './analysis-fit/labelled.ts';
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
  return [...rows, row('language', 'all', languages(messages)), speed(messages)];
}

/** Of those that say anything at all: «ok» is no language. */
const languages = (messages: readonly LabelledMessage[]): (readonly [LabelledMessage, Verdict])[] =>
  messages.flatMap((message) => {
    const told = detectLanguage(message.text);
    return told === null ? [] : [[message, [message.language, told]] as const];
  });

function row(name: string, language: string, cases: readonly (readonly [LabelledMessage, Verdict])[]): BenchRow {
  const verdicts = cases.filter(([message]) => language === 'all' || message.language === language);
  const { accuracy, kappa, cases: count } = agreementOf(verdicts.map(([, verdict]) => verdict));
  return {
    name: `${name}, ${language}`,
    value: Math.round(accuracy * 1_000) / 1_000,
    unit: 'right',
    note: `kappa ${kappa.toFixed(3)}; ${count} messages`,
  };
}

function speed(messages: readonly LabelledMessage[]): BenchRow {
  const begun = performance.now();
  for (let at = 0; at < JUDGED; at += 1) judgeMessage(messages[at % messages.length]?.text ?? '');
  return { name: 'judging a message', value: Math.round(((performance.now() - begun) / JUDGED) * 1_000), unit: 'µs' };
}
