import { readFileSync } from 'node:fs';
import { FLAG_REASONS, type FlagReason, INTENTS, type Intent, SENTIMENTS, type Sentiment } from '@parley/protocol';
import type { Classifier } from './classifier.ts';
import { packClassifiers, unpackerOf } from './classifier-file.ts';

/** What is told of a visitor's message; `none` is no reason to look at it at once. */
export const MESSAGE_LABELS = {
  sentiment: SENTIMENTS,
  intent: INTENTS,
  flag: [...FLAG_REASONS, 'none'],
} as const;

export type MessageClassifiers = {
  readonly sentiment: Classifier<Sentiment>;
  readonly intent: Classifier<Intent>;
  readonly flag: Classifier<FlagReason | 'none'>;
};

const FILE = new URL('./message-classifiers.bin', import.meta.url);
let loaded: MessageClassifiers | undefined;

/** The classifiers that ship, read when they are first wanted. */
export function messageClassifiers(): MessageClassifiers {
  loaded ??= readClassifiers(readFileSync(FILE));
  return loaded;
}

/** Classifiers as they are kept in a file. */
export const writeClassifiers = ({ sentiment, intent, flag }: MessageClassifiers): Buffer =>
  packClassifiers([sentiment, intent, flag]);

/** Throws on a file of another shape: then features, labels or file were changed without the others. */
export function readClassifiers(file: Buffer): MessageClassifiers {
  const { sentiment, intent, flag } = MESSAGE_LABELS;
  const next = unpackerOf(file, sentiment.length + intent.length + flag.length);
  return { sentiment: next(sentiment), intent: next(intent), flag: next(flag) };
}
