import { AppError } from '@parley/protocol';
import { decideKey, KEY_ANSWER_MS, KEY_STORE_MS, type KeyDecision } from '../domain/idempotency/idempotency.ts';
import { findKey, insertKey, type KeyName, takeKey } from '../store/idempotency/idempotency-keys.ts';
import type { Deps } from './deps.ts';

/** How long a request waits for its twin before it is told to come back. */
const TWIN_WAIT_MS = 20_000;
const LOOK_MS = 250;

type ClaimDeps = Pick<Deps, 'database' | 'clock' | 'signals'>;

export type ClaimInput = {
  readonly key: KeyName;
  /** Of the request's body: the same key with another body is refused. */
  readonly requestHash: string;
  /** The conversation that the request is about, where it is known: the answer is erased with it. */
  readonly about?: string | null;
  /** Tells a twin that waits for nothing any more: its process died after it had stored something. */
  readonly wasCutOff?: (stored: Stored) => Promise<boolean>;
};

type Stored = Extract<KeyDecision, { type: 'wait' }>['stored'];

export type Claim =
  | Extract<KeyDecision, { type: 'replay' }>
  | (Extract<KeyDecision, { type: 'take' }> & {
      /** Until when the key is held, by which the holder proves itself. */
      readonly heldUntil: Date;
    });

/**
 * Claims an idempotency key: for a request that is to be carried out, or for the answer of the one that was. Waits for
 * a twin in flight. Throws `conflict` for another body, and for a twin that takes too long.
 */
export async function claimKey(
  deps: ClaimDeps,
  { key, requestHash, about = null, wasCutOff }: ClaimInput,
): Promise<Claim> {
  const query = deps.database.named;
  const begunMs = deps.clock.monotonicMs();
  for (;;) {
    const at = deps.clock.now();
    const fresh = { type: 'take', stored: null, heldUntil: after(deps, KEY_STORE_MS) } as const;
    if (await insertKey(query, key, { requestHash, about, at, lockedUntil: fresh.heldUntil })) return fresh;
    const kept = await findKey(query, key);
    if (!kept) continue;
    const decision = decideKey(kept, requestHash, at);
    if (decision.type === 'replay') return decision;
    if (decision.type === 'mismatch') throw otherBody();
    if (decision.type === 'take' || (await wasCutOff?.(decision.stored))) {
      const { stored } = decision;
      const heldUntil = stored ? after(deps, KEY_ANSWER_MS) : fresh.heldUntil;
      const taking = { requestHash, about, resumes: stored !== null, at, lockedUntil: heldUntil };
      if (await takeKey(query, key, kept, taking)) return { type: 'take', stored, heldUntil };
    } else if (deps.clock.monotonicMs() - begunMs > TWIN_WAIT_MS) throw stillRunning();
    else await deps.signals.wait(`idempotency:${key.key}`, LOOK_MS);
  }
}

const after = ({ clock }: Pick<Deps, 'clock'>, ms: number): Date => new Date(clock.now().getTime() + ms);

const otherBody = (): AppError =>
  new AppError('conflict', 'This Idempotency-Key was used with another body.', { reason: 'idempotency_conflict' });

/** The refusal for a request whose twin holds the key. */
export function stillRunning(): AppError {
  return new AppError('conflict', 'The first request with this Idempotency-Key is still running.', {
    reason: 'idempotency_conflict',
    retryAfterSeconds: 5,
  });
}
