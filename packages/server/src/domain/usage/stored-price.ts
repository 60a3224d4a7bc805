import type { ModelPrice, ModelPrices } from './cost-of.ts';

/** The price of a model, as it is stored. */
export type StoredPrice = ModelPrice & { readonly model: string };

/** Prices as costs are computed with them. */
export const pricesOf = (prices: readonly StoredPrice[]): ModelPrices =>
  new Map(prices.map(({ model, inputMicros, outputMicros }) => [model, { inputMicros, outputMicros }]));
