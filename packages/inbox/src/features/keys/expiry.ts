const DAYS = { never: null, days30: 30, days90: 90, weeks52: 364 } as const;

/** For how long a key or token works, as it is offered. */
export type Expiry = keyof typeof DAYS;

/** A key may work for ever. */
export const KEY_EXPIRIES: readonly Expiry[] = ['never', 'days30', 'days90', 'weeks52'];

/** A token ends within 52 weeks. */
export const TOKEN_EXPIRIES: readonly Expiry[] = ['days30', 'days90', 'weeks52'];

const DAY_MS = 86_400_000;
/** The clocks of browser and server differ: what ends after exactly 52 weeks would be refused for a second. */
const SLACK_MS = 60_000;

/** When it ends, if it begins now; null for never. */
export function expiryFrom(expiry: Expiry, now: number): string | null {
  const days = DAYS[expiry];
  return days === null ? null : new Date(now + days * DAY_MS - SLACK_MS).toISOString();
}
