/** A small feed-forward network: standardised inputs, one hidden layer of tanh units, one output. */
export type Network = {
  readonly mean: ArrayLike<number>;
  readonly scale: ArrayLike<number>;
  /** Row by row, one row per hidden unit: its bias, then a weight per input. */
  readonly hidden: ArrayLike<number>;
  /** The output's bias, then a weight per hidden unit, then one per input (a direct path). */
  readonly output: ArrayLike<number>;
};

/** The network's output for `inputs[offset…]`: a logit. */
export function evaluate(network: Network, inputs: ArrayLike<number>, offset = 0): number {
  const { mean, scale, hidden, output } = network;
  const width = mean.length;
  const units = output.length - 1 - width;
  const x = width <= standardised.length ? standardised : new Float64Array(width);
  let sum = output[0] ?? 0;
  for (let i = 0; i < width; i++) {
    const value = ((inputs[offset + i] ?? 0) - (mean[i] ?? 0)) * (scale[i] ?? 0);
    x[i] = value;
    sum += value * (output[1 + units + i] ?? 0);
  }
  for (let u = 0; u < units; u++) {
    const row = u * (width + 1);
    let activation = hidden[row] ?? 0;
    for (let i = 0; i < width; i++) activation += (hidden[row + 1 + i] ?? 0) * (x[i] ?? 0);
    sum += Math.tanh(activation) * (output[1 + u] ?? 0);
  }
  return sum;
}

// Reused from call to call: a sentence is evaluated a thousand times a second, and nothing of it outlives the call.
const standardised = new Float64Array(256);
