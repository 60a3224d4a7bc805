/** How long a key and its answer are remembered (design §8). */
export const KEY_LIFETIME_MS = 24 * 3600 * 1000;
/** A request that holds a key longer than this has died: the longest wait and the longest turn together. */
export const KEY_LOCK_MS = 150_000;

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
  /** A twin is in flight. */
  | { readonly type: 'wait' }
  | { readonly type: 'replay'; readonly answer: string }
  /** Take the key over; `stored` is the message that the first request stored before it failed. */
  | { readonly type: 'take'; readonly stored: { readonly conversationId: string; readonly ord: number } | null };

/** Decides what a request whose key is known may do. */
export function decideKey(kept: KeptRequest, requestHash: string, at: Date): KeyDecision {
  if (at.getTime() - kept.createdAt.getTime() > KEY_LIFETIME_MS) return { type: 'take', stored: null };
  if (kept.requestHash !== requestHash) return { type: 'mismatch' };
  if (kept.state === 'answered' && kept.answer !== null) return { type: 'replay', answer: kept.answer };
  if (kept.state === 'running' && kept.lockedUntil > at) return { type: 'wait' };
  const { conversationId, messageOrd } = kept;
  const isStored = conversationId !== null && messageOrd !== null;
  return { type: 'take', stored: isStored ? { conversationId, ord: messageOrd } : null };
}
