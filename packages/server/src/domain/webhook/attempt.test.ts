import { describe, expect, it } from 'vitest';
import { afterAttempt } from './attempt.ts';

const AT = new Date('2026-03-01T08:00:00Z');
const after = (attempts: number, outcome: string, more: { isProbe?: boolean; retriesFrom?: number } = {}) =>
  afterAttempt(
    { attempts, retriesFrom: more.retriesFrom ?? 0 },
    { outcome, at: AT },
    { isProbe: more.isProbe ?? false, random: 0.5 },
  );

describe('a delivery after an attempt', () => {
  it('is delivered when the receiver took it', () => {
    expect(after(2, 'ok')).toMatchObject({ state: 'delivered', attempts: 3, nextAttemptAt: null });
  });
  it('waits for the next attempt, and has failed after the sixth', () => {
    expect(after(0, 'timeout')).toMatchObject({
      state: 'waiting',
      attempts: 1,
      nextAttemptAt: new Date('2026-03-01T08:00:30Z'),
    });
    expect(after(5, 'refused_by_receiver')).toMatchObject({ state: 'failed', attempts: 6, nextAttemptAt: null });
  });
  it('has all its attempts again when it was put up for sending again', () => {
    expect(after(6, 'dns', { retriesFrom: 6 })).toMatchObject({ state: 'waiting', attempts: 7 });
    expect(after(11, 'dns', { retriesFrom: 6 })).toMatchObject({ state: 'failed', attempts: 12 });
  });
  it('loses no attempt to a probe that fails', () => {
    expect(after(5, 'connect', { isProbe: true })).toMatchObject({ state: 'waiting', attempts: 5, nextAttemptAt: AT });
    expect(after(5, 'ok', { isProbe: true })).toMatchObject({ state: 'delivered', attempts: 6 });
  });
});
