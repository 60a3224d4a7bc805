import type { ArrivedStatus, StoppedStatus } from '@parley/protocol';
import type { SendFailure, Sent } from './channel.ts';

/**
 * Where a part is: `waiting` to be sent, `sending`, then what the platform tells of it. `unknown` may have arrived and is not
 * sent again by itself; `held` waits for the visitor, whose window has closed; `dropped` is not wanted any more.
 */
export type PartState = 'waiting' | 'sending' | ArrivedStatus | StoppedStatus;

/** What has become of a message on its way out, over all of its parts. */
export type DeliveryStatus = 'waiting' | ArrivedStatus | StoppedStatus;

type ReceiptStatus = ArrivedStatus | 'failed';

const ORDER: Readonly<Record<ArrivedStatus, number>> = { sent: 1, delivered: 2, read: 3 };

const isArrived = (state: PartState): state is ArrivedStatus => state in ORDER;

/**
 * What a receipt makes of a part; null when it changes nothing. It only moves forward: what was read stays read, and a part
 * of which nobody knew is settled. A failure after the platform took it counts until it has been delivered.
 */
export function afterReceipt(state: PartState, status: ReceiptStatus): PartState | null {
  if (status === 'failed') return state === 'delivered' || state === 'read' || state === 'failed' ? null : 'failed';
  if (isArrived(state) && ORDER[state] >= ORDER[status]) return null;
  // What the platform called failed, or we gave up, has arrived all the same once it is seen to have.
  if (state === 'failed' && status === 'sent') return null;
  return status;
}

/** So often is a part tried, which is not taken. */
const ATTEMPTS_MAX = 8;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** What an attempt makes of a part: `dueInMs` is given where it is tried again. */
export type AttemptResult =
  | { readonly state: 'sent'; readonly externalId: string }
  | { readonly state: 'waiting'; readonly dueInMs: number; readonly reason: SendFailure; readonly detail: string }
  | { readonly state: 'failed' | 'unknown' | 'held'; readonly reason: SendFailure; readonly detail: string };

/** Decides what comes of an attempt at a part, `attempts` of which were made with this one. */
export function afterSend(sent: Sent, attempts: number): AttemptResult {
  if (sent.ok) return { state: 'sent', externalId: sent.id };
  const { failure: reason, detail, afterMs } = sent;
  if (reason === 'window-closed') return { state: 'held', reason, detail };
  if (reason === 'unknown') return { state: 'unknown', reason, detail };
  if (reason !== 'retry' || attempts >= ATTEMPTS_MAX) return { state: 'failed', reason, detail };
  const dueInMs = Math.max(afterMs ?? 0, Math.min(FIRST_WAIT_MS * 3 ** (attempts - 1), LONGEST_WAIT_MS));
  return { state: 'waiting', dueInMs, reason, detail };
}

/** What a message's parts come to: what needs somebody's eye first, then the part that is furthest behind. */
export function deliveryStatus(parts: readonly PartState[]): DeliveryStatus {
  for (const state of ['failed', 'unknown', 'held'] as const) if (parts.includes(state)) return state;
  if (parts.some((state) => state === 'waiting' || state === 'sending')) return 'waiting';
  if (parts.includes('dropped')) return 'dropped';
  return (['sent', 'delivered', 'read'] as const).find((state) => parts.includes(state)) ?? 'waiting';
}
