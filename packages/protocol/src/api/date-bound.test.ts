import { describe, expect, it } from 'vitest';
import { parseDateBound } from './date-bound.ts';

const iso = (value: string, bound: 'start' | 'end' = 'start') => parseDateBound(value, bound)?.toISOString() ?? null;

describe('a date bound', () => {
  it('is the first moment of a bare start date and the last of a bare end date', () => {
    expect(iso('2026-01-15')).toBe('2026-01-15T00:00:00.000Z');
    expect(iso('2026-01-15', 'end')).toBe('2026-01-15T23:59:59.999Z');
  });

  it('is UTC where no offset is given, at either end', () => {
    expect(iso('2026-01-15T10:30:00')).toBe('2026-01-15T10:30:00.000Z');
    expect(iso('2026-01-15 10:30', 'end')).toBe('2026-01-15T10:30:00.000Z');
  });

  it.each([
    ['2026-01-15T10:30:00Z', '2026-01-15T10:30:00.000Z'],
    ['2026-01-15T10:30:00.123456+02:00', '2026-01-15T08:30:00.123Z'],
    ['2026-01-15T10:30:00-0530', '2026-01-15T16:00:00.000Z'],
    ['2026-01-15T10:30:00+02', '2026-01-15T08:30:00.000Z'],
    ['2026-01-15T10:30:00 02:00', '2026-01-15T08:30:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %s', (value, expected) => {
    expect(iso(value)).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2026',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '15.01.2026',
    '2026-01-15T25:00:00Z',
    '1768473000',
    '2026-01-15T10:30:00+24:00',
    '2026-02-30T10:00:00Z',
    '9999-12-31T23:59:00-14:00',
    '0000-01-01',
    '+010000-01-01',
  ])('is null for %j', (value) => {
    expect(iso(value)).toBeNull();
  });
});
