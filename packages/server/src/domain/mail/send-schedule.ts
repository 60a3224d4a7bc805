const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** How long a mail rests after its first, second, … failed attempt. A server that is down for a night loses none. */
const RESTS_MS = [30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS, 12 * HOUR_MS] as const;

/** How often a mail is tried in all. */
export const MAIL_ATTEMPTS = RESTS_MS.length + 1;

/** Nobody else takes a mail for so long while one sends it: more than all of a connection's waits together. */
export const MAIL_LEASE_MS = 5 * MINUTE_MS;

/** What came of one attempt. `refused`: the server will not take this mail, however often it is asked. */
export type MailOutcome =
  | { readonly type: 'sent' }
  | { readonly type: 'retry'; readonly reason: string }
  | { readonly type: 'refused'; readonly reason: string };

/** What becomes of a mail after its attempt number `attempts` (from 1). */
export type MailResult =
  | { readonly state: 'sent' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'waiting'; readonly reason: string; readonly nextAttemptAt: Date };

/** Decides what an attempt's outcome means for the mail. */
export function mailResult(outcome: MailOutcome, attempts: number, at: Date): MailResult {
  if (outcome.type === 'sent') return { state: 'sent' };
  const restMs = RESTS_MS[attempts - 1];
  if (outcome.type === 'refused' || restMs === undefined) return { state: 'failed', reason: outcome.reason };
  return { state: 'waiting', reason: outcome.reason, nextAttemptAt: new Date(at.getTime() + restMs) };
}
