import { describe, expect, it } from 'vitest';
import { createPublicHolidays } from './public-holidays.ts';

const calendar = createPublicHolidays();
const free = async (country: string | null, region: string | null, at: string, dates: readonly string[] = []) =>
  calendar.freeDays({ country, region, dates }, new Date(at));

describe('public holidays', () => {
  it('are those of a country, and of a part of it', async () => {
    const bavaria = await free('DE', 'BY', '2026-06-01T00:00:00Z');
    const germany = await free('DE', null, '2026-06-01T00:00:00Z');
    // Corpus Christi is of Bavaria, Christmas of all.
    expect([bavaria.has('2026-06-04'), germany.has('2026-06-04')]).toEqual([true, false]);
    expect([bavaria.has('2026-12-25'), germany.has('2026-12-25')]).toEqual([true, true]);
    // Mother's day is kept, and nobody is free for it.
    expect(germany.has('2026-05-11')).toBe(false);
  });

  it('go on into the next year, and take own days with them', async () => {
    const days = await free('PL', null, '2026-12-30T00:00:00Z', ['2026-12-31']);
    expect(['2026-12-25', '2026-12-31', '2027-01-01', '2027-01-06'].map((day) => days.has(day))).toEqual(
      Array(4).fill(true),
    );
    expect([...(await free(null, null, '2026-12-30T00:00:00Z', ['2026-12-31']))]).toEqual(['2026-12-31']);
  });

  it.each([
    ['DE', null, null],
    ['DE', 'BY', null],
    [null, null, null],
    ['XX', null, 'country'],
    ['DE', 'ZZ', 'region'],
    [null, 'BY', 'region'],
  ])('of %s and %s: the part that nobody knows is %s', async (country, region, problem) => {
    expect(await calendar.problemOf({ country, region })).toBe(problem);
  });
});
