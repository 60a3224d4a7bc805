import { readFileSync } from 'node:fs';
import { FLAG_REASONS, type FlagReason, INTENTS, type Intent, SENTIMENTS, type Sentiment } from '@parley/protocol';
import type { Classifier } from './classifier.ts';
import { FEATURES } from './message-features.ts';

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

const KINDS = ['sentiment', 'intent', 'flag'] as const;
const FILE = new URL('./message-classifiers.bin', import.meta.url);
let loaded: MessageClassifiers | undefined;

/** The classifiers that ship, read when they are first wanted. */
export function messageClassifiers(): MessageClassifiers {
  loaded ??= readClassifiers(readFileSync(FILE));
  return loaded;
}

/** Classifiers as they are kept in a file: of each label its scale and bias (32 bits each), then its weights (8 bits each). */
export function writeClassifiers(classifiers: MessageClassifiers): Buffer {
  const parts = KINDS.flatMap((kind) => classifiers[kind].labels.map((_, label) => packed(classifiers[kind], label)));
  return Buffer.concat(parts);
}

/** Throws on a file of another shape: then features, labels or file were changed without the others. */
export function readClassifiers(file: Buffer): MessageClassifiers {
  const count = KINDS.reduce((sum, kind) => sum + MESSAGE_LABELS[kind].length, 0);
  if (file.length !== count * LABEL_BYTES) throw new Error(`Classifiers of ${file.length} bytes: fit them again.`);
  let at = 0;
  const next = <Label extends string>(labels: readonly Label[]): Classifier<Label> => {
    const weights = new Float32Array(labels.length * FEATURES);
    const biases = labels.map((_, label) => {
      const scale = file.readFloatLE(at);
      const bias = file.readFloatLE(at + 4);
      for (let place = 0; place < FEATURES; place += 1)
        weights[label * FEATURES + place] = file.readInt8(at + HEAD_BYTES + place) * scale;
      at += LABEL_BYTES;
      return bias;
    });
    return { labels, weights, biases };
  };
  return { sentiment: next(SENTIMENTS), intent: next(INTENTS), flag: next(MESSAGE_LABELS.flag) };
}

const HEAD_BYTES = 8;
const LABEL_BYTES = HEAD_BYTES + FEATURES;
const STEPS = 127;

function packed({ weights, biases }: Classifier<string>, label: number): Buffer {
  const own = Array.from({ length: FEATURES }, (_, place) => weights[label * FEATURES + place] ?? 0);
  const scale = Math.max(1e-9, ...own.map(Math.abs)) / STEPS;
  const bytes = Buffer.alloc(LABEL_BYTES);
  bytes.writeFloatLE(scale, 0);
  bytes.writeFloatLE(biases[label] ?? 0, 4);
  for (const [place, weight] of own.entries()) bytes.writeInt8(Math.round(weight / scale), HEAD_BYTES + place);
  return bytes;
}
