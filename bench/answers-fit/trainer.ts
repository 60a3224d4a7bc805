import type { Network } from '../../packages/server/src/agent/builtin/network.ts';

/** Rows of inputs that are judged together: the sentences of one case, or a single decision. */
export type Batch = {
  readonly rows: Float32Array;
  readonly count: number;
  /** dLoss/dLogit of each row, given all logits of the batch. */
  readonly slope: (logits: Float64Array) => Float64Array;
};

export type Training = {
  readonly width: number;
  readonly units: number;
  readonly epochs: number;
  readonly decay: number;
  readonly seed: number;
};

const RATE = 0.004;
const CASES_PER_STEP = 24;

/** A seeded generator of numbers in [0, 1): mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Shuffles in place, with the given generator. */
export function shuffle<T>(list: T[], random: () => number): T[] {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j] as T, list[i] as T];
  }
  return list;
}

/** Fits a network by Adam with decoupled weight decay; the same input gives the same weights. */
export function train(batches: readonly Batch[], training: Training): Network {
  const { width, units, epochs, seed } = training;
  const random = randomNumbers(seed);
  const { mean, scale } = standard(batches, width);
  const hiddenSize = units * (width + 1);
  const size = hiddenSize + 1 + units + width;
  const w = Float64Array.from({ length: size }, (_, i) =>
    i < hiddenSize
      ? (random() - 0.5) * (2 / Math.sqrt(width))
      : i > hiddenSize && i <= hiddenSize + units
        ? (random() - 0.5) * 0.5
        : 0,
  );
  const g = new Float64Array(size);
  const m = new Float64Array(size);
  const v = new Float64Array(size);
  const order = batches.map((_, i) => i);
  let step = 0;
  const steps = Math.ceil(batches.length / CASES_PER_STEP) * epochs;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += CASES_PER_STEP) {
      g.fill(0);
      const chosen = order.slice(from, from + CASES_PER_STEP);
      for (const index of chosen) accumulate(batches[index] as Batch, { mean, scale, w, g, width, units, hiddenSize });
      step++;
      const rate = RATE * 0.5 * (1 + Math.cos((Math.PI * step) / steps)) + 1e-5;
      for (let i = 0; i < size; i++) {
        const slope = (g[i] as number) / chosen.length;
        m[i] = 0.9 * (m[i] as number) + 0.1 * slope;
        v[i] = 0.999 * (v[i] as number) + 0.001 * slope * slope;
        const mh = (m[i] as number) / (1 - 0.9 ** step);
        const vh = (v[i] as number) / (1 - 0.999 ** step);
        w[i] = (w[i] as number) - rate * (mh / (Math.sqrt(vh) + 1e-8) + training.decay * (w[i] as number));
      }
    }
  }
  return { mean, scale, hidden: w.slice(0, hiddenSize), output: w.slice(hiddenSize) };
}

type State = {
  mean: Float64Array;
  scale: Float64Array;
  w: Float64Array;
  g: Float64Array;
  width: number;
  units: number;
  hiddenSize: number;
};

function accumulate(batch: Batch, { mean, scale, w, g, width, units, hiddenSize }: State): void {
  const { rows, count } = batch;
  const logits = new Float64Array(count);
  const x = new Float64Array(count * width);
  const h = new Float64Array(count * units);
  const out = hiddenSize;
  for (let r = 0; r < count; r++) {
    let sum = w[out] as number;
    for (let i = 0; i < width; i++) {
      const value = ((rows[r * width + i] as number) - (mean[i] as number)) * (scale[i] as number);
      x[r * width + i] = value;
      sum += value * (w[out + 1 + units + i] as number);
    }
    for (let u = 0; u < units; u++) {
      const base = u * (width + 1);
      let a = w[base] as number;
      for (let i = 0; i < width; i++) a += (w[base + 1 + i] as number) * (x[r * width + i] as number);
      const t = Math.tanh(a);
      h[r * units + u] = t;
      sum += t * (w[out + 1 + u] as number);
    }
    logits[r] = sum;
  }
  const slopes = batch.slope(logits);
  for (let r = 0; r < count; r++) {
    const d = slopes[r] as number;
    if (Math.abs(d) < 1e-6) continue;
    g[out] = (g[out] as number) + d;
    for (let i = 0; i < width; i++)
      g[out + 1 + units + i] = (g[out + 1 + units + i] as number) + d * (x[r * width + i] as number);
    for (let u = 0; u < units; u++) {
      const t = h[r * units + u] as number;
      g[out + 1 + u] = (g[out + 1 + u] as number) + d * t;
      const back = d * (w[out + 1 + u] as number) * (1 - t * t);
      const base = u * (width + 1);
      g[base] = (g[base] as number) + back;
      for (let i = 0; i < width; i++)
        g[base + 1 + i] = (g[base + 1 + i] as number) + back * (x[r * width + i] as number);
    }
  }
}

function standard(batches: readonly Batch[], width: number) {
  const mean = new Float64Array(width);
  const square = new Float64Array(width);
  let n = 0;
  for (const { rows, count } of batches) {
    for (let r = 0; r < count; r++) {
      for (let i = 0; i < width; i++) {
        const value = rows[r * width + i] as number;
        mean[i] = (mean[i] as number) + value;
        square[i] = (square[i] as number) + value * value;
      }
    }
    n += count;
  }
  const scale = mean.map((sum, i) => {
    const average = sum / n;
    mean[i] = average;
    const deviation = Math.sqrt(Math.max(0, (square[i] as number) / n - average * average));
    return deviation > 1e-4 ? 1 / deviation : 0;
  });
  return { mean, scale };
}
