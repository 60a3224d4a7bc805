import { describe, expect, it } from 'vitest';
import { isTooMany } from './answer-cap.ts';

const NOW = new Date('2026-05-22T14:00:00Z');
const minutesAgo = (...minutes: readonly number[]) => minutes.map((ago) => new Date(NOW.getTime() - ago * 60_000));
const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe('automatic answers to one address', () => {
  it.each<[string, readonly number[], boolean]>([
    ['none', [], false],
    ['nine of the last hour', ten.slice(1), false],
    ['ten of the last hour', ten, true],
    ['ten in any order', [...ten].reverse(), true],
    ['nine of the last hour and older ones', [...ten.slice(1), 60, 61, 300], false],
    ['ten at the very end of the hour', ten.map((one) => 59 + one / 100), true],
    ['ten that a clock of another node has yet to reach', ten.map((one) => -one), false],
  ])('%s', (_what, minutes, isOver) => {
    expect(isTooMany(minutesAgo(...minutes), NOW)).toBe(isOver);
  });

  it('have another limit where one is given', () => {
    expect(isTooMany(minutesAgo(1, 2), NOW, 2)).toBe(true);
    expect(isTooMany(minutesAgo(1), NOW, 2)).toBe(false);
  });
});
