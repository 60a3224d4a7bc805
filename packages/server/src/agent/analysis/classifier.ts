import { FEATURES, type MessageFeatures } from './message-features.ts';

/** Weights that tell classes of messages apart: `FEATURES` of each class one after the other, then what each class has anyway. */
export type Classifier<Label extends string> = {
  readonly labels: readonly Label[];
  readonly weights: ArrayLike<number>;
  readonly biases: ArrayLike<number>;
};

/** How likely each class is, in the order of the labels; together 1. */
export function likelihoods<Label extends string>(
  { labels, weights, biases }: Classifier<Label>,
  features: MessageFeatures,
): number[] {
  const scores = labels.map((_, label) => {
    let score = biases[label] ?? 0;
    for (const [place, value] of features) score += (weights[label * FEATURES + place] ?? 0) * value;
    return score;
  });
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
