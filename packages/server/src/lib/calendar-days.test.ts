import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, countDays, dayOf, monthOf, startOfDay } from './calendar-days.ts';

const HOUR_MS = 3_600_000;
const ZONES = ['UTC', 'Europe/Berlin', 'Africa/Cairo', 'America/Havana', 'Asia/Kathmandu', 'Pacific/Chatham'];

describe('days of a time zone', () => {
  it.each([
    ['an ordinary midnight', '2026-01-15', 'Europe/Berlin', '2026-01-14T23:00:00.000Z'],
    ['a zone ahead by three quarters', '2026-01-15', 'Asia/Kathmandu', '2026-01-14T18:15:00.000Z'],
    ['the furthest ahead', '2026-01-15', 'Pacific/Kiritimati', '2026-01-14T10:00:00.000Z'],
    ['the furthest behind', '2026-01-15', 'Pacific/Pago_Pago', '2026-01-15T11:00:00.000Z'],
    ['no midnight, as clocks are put forward then', '2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    ['midnight twice, as clocks are put back to it', '2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    ['a day that was left out', '2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('begin at %s', (_, day, zone, at) => {
    expect(startOfDay(day, zone).toISOString()).toBe(at);
  });

  it.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-06-01', 24],
  ])('last as long as they do in Berlin: %s has %i hours', (day, hours) => {
    const ms = startOfDay(addDays(day, 1), 'Europe/Berlin').getTime() - startOfDay(day, 'Europe/Berlin').getTime();
    expect(ms / HOUR_MS).toBe(hours);
  });

  it('begin where the calendar first shows them, in every zone on every day', () => {
    const day = fc.integer({ min: 0, max: 3_650 }).map((days) => addDays('2020-01-01', days));
    fc.assert(
      fc.property(day, fc.constantFrom(...ZONES), (date, zone) => {
        const start = startOfDay(date, zone);
        expect(dayOf(start, zone)).toBe(date);
        expect(dayOf(new Date(start.getTime() - 1), zone)).toBe(addDays(date, -1));
      }),
      { numRuns: 300 },
    );
  });

  it('are counted with both ends, over the leap day', () => {
    expect(countDays('2024-02-28', '2024-03-01')).toBe(3);
    expect(monthOf('2024-02-10')).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(monthOf('2026-12-31')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
  });
});
