import { afterReceipt, type PartState } from './part-state.ts';

/** A part of a message on its way out. */
export type MessagePart = {
  readonly id: string;
  readonly channelId: string;
  readonly part: number;
  readonly speaker: 'agent' | 'person';
  readonly state: PartState;
  readonly attempts: number;
  readonly dueAt: Date | null;
  /** The platform's own, once it has taken it. */
  readonly externalId: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly endedAt: Date | null;
};

/** How an attempt at a part ended; `dueAt` is given where it is tried again. */
export type AttemptEnd = Pick<MessagePart, 'state' | 'reason' | 'detail' | 'dueAt'> & { readonly externalId?: string };

/**
 * The parts of a message that an attempt at one of them changes. What is known of that part by now stays, be it from a receipt
 * that was faster, with the id that it lacked; what stands behind one that was refused is not sent without it.
 */
export function endAttempt(
  parts: readonly MessagePart[],
  id: string,
  { externalId, ...end }: AttemptEnd,
  at: Date,
): readonly MessagePart[] {
  const part = parts.find((each) => each.id === id);
  if (!part) return [];
  const ended =
    part.state === 'sending' ? { ...part, ...end, endedAt: end.dueAt ? null : at } : settled(part, externalId);
  const changed = { ...ended, externalId: externalId ?? ended.externalId };
  const isLost = changed.state === 'failed' || changed.state === 'dropped';
  const behind = isLost ? parts.filter((other) => other.part > part.part && other.state === 'waiting') : [];
  const why = { reason: changed.reason, detail: changed.detail };
  return [
    changed,
    ...behind.map((other) => ({ ...other, ...why, state: 'dropped' as const, dueAt: null, endedAt: at })),
  ];
}

/** It was given up as unknown, and was taken after all. */
function settled(part: MessagePart, externalId: string | undefined): MessagePart {
  const state = externalId === undefined ? null : afterReceipt(part.state, 'sent');
  return state ? { ...part, state, reason: null, detail: null, dueAt: null } : part;
}
