import type { Classifier } from '../../packages/server/src/agent/analysis/classifier.ts';
import { likelihoods } from '../../packages/server/src/agent/analysis/classifier.ts';
import { FEATURES, type MessageFeatures } from '../../packages/server/src/agent/analysis/message-features.ts';

export type Example<Label extends string> = { readonly features: MessageFeatures; readonly label: Label };

export type Fitting = {
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  readonly balance: number;
};

/** Fits a softmax regression by stochastic gradient descent with AdaGrad; the same at each run. `balance` 1 makes rare classes weigh as much as others. */
export function fitClassifier<Label extends string>(
  labels: readonly Label[],
  examples: readonly Example<Label>[],
  { epochs, rate, decay, balance }: Fitting,
): Classifier<Label> {
  const weights = new Float64Array(labels.length * FEATURES);
  const squares = new Float64Array(weights.length).fill(1e-2);
  const biases = new Float64Array(labels.length);
  const classifier = { labels, weights, biases };
  const importance = labels.map((label) => {
    const count = examples.filter((each) => each.label === label).length;
    return (examples.length / (labels.length * Math.max(1, count))) ** balance;
  });
  const order = examples.map((_, at) => at);
  let state = 20_261_130;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
      const other = state % (at + 1);
      [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
    }
    for (const at of order) {
      const example = examples[at];
      if (!example) continue;
      const chances = likelihoods(classifier, example.features);
      const right = labels.indexOf(example.label);
      labels.forEach((_, label) => {
        const error = ((label === right ? 1 : 0) - (chances[label] ?? 0)) * (importance[right] ?? 1);
        biases[label] = (biases[label] ?? 0) + rate * 0.1 * error;
        for (const [place, value] of example.features) {
          const index = label * FEATURES + place;
          const gradient = error * value - decay * (weights[index] ?? 0);
          squares[index] = (squares[index] ?? 0) + gradient * gradient;
          weights[index] = (weights[index] ?? 0) + (rate * gradient) / Math.sqrt(squares[index] ?? 1);
        }
      });
    }
  }
  return classifier;
}
