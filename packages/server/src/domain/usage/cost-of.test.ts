import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf, sumOfCosts } from './cost-of.ts';

const PRICES = new Map([['compatible/large', { inputMicros: 2_500_000, outputMicros: 10_000_000 }]]);
const used = (inputTokens: number, outputTokens: number, model = 'compatible/large') =>
  costOf({ model, inputTokens, outputTokens }, PRICES);

describe('what tokens cost', () => {
  it.each([
    [1_000_000, 0, 2_500_000],
    [0, 1_000_000, 10_000_000],
    [1_234, 567, 3_085 + 5_670],
    [1, 0, 3],
    [0, 0, 0],
  ])('%i in and %i out are %i millionths', (input, output, micros) => {
    expect(used(input, output)).toBe(micros);
  });

  it('is nothing for the model in the house, and not known without a price', () => {
    expect(used(5_000, 5_000, 'builtin')).toBe(0);
    expect(used(5_000, 5_000, 'compatible/small')).toBeNull();
    expect(sumOfCosts([1, null, 2])).toBeNull();
    expect(sumOfCosts([])).toBe(0);
  });

  it('is never more than half a millionth from the exact cost, however large', () => {
    const tokens = fc.integer({ min: 0, max: 2_000_000_000 });
    fc.assert(
      fc.property(tokens, tokens, (input, output) => {
        const exact = BigInt(input) * 2_500_000n + BigInt(output) * 10_000_000n;
        const difference = BigInt(used(input, output) ?? 0) * 1_000_000n - exact;
        expect(difference > -500_000n && difference <= 500_000n).toBe(true);
      }),
    );
  });
});
