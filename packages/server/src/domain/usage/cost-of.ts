/** What a model costs: millionths of a currency for a million tokens. */
export type ModelPrice = { readonly inputMicros: number; readonly outputMicros: number };

/** Prices of models by the name that usage has. */
export type ModelPrices = ReadonlyMap<string, ModelPrice>;

/** What turns took of a model. */
export type ModelTokens = { readonly model: string; readonly inputTokens: number; readonly outputTokens: number };

/** The model that runs in this process: it costs nothing, and needs no price. */
export const FREE_MODEL = 'builtin';

const MILLION = 1_000_000n;
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * What tokens cost, in whole millionths of the currency of the prices, half of one rounded up; null when the model has
 * no price. Whole numbers all the way: sums of what it gives are exact.
 */
export function costOf({ model, inputTokens, outputTokens }: ModelTokens, prices: ModelPrices): number | null {
  if (model === FREE_MODEL) return 0;
  const price = prices.get(model);
  if (!price) return null;
  const { inputMicros, outputMicros } = price;
  const exact = BigInt(inputTokens) * BigInt(inputMicros) + BigInt(outputTokens) * BigInt(outputMicros);
  const micros = (exact + MILLION / 2n) / MILLION;
  return Number(micros > LARGEST ? LARGEST : micros);
}

/** The sum of costs; null when one of them is not known. */
export function sumOfCosts(costs: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const cost of costs) {
    if (cost === null) return null;
    sum += cost;
  }
  return sum;
}
