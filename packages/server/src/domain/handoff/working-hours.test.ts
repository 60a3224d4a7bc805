import { describe, expect, it } from 'vitest';
import type { WorkingHours } from './handoff-settings.ts';
import { isWithinWorkingHours, nextOpening } from './working-hours.ts';

const nine = [{ from: '09:00', to: '17:00' }];
const OFFICE: WorkingHours = {
  timeZone: 'Europe/Warsaw',
  days: {
    1: nine,
    2: nine,
    3: nine,
    4: nine,
    5: [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '15:30' },
    ],
  },
};
const isIn = (hours: WorkingHours | null, at: string) => isWithinWorkingHours(hours, new Date(at));

describe('working hours', () => {
  it('are always, when there are none', () => {
    expect(isIn(null, '2026-01-03T03:00:00Z')).toBe(true);
  });

  it.each([
    // A Monday in January: Warsaw is an hour ahead.
    ['2026-01-12T07:59:59Z', false, 'before nine'],
    ['2026-01-12T08:00:00Z', true, 'at nine'],
    ['2026-01-12T15:59:59Z', true, 'just before five'],
    ['2026-01-12T16:00:00Z', false, 'at five'],
    ['2026-01-16T11:30:00Z', false, 'in the break of a Friday'],
    ['2026-01-16T12:00:00Z', true, 'after the break'],
    ['2026-01-17T10:00:00Z', false, 'on a Saturday'],
    // In July Warsaw is two hours ahead.
    ['2026-07-13T07:00:00Z', true, 'at nine in summer'],
    ['2026-07-13T15:00:00Z', false, 'at five in summer'],
  ])('at %s: %s (%s)', (at, expected) => {
    expect(isIn(OFFICE, at)).toBe(expected);
  });

  it('go by the clock on the wall on the nights when it is changed', () => {
    const night: WorkingHours = { timeZone: 'Europe/Warsaw', days: { 7: [{ from: '01:30', to: '03:30' }] } };
    // 29 March: 02:00 becomes 03:00, so that half past one is followed by half past three an hour later.
    expect(isIn(night, '2026-03-29T00:30:00Z')).toBe(true);
    expect(isIn(night, '2026-03-29T01:29:00Z')).toBe(true);
    expect(isIn(night, '2026-03-29T01:30:00Z')).toBe(false);
    // 25 October: 03:00 becomes 02:00, and two o'clock comes twice.
    expect(isIn(night, '2026-10-25T00:15:00Z')).toBe(true);
    expect(isIn(night, '2026-10-25T01:15:00Z')).toBe(true);
    expect(isIn(night, '2026-10-25T02:29:00Z')).toBe(true);
    expect(isIn(night, '2026-10-25T02:30:00Z')).toBe(false);
  });

  it('end at midnight, or go over it, from Sunday to Monday too', () => {
    const evening: WorkingHours = { timeZone: 'UTC', days: { 7: [{ from: '18:00', to: '00:00' }] } };
    expect(isIn(evening, '2026-01-11T23:59:00Z')).toBe(true);
    expect(isIn(evening, '2026-01-12T00:00:00Z')).toBe(false);
    const bar: WorkingHours = { timeZone: 'UTC', days: { 7: [{ from: '18:00', to: '02:00' }] } };
    expect(isIn(bar, '2026-01-12T01:59:00Z')).toBe(true);
    expect(isIn(bar, '2026-01-12T02:00:00Z')).toBe(false);
    expect(isIn(bar, '2026-01-11T01:00:00Z')).toBe(false);
  });

  it('know zones that are half an hour off and a day ahead', () => {
    const kolkata: WorkingHours = { timeZone: 'Asia/Kolkata', days: { 1: nine } };
    expect(isIn(kolkata, '2026-01-12T03:30:00Z')).toBe(true);
    expect(isIn(kolkata, '2026-01-12T03:29:00Z')).toBe(false);
    const kiritimati: WorkingHours = { timeZone: 'Pacific/Kiritimati', days: { 1: nine } };
    expect(isIn(kiritimati, '2026-01-11T20:00:00Z')).toBe(true);
  });

  it('are always in a zone that nobody knows', () => {
    expect(isIn({ timeZone: 'Mars/Olympus', days: {} }, '2026-01-12T10:00:00Z')).toBe(true);
  });
});

describe('free days', () => {
  const free = new Set(['2026-01-13']);
  it('have no hours, and those that begin on them are of them', () => {
    expect(isWithinWorkingHours(OFFICE, new Date('2026-01-13T10:00:00Z'), free)).toBe(false);
    const bar: WorkingHours = { timeZone: 'UTC', days: { 1: [{ from: '18:00', to: '02:00' }], 2: nine } };
    // Monday's hours go on into the free Tuesday.
    expect(isWithinWorkingHours(bar, new Date('2026-01-13T01:00:00Z'), free)).toBe(true);
  });
});

describe('the next opening', () => {
  it.each([
    ['2026-01-12T05:00:00Z', '2026-01-12', '09:00', 'the same day'],
    ['2026-01-12T17:00:00Z', '2026-01-14', '09:00', 'after a free day'],
    ['2026-01-16T11:30:00Z', '2026-01-16', '13:00', 'after the break'],
    ['2026-01-16T18:00:00Z', '2026-01-19', '09:00', 'after the weekend'],
  ])('after %s is %s %s: %s', (at, day, time) => {
    expect(nextOpening(OFFICE, new Date(at), new Set(['2026-01-13']))).toEqual({ day, time });
  });

  it('is unknown where there is none within two weeks', () => {
    expect(nextOpening({ timeZone: 'UTC', days: {} }, new Date(), new Set())).toBeNull();
    expect(nextOpening(null, new Date(), new Set())).toBeNull();
  });
});
