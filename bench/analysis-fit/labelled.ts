import { readFileSync } from 'node:fs';
import type { FlagReason, Intent, ResolutionStatus, Sentiment } from '@parley/protocol';
import type { TalkMessage } from '../../packages/server/src/domain/analysis/talk.ts';

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

/** A conversation with what its labeller said of it; replies for training say whether they answer. */
export type LabelledTalk = {
  readonly id: string;
  readonly language: string;
  readonly messages: readonly TalkMessage[];
  /** Of each reply, in order; none in the set that is measured with. */
  readonly answers: readonly boolean[];
  readonly resolution: ResolutionStatus;
  readonly sentiment: Sentiment;
  readonly knowledgeGap: boolean;
  readonly topics: readonly string[];
};

/** Conversations to fit with. */
export const trainingTalks = (): LabelledTalk[] =>
  ANALYSIS_LANGUAGES.flatMap((each) => readTalks(`training/conversations-${each}`, each));

/** Conversations of one half of the set that is measured with. */
export const talksOf = (split: 'dev' | 'test'): LabelledTalk[] =>
  ANALYSIS_LANGUAGES.flatMap((each) => readTalks(`conversations/${each}`, each).filter((talk) => talk.split === split));

type Said = readonly [author: 'visitor' | 'agent', content: string, answers?: boolean];

function readTalks(path: string, language: string): (LabelledTalk & { readonly split?: string })[] {
  return lines(path).map(({ messages, knowledge_gap, ...talk }) => ({
    topics: [],
    ...talk,
    language,
    knowledgeGap: knowledge_gap ?? false,
    answers: (messages as Said[]).flatMap(([, , answers]) => (answers === undefined ? [] : [answers])),
    messages: (messages as Said[]).map(([author, content], at) => ({
      ord: at + 1,
      author: author === 'agent' ? 'ai_assistant' : 'visitor',
      content,
      kind: null,
      sources: [],
    })),
  }));
}

const lines = (path: string) =>
  readFileSync(new URL(`${path}.jsonl`, FOLDER), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Messages of one half of the set that is measured with. */
export const messagesOf = (split: 'dev' | 'test'): LabelledMessage[] =>
  ANALYSIS_LANGUAGES.flatMap((each) => read('messages', each).filter((message) => message.split === split));

function read(folder: string, language: string, name = language): (LabelledMessage & { readonly split?: string })[] {
  return lines(`${folder}/${name}`).map(({ flag, ...message }) => ({ ...message, language, flag: flag ?? 'none' }));
}
