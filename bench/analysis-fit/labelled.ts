import { readFileSync } from 'node:fs';
import type { FlagReason, Intent, Sentiment } from '@parley/protocol';

/** A message with what its labeller said of it: bench/data/analysis/README.md. */
export type LabelledMessage = {
  readonly id: string;
  readonly language: string;
  readonly text: string;
  readonly sentiment: Sentiment;
  readonly intent: Intent;
  readonly flag: FlagReason | 'none';
};

export const ANALYSIS_LANGUAGES = ['en', 'de', 'pl', 'es'] as const;
const FOLDER = new URL('../data/analysis/', import.meta.url);

/** Messages to fit with: those written for it. */
export const trainingMessages = (): LabelledMessage[] =>
  ANALYSIS_LANGUAGES.flatMap((each) => [...read('training', each), ...read('training', each, `${each}-more`)]);

/** Messages of one half of the set that is measured with. */
export const messagesOf = (split: 'dev' | 'test'): LabelledMessage[] =>
  ANALYSIS_LANGUAGES.flatMap((each) => read('messages', each).filter((message) => message.split === split));

function read(folder: string, language: string, name = language): (LabelledMessage & { readonly split?: string })[] {
  const lines = readFileSync(new URL(`${folder}/${name}.jsonl`, FOLDER), 'utf8')
    .trim()
    .split('\n');
  return lines
    .map((line) => JSON.parse(line))
    .map(({ flag, ...message }) => ({ ...message, language, flag: flag ?? 'none' }));
}
