import { describe, expect, it } from 'vitest';
import { checkKeyExpiry, nextKeyState } from './workspace-key.ts';

describe('the states of a key', () => {
  it.each([
    ['active', 'pause', 'paused'],
    ['active', 'resume', null],
    ['active', 'revoke', 'revoked'],
    ['paused', 'pause', null],
    ['paused', 'resume', 'active'],
    ['paused', 'revoke', 'revoked'],
    ['revoked', 'revoke', null],
  ] as const)('%s, %s: %s', (state, verb, expected) => {
    expect(nextKeyState(state, verb)).toBe(expected);
  });

  it.each(['pause', 'resume'] as const)('a revoked key cannot be changed by %s', (verb) => {
    expect(() => nextKeyState('revoked', verb)).toThrow(/was revoked for good/);
  });
});

describe('the end of a key', () => {
  const now = new Date('2026-03-02T08:00:00Z');
  it.each([
    [null, null],
    [new Date('2026-03-02T08:00:01Z'), null],
    [now, 'must be in the future'],
    [new Date('0000-01-01T00:00:00Z'), 'must be in the future'],
    [new Date(Date.UTC(10_000, 0, 1)), 'is too far away'],
  ])('%s', (expiresAt, problem) => {
    const check = () => checkKeyExpiry(expiresAt, now);
    if (problem === null) expect(check).not.toThrow();
    else expect(check).toThrow(problem);
  });
});
