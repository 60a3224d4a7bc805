import type { FlagReason, Intent, Sentiment } from '@parley/protocol';
import { type Classifier, likelihoods } from './classifier.ts';
import { type MessageClassifiers, messageClassifiers } from './message-classifiers.ts';
import { featuresOf } from './message-features.ts';

/** What one message of a visitor says of how they feel, what they want, and whether a person should look at once. */
export type MessageJudgement = {
  readonly sentiment: Sentiment;
  /** 0 negative … 100 positive. */
  readonly sentimentScore: number;
  readonly intent: Intent;
  readonly flag: FlagReason | null;
};

/** Judges a message in any language that the classifiers have seen (English, German, Polish, Spanish), without a model. */
export function judgeMessage(text: string, classifiers: MessageClassifiers = messageClassifiers()): MessageJudgement {
  const features = featuresOf(text);
  const feelings = likelihoods(classifiers.sentiment, features);
  const of = (sentiment: Sentiment): number => feelings[classifiers.sentiment.labels.indexOf(sentiment)] ?? 0;
  const flag = likeliest(classifiers.flag, likelihoods(classifiers.flag, features));
  return {
    sentiment: likeliest(classifiers.sentiment, feelings),
    sentimentScore: Math.round(50 + 50 * (of('positive') - of('negative'))),
    intent: likeliest(classifiers.intent, likelihoods(classifiers.intent, features)),
    flag: flag === 'none' ? null : flag,
  };
}

function likeliest<Label extends string>({ labels }: Classifier<Label>, chances: readonly number[]): Label {
  const [first] = labels;
  if (first === undefined) throw new Error('a classifier has labels');
  return labels.reduce(
    (best, label, at) => ((chances[at] ?? 0) > (chances[labels.indexOf(best)] ?? 0) ? label : best),
    first,
  );
}
