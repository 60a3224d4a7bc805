import { expect, it } from 'vitest';
import { agreementOf } from './agreement.ts';

it('is 1 where both always say the same, and 0 where they agree as often as chance would have it', () => {
  expect(
    agreementOf([
      ['a', 'a'],
      ['b', 'b'],
    ]),
  ).toEqual({ cases: 2, accuracy: 1, kappa: 1 });
  expect(
    agreementOf([
      ['a', 'a'],
      ['a', 'b'],
      ['b', 'a'],
      ['b', 'b'],
    ]),
  ).toEqual({ cases: 4, accuracy: 0.5, kappa: 0 });
});

it('is what the textbook says of 20, 5, 10 and 15 cases', () => {
  const times = (count: number, verdict: readonly [string, string]) => Array.from({ length: count }, () => verdict);
  const verdicts = [
    ...times(20, ['yes', 'yes']),
    ...times(5, ['no', 'yes']),
    ...times(10, ['yes', 'no']),
    ...times(15, ['no', 'no']),
  ];
  expect(agreementOf(verdicts).kappa).toBeCloseTo(0.4);
});
