import { describe, expect, it } from 'vitest';
import { MAIL_ATTEMPTS, MAIL_LEASE_MS, mailResult } from './send-schedule.ts';

const at = new Date('2026-05-22T14:00:00Z');
const retry = { type: 'retry', reason: '451 busy' } as const;

describe('a mail that could not be sent', () => {
  it('rests longer after each attempt, and has failed after the last', () => {
    const results = Array.from({ length: MAIL_ATTEMPTS }, (_, i) => mailResult(retry, i + 1, at));
    const rests = results.flatMap((result) =>
      result.state === 'waiting' ? [result.nextAttemptAt.getTime() - at.getTime()] : [],
    );
    expect(rests).toHaveLength(MAIL_ATTEMPTS - 1);
    expect(rests).toEqual(rests.toSorted((a, b) => a - b));
    expect(results.at(-1)).toEqual({ state: 'failed', reason: '451 busy' });
  });

  it('outlives a server that is away for half a day', () => {
    const rests = Array.from({ length: MAIL_ATTEMPTS - 1 }, (_, i) => mailResult(retry, i + 1, at));
    const whole = rests.reduce(
      (sum, result) => sum + (result.state === 'waiting' ? result.nextAttemptAt.getTime() - at.getTime() : 0),
      0,
    );
    expect(whole).toBeGreaterThan(12 * 3_600_000);
  });

  it('has failed at once when the server will never take it', () => {
    expect(mailResult({ type: 'refused', reason: '550 no such user' }, 1, at)).toEqual({
      state: 'failed',
      reason: '550 no such user',
    });
  });
});

it('is leased for longer than all waits of one connection', () => {
  expect(MAIL_LEASE_MS).toBeGreaterThan(4 * 60_000);
});
