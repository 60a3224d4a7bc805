import type { ReplyWindow } from '@parley/protocol/api';

/** How what people write now stands to the platform's window; null where there is nothing to say of it. */
export type WindowStance =
  /** It will close soon. */
  | { readonly is: 'closing'; readonly at: string }
  /** What is written waits until the visitor writes again. */
  | { readonly is: 'closed' }
  /** The channel was deleted: nothing reaches the visitor. */
  | { readonly is: 'gone' };

/** Before that it is no concern of anybody's. */
const SOON_MS = 2 * 60 * 60_000;

/** Tells the stance at a moment; `now` is in milliseconds since 1970. */
export function windowStance({ channel, is_open, closes_at }: ReplyWindow, now: number): WindowStance | null {
  if (!channel) return { is: 'gone' };
  if (closes_at === null) return null;
  const left = Date.parse(closes_at) - now;
  // What the server says holds, however the clock here goes: it only ever closes by itself.
  if (!is_open || left <= 0) return { is: 'closed' };
  return left < SOON_MS ? { is: 'closing', at: closes_at } : null;
}
