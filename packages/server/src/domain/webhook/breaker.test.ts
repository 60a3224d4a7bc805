import { describe, expect, it } from 'vitest';
import { countAttempt, HEALTHY, type Health } from './breaker.ts';

const AT = new Date('2026-03-01T08:00:00Z');
const seconds = (date: Date | null) => date && (date.getTime() - AT.getTime()) / 1000;

/** Counts a series of attempts; tells after which the breaker opened. */
function counted(outcomes: string, health: Health = HEALTHY) {
  let state = health;
  const openedAfter: number[] = [];
  [...outcomes].forEach((outcome, index) => {
    const { next, opened } = countAttempt(state, { succeeded: outcome === '+', isProbe: false }, AT);
    state = next;
    if (opened) openedAfter.push(index + 1);
  });
  return { state, openedAfter };
}

describe('the breaker', () => {
  it.each([
    ['-'.repeat(19), []],
    ['-'.repeat(20), [20]],
    [`${'+'.repeat(6)}${'-'.repeat(14)}`, [20]],
    [`${'+'.repeat(7)}${'-'.repeat(13)}`, []],
    [`${'+'.repeat(7)}${'-'.repeat(17)}`, [24]],
    ['+'.repeat(200), []],
    ['+-'.repeat(100), []],
    // Only the latest fifty count.
    [`${'+'.repeat(200)}${'-'.repeat(34)}`, []],
    [`${'+'.repeat(200)}${'-'.repeat(35)}`, [235]],
  ])('opens at 70 %% failures of at least 20: %s', (outcomes, openedAfter) => {
    expect(counted(outcomes).openedAfter).toEqual(openedAfter);
  });

  it('opens once: what was on its way then says nothing new', () => {
    const { state, openedAfter } = counted('-'.repeat(40));
    expect([openedAfter, seconds(state.openedAt), seconds(state.probeAt), state.probes]).toEqual([[20], 0, 30, 0]);
  });

  it('probes less and less often, at least every hour', () => {
    let { state } = counted('-'.repeat(20));
    const waits = Array.from({ length: 9 }, () => {
      state = countAttempt(state, { succeeded: false, isProbe: true }, AT).next;
      return seconds(state.probeAt);
    });
    expect(waits).toEqual([60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
  });

  it('closes at a success and begins to count anew', () => {
    const { state } = counted('-'.repeat(20));
    expect(countAttempt(state, { succeeded: true, isProbe: true }, AT).next).toEqual(HEALTHY);
  });
});
