import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bin, medianOf } from './median-of.ts';

/** Bins as usage is read: 4 % wide. */
function binned(values: readonly number[]): Bin[] {
  return [...Map.groupBy(values, (value) => Math.floor(Math.log(Math.max(value, 1)) * 25)).values()].map((of) => ({
    count: of.length,
    least: Math.min(...of),
    greatest: Math.max(...of),
  }));
}

function exact(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

describe('the median', () => {
  it.each([
    [[5], 5],
    [[30, 10], 20],
    [[10, 20, 40, 90], 30],
    [[7, 7, 7], 7],
    [[1_000, 1_010], 1_005],
    [[0, 0, 9], 0],
  ])('of %j is %d', (values, median) => {
    expect(medianOf(binned(values))).toBe(median);
  });

  it('of nothing is none', () => {
    expect(medianOf([])).toBeNull();
  });

  it('of any values is exact to 4 %', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 200 }), (values) => {
        const median = exact(values);
        expect(Math.abs((medianOf(binned(values)) ?? 0) - median)).toBeLessThanOrEqual(0.041 * median);
      }),
    );
  });
});
