import { describe, expect, it } from 'vitest';
import { conditionsHold } from './conditions.ts';
import type { Condition } from './http-request.ts';

const metadata = { plan: 'gold', seats: 5, is_admin: true, word: 'True', no: false, nothing: '' };
const holds = (condition: Condition, unverifiedKeys: readonly string[] = []) =>
  conditionsHold([condition], { metadata, unverifiedKeys });

describe('a condition', () => {
  it.each<[Condition, boolean]>([
    [{ key: 'plan', operator: 'exists' }, true],
    [{ key: 'other', operator: 'exists' }, false],
    [{ key: 'constructor', operator: 'exists' }, false],
    [{ key: 'other', operator: 'not_exists' }, true],
    [{ key: 'plan', operator: 'not_exists' }, false],
    [{ key: 'is_admin', operator: 'is_true' }, true],
    [{ key: 'word', operator: 'is_true' }, true],
    [{ key: 'no', operator: 'is_true' }, false],
    [{ key: 'plan', operator: 'is_true' }, false],
    [{ key: 'seats', operator: 'is_true' }, false],
    [{ key: 'plan', operator: 'equals', value: 'gold' }, true],
    [{ key: 'seats', operator: 'equals', value: '5' }, true],
    [{ key: 'plan', operator: 'equals', value: 'Gold' }, false],
    [{ key: 'other', operator: 'equals', value: 'undefined' }, false],
  ])('%j', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  it.each<Condition>([
    { key: 'plan', operator: 'exists' },
    { key: 'is_admin', operator: 'is_true' },
    { key: 'plan', operator: 'equals', value: 'gold' },
  ])('does not hold on what a browser has said: %j', (condition) => {
    expect(holds(condition)).toBe(true);
    expect(holds(condition, [condition.key])).toBe(false);
  });

  it('must hold with all others', () => {
    const all = [
      { key: 'plan', operator: 'exists' },
      { key: 'other', operator: 'exists' },
    ] as const;
    expect(conditionsHold(all, { metadata, unverifiedKeys: [] })).toBe(false);
    expect(conditionsHold([], { metadata, unverifiedKeys: [] })).toBe(true);
  });
});
