import { expect, it } from 'vitest';
import { expiryFrom, KEY_EXPIRIES, TOKEN_EXPIRIES } from './expiry.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

it('ends after so many days, or never', () => {
  expect(expiryFrom('never', NOW)).toBeNull();
  expect(expiryFrom('days30', NOW)).toBe('2026-01-30T23:59:00.000Z');
});

it('keeps tokens within 52 weeks also where the clock of the browser is a little ahead', () => {
  expect(TOKEN_EXPIRIES).not.toContain('never');
  expect(KEY_EXPIRIES).toContain('never');
  const latest = Math.max(...TOKEN_EXPIRIES.map((expiry) => Date.parse(expiryFrom(expiry, NOW) ?? '')));
  expect(latest - NOW).toBeLessThan(364 * 86_400_000);
});
