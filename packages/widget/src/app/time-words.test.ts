import { describe, expect, it } from 'vitest';
import { dayNumber, timeWords } from './time-words.ts';

const now = new Date('2026-03-10T12:00:00Z');

describe('moments in words', () => {
  it.each([
    ['en', '2026-03-10T08:05:00Z', 'Today'],
    ['de', '2026-03-09T23:59:00Z', 'Gestern'],
    ['pl', '2026-03-09T10:00:00Z', 'Wczoraj'],
    ['es', '2026-03-10T10:00:00Z', 'Hoy'],
    ['fr', '2026-03-07T10:00:00Z', 'Samedi'],
    ['en', '2026-03-01T10:00:00Z', 'March 1'],
    ['en', '2025-03-01T10:00:00Z', 'March 1, 2025'],
  ])('say the day in %s of %s as %s', (language, at, words) => {
    expect(timeWords(language, 'UTC').day(new Date(at), now)).toBe(words);
  });

  it('count days by the calendar of the time zone', () => {
    const late = new Date('2026-03-09T23:30:00Z');
    expect(timeWords('en', 'UTC').day(late, now)).toBe('Yesterday');
    expect(timeWords('en', 'Europe/Warsaw').day(late, now)).toBe('Today');
    expect(dayNumber(now, 'UTC') - dayNumber(late, 'UTC')).toBe(1);
  });

  it('write the time as the language does', () => {
    expect(timeWords('de', 'UTC').time(new Date('2026-03-10T14:05:00Z'))).toBe('14:05');
    expect(timeWords('en', 'UTC').brief(new Date('2026-03-10T14:05:00Z'), now)).toMatch(/^2:05\sPM$/);
    expect(timeWords('en', 'UTC').brief(new Date('2026-03-09T14:05:00Z'), now)).toBe('Yesterday');
  });
});
