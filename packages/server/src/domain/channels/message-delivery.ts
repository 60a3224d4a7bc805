import type { DeliveryStatus, PartState } from './part-state.ts';
import { deliveryStatus } from './part-state.ts';

/** How far a message has come on its way out; stored with it as it stands here, and shown so. */
export type MessageDelivery = {
  readonly status: DeliveryStatus;
  /** Why it goes no further: one of `SEND_FAILURES`, `taken_over` or `answered_anew`. */
  readonly reason: string | null;
  /** The same in a sentence for people. */
  readonly detail: string | null;
};

type Part = { readonly state: PartState; readonly reason: string | null; readonly detail: string | null };

/** What the parts of a message come to. The reason is that of the first part which has this state. */
export function messageDelivery(parts: readonly Part[]): MessageDelivery {
  const status = deliveryStatus(parts.map(({ state }) => state));
  const isStopped = status === 'failed' || status === 'unknown' || status === 'held' || status === 'dropped';
  const first = isStopped ? parts.find(({ state }) => state === status) : undefined;
  return { status, reason: first?.reason ?? null, detail: first?.detail ?? null };
}
