import type { DeliveryState } from '@parley/protocol';
import { nextAttempt } from './retry-schedule.ts';

/** What became of one attempt. */
export type Attempt = {
  readonly at: Date;
  readonly durationMs: number;
  /** `ok`, `refused_by_receiver`, or how the request failed. */
  readonly outcome: string;
  readonly message: string | null;
  readonly status: number | null;
  readonly headers: { readonly [name: string]: string } | null;
  readonly body: string | null;
  readonly isCut: boolean;
};

/** Where a delivery stands. */
export type DeliveryProgress = {
  readonly state: DeliveryState;
  /** All that were ever made … */
  readonly attempts: number;
  /** … of which so many before it was last put up for sending again. */
  readonly retriesFrom: number;
};

export type AfterAttempt = DeliveryProgress & { readonly nextAttemptAt: Date | null };

/**
 * Where a delivery stands after an attempt. A probe of a failing endpoint that fails counts as none: the delivery waits
 * as before.
 */
export function afterAttempt(
  { attempts, retriesFrom }: Omit<DeliveryProgress, 'state'>,
  attempt: Pick<Attempt, 'outcome' | 'at'>,
  { isProbe, random }: { readonly isProbe: boolean; readonly random: number },
): AfterAttempt {
  const made = { attempts: attempts + 1, retriesFrom };
  if (attempt.outcome === 'ok') return { ...made, state: 'delivered', nextAttemptAt: null };
  if (isProbe) return { attempts, retriesFrom, state: 'waiting', nextAttemptAt: attempt.at };
  const next = nextAttempt(made.attempts - retriesFrom, attempt.at, random);
  return { ...made, state: next ? 'waiting' : 'failed', nextAttemptAt: next };
}
