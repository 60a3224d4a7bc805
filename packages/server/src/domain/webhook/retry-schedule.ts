/** How long after a failed attempt the next one is made. The first is made at once, so there is one more than these. */
export const RETRY_DELAYS_MS = [30_000, 120_000, 600_000, 1_800_000, 7_200_000] as const;

/** Delays differ by up to so much, or all deliveries of an outage would come back in the same second. */
const JITTER = 0.1;

/** How long an attempt may take. */
export const ATTEMPT_TIMEOUT_MS = 30_000;

/** When to try again after so many failed attempts; null when that was the last. `random` is from 0 to 1. */
export function nextAttempt(failed: number, at: Date, random: number): Date | null {
  const delay = RETRY_DELAYS_MS[failed - 1];
  if (delay === undefined) return null;
  return new Date(at.getTime() + Math.round(delay * (1 + JITTER * (2 * random - 1))));
}
