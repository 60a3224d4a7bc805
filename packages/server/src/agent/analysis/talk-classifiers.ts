import { readFileSync } from 'node:fs';
import { type ResolutionStatus, SENTIMENTS, type Sentiment } from '@parley/protocol';
import type { Classifier } from './classifier.ts';
import { packClassifiers, unpackerOf } from './classifier-file.ts';

/** What is told of a reply, and of how a talk has ended. */
export const TALK_LABELS = {
  answered: ['answered', 'unanswered'],
  ending: ['open', 'resolved'],
  mood: SENTIMENTS,
} as const;

export type TalkClassifiers = {
  /** Whether a reply gives what was asked for. */
  readonly answered: Classifier<(typeof TALK_LABELS)['answered'][number]>;
  /** Of the features of `endingOf`. */
  readonly ending: Classifier<ResolutionStatus>;
  /** How the visitor leaves, of the features of `moodOf`. */
  readonly mood: Classifier<Sentiment>;
};

const FILE = new URL('./talk-classifiers.bin', import.meta.url);
let loaded: TalkClassifiers | undefined;

/** The classifiers that ship, read when they are first wanted. */
export function talkClassifiers(): TalkClassifiers {
  loaded ??= readTalkClassifiers(readFileSync(FILE));
  return loaded;
}

/** Classifiers as they are kept in a file. */
export const writeTalkClassifiers = ({ answered, ending, mood }: TalkClassifiers): Buffer =>
  packClassifiers([answered, ending, mood]);

/** Throws on a file of another shape: then features, labels or file were changed without the others. */
export function readTalkClassifiers(file: Buffer): TalkClassifiers {
  const { answered, ending, mood } = TALK_LABELS;
  const next = unpackerOf(file, answered.length + ending.length + mood.length);
  return { answered: next(answered), ending: next(ending), mood: next(mood) };
}
