import type { Attachment, ConversationStart } from '@parley/protocol/api';
import type { OutgoingMessage, Scalar, VisitorProblem } from './visitor-client.ts';

type Common = {
  /** Sorts in the order in which they were made. */
  readonly id: string;
  /** The conversation it is for, which may not have begun yet. */
  readonly thread: string;
  readonly refused: VisitorProblem | null;
};

export type OutboxMessage = Common & {
  readonly kind: 'message';
  readonly text: string;
  readonly files: readonly Attachment[];
  readonly createdAt: string;
  readonly wantsPerson: boolean;
  readonly clientMetadata: Readonly<Record<string, Scalar>> | null;
  /** What the page knew when it was written, in case it begins a conversation. */
  readonly start: ConversationStart;
  /** The server has it; it is shown until it comes over the stream. */
  readonly isSent: boolean;
};

/** A request that must keep its place among the messages: what is set before a message holds for its answer. */
export type OutboxCall = Common & {
  readonly kind: 'call';
  readonly call:
    | 'set-visitor-metadata'
    | 'update-visitor'
    | 'ask-for-person'
    | 'rate-message'
    | 'rate-conversation'
    | typeof FORGET;
  readonly ord: number | null;
  readonly body: object | null;
};

/** Goes before everything that waits, and after what is under way: nothing may arrive behind it. */
export const FORGET = 'forget-visitor';

export type OutboxEntry = OutboxMessage | OutboxCall;

/** The outbox with an entry put in its place, or in place of what it was. */
export function withEntry(outbox: readonly OutboxEntry[], entry: OutboxEntry): readonly OutboxEntry[] {
  return [...outbox.filter(({ id }) => id !== entry.id), entry].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * What is to be sent next, or null. A call for a conversation that has not begun waits for the message that begins it.
 */
export function nextEntry(
  outbox: readonly OutboxEntry[],
  conversationOf: (thread: string) => string | null,
): OutboxEntry | null {
  return (
    outbox.find((entry) => entry.kind === 'call' && entry.call === FORGET) ??
    outbox.find(
      (entry) =>
        entry.refused === null && (entry.kind === 'message' ? !entry.isSent : conversationOf(entry.thread) !== null),
    ) ??
    null
  );
}

/** The messages as a view shows them; `sendingId` is under way. */
export const outgoing = (outbox: readonly OutboxEntry[], thread: string, sendingId: string | null): OutgoingMessage[] =>
  outbox.flatMap((entry) =>
    entry.kind !== 'message' || entry.thread !== thread
      ? []
      : {
          id: entry.id,
          text: entry.text,
          files: entry.files,
          createdAt: entry.createdAt,
          state: entry.refused ? 'refused' : entry.isSent || entry.id === sendingId ? 'sending' : 'waiting',
          problem: entry.refused,
        },
  );

/** What was kept as an entry, or null for what cannot have been one. */
export function readEntry(kept: unknown): OutboxEntry | null {
  const isEntry =
    isRecord(kept) &&
    typeof kept.id === 'string' &&
    typeof kept.thread === 'string' &&
    (kept.kind === 'call'
      ? typeof kept.call === 'string'
      : kept.kind === 'message' && typeof kept.text === 'string' && Array.isArray(kept.files));
  // Only this module's own entries are kept under this version: its outline tells them from anything else.
  return isEntry ? (kept as unknown as OutboxEntry) : null;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
