import { type KeyName, saveAnswerAlongside, saveKeyAnswer } from '../store/idempotency/idempotency-keys.ts';
import type { Tx } from '../store/schema.ts';
import { claimKey, stillRunning } from './claim-key.ts';
import type { Deps } from './deps.ts';

/** An answer to the letter, as it is replayed. */
export type GivenAnswer = { readonly status: number; readonly body: string };

/** Keeps the answer in the transaction that makes it true. Throws `conflict` when a twin has taken the key over. */
export type KeepAnswer = (tx: Tx, answer: GivenAnswer) => Promise<void>;

export type OnceInput = {
  readonly key: KeyName;
  /** Of the request's body: the same key with another body is refused. */
  readonly requestHash: string;
  /** The conversation that it is about: erasing that erases the answer. */
  readonly about: string | null;
  /** Does the work. What it throws is not remembered: the request may then be tried again. */
  readonly run: (keep: KeepAnswer) => Promise<GivenAnswer>;
};

type OnceDeps = Pick<Deps, 'database' | 'clock' | 'signals' | 'secrets'>;

/**
 * Carries a request out once for all that come under its key, and replays its answer to the others. Work that keeps its
 * answer alongside is done once even if the process dies right after the commit; other work may be done again then.
 */
export async function carryOutOnce(
  deps: OnceDeps,
  { key, requestHash, about, run }: OnceInput,
): Promise<GivenAnswer & { readonly isReplay: boolean }> {
  const claim = await claimKey(deps, { key, requestHash, about });
  if (claim.type === 'replay') {
    const kept: GivenAnswer = JSON.parse(deps.secrets.open(claim.answer));
    return { ...kept, isReplay: true };
  }
  const { heldUntil } = claim;
  const seal = ({ status, body }: GivenAnswer) => deps.secrets.seal(JSON.stringify({ status, body }));
  const keep: KeepAnswer = async (tx, answer) => {
    if (!(await saveAnswerAlongside(tx, key, seal(answer), heldUntil))) throw stillRunning();
  };
  try {
    const answer = await run(keep);
    await saveKeyAnswer(deps.database.named, key, seal(answer), heldUntil);
    return { ...answer, isReplay: false };
  } catch (error) {
    await saveKeyAnswer(deps.database.named, key, null, heldUntil);
    throw error;
  }
}
