/** How long a key and its answer are remembered (design §8). */
export const KEY_LIFETIME_MS = 24 * 3600 * 1000;
/** A request that has not stored its message within this has died: storing takes milliseconds. */
export const KEY_STORE_MS = 10_000;
/** One that has stored it and holds the key longer than this has died: the longest wait and the longest turn together. */
export const KEY_ANSWER_MS = 150_000;

/** What is remembered of a key. */
export type KeptRequest = {
  readonly requestHash: string;
  readonly state: 'running' | 'answered' | 'failed';
  readonly conversationId: string | null;
  readonly messageOrd: number | null;
  /** Sealed. */
  readonly answer: string | null;
  readonly createdAt: Date;
  readonly lockedUntil: Date;
};

export type KeyDecision =
  /** The key was used for another body. */
  | { readonly type: 'mismatch' }
  /** A twin is in flight; or it was cut off, if the turn of what it `stored` is no longer pending. */
  | { readonly type: 'wait'; readonly stored: StoredUnderKey | null }
  | { readonly type: 'replay'; readonly answer: string }
  /** Take the key over; `stored` is the message that the first request stored before it failed. */
  | { readonly type: 'take'; readonly stored: StoredUnderKey | null };

export type StoredUnderKey = { readonly conversationId: string; readonly ord: number };

/** Decides what a request whose key is known may do. */
export function decideKey(kept: KeptRequest, requestHash: string, at: Date): KeyDecision {
  if (at.getTime() - kept.createdAt.getTime() > KEY_LIFETIME_MS) return { type: 'take', stored: null };
  if (kept.requestHash !== requestHash) return { type: 'mismatch' };
  if (kept.state === 'answered' && kept.answer !== null) return { type: 'replay', answer: kept.answer };
  const { conversationId, messageOrd } = kept;
  const isStored = conversationId !== null && messageOrd !== null;
  const stored = isStored ? { conversationId, ord: messageOrd } : null;
  return { type: kept.state === 'running' && kept.lockedUntil > at ? 'wait' : 'take', stored };
}
