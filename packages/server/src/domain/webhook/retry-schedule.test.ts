import { describe, expect, it } from 'vitest';
import { nextAttempt, RETRY_DELAYS_MS } from './retry-schedule.ts';

const AT = new Date('2026-03-01T08:00:00Z');
const waits = (failed: number, random: number) => {
  const next = nextAttempt(failed, AT, random);
  return next && (next.getTime() - AT.getTime()) / 1000;
};

describe('the retry schedule', () => {
  it('makes six attempts: at once, and after 30 s, 2 min, 10 min, 30 min and 2 h', () => {
    expect([1, 2, 3, 4, 5, 6].map((failed) => waits(failed, 0.5))).toEqual([30, 120, 600, 1_800, 7_200, null]);
    expect(RETRY_DELAYS_MS).toHaveLength(5);
  });

  it('spreads what failed together by a tenth to each side', () => {
    expect([waits(1, 0), waits(1, 1), waits(5, 0), waits(5, 1)]).toEqual([27, 33, 6_480, 7_920]);
  });
});
