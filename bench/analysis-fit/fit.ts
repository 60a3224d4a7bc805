import {
  MESSAGE_LABELS,
  type MessageClassifiers,
} from '../../packages/server/src/agent/analysis/message-classifiers.ts';
import { featuresOf, type MessageFeatures } from '../../packages/server/src/agent/analysis/message-features.ts';
import type { LabelledMessage } from './labelled.ts';
import { type Example, type Fitting, fitClassifier } from './trainer.ts';

/** Chosen on the half of the set that may be looked at. */
const FITTING: { readonly [kind in keyof MessageClassifiers]: Fitting } = {
  sentiment: { epochs: 8, rate: 0.2, decay: 1e-4, balance: 0.5 },
  intent: { epochs: 8, rate: 0.2, decay: 1e-4, balance: 0.5 },
  flag: { epochs: 15, rate: 0.2, decay: 1e-4, balance: 1 },
};

/** Fits the classifiers of messages. */
export function fitMessages(messages: readonly LabelledMessage[]): MessageClassifiers {
  const read = messages.map((message) => ({ ...message, features: featuresOf(message.text) }));
  const { sentiment, intent, flag } = MESSAGE_LABELS;
  return {
    sentiment: fitClassifier(sentiment, read.map(labelledAs('sentiment')), FITTING.sentiment),
    intent: fitClassifier(intent, read.map(labelledAs('intent')), FITTING.intent),
    flag: fitClassifier(flag, read.map(labelledAs('flag')), FITTING.flag),
  };
}

const labelledAs =
  <Kind extends keyof MessageClassifiers>(kind: Kind) =>
  (message: LabelledMessage & { readonly features: MessageFeatures }): Example<LabelledMessage[Kind]> => ({
    features: message.features,
    label: message[kind],
  });
