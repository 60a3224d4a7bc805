import type { InboxConversation, InboxMessage } from '@parley/protocol/api';
import { type Applied, applyEvent, openView, withOlderMessages } from '@parley/sdk';
import { entryAfter, entryOf, type LiveEvent } from './entry-of-event.ts';
import type { OpenedConversation } from './opened-conversation.ts';

/** What was just read, for the first time. */
export function opened(read: InboxConversation): OpenedConversation {
  return {
    id: read.conversation.id,
    view: openView(read),
    entries: read.messages,
    hasOlder: read.has_older,
    sketchedFrom: null,
    pendingTurns: read.pending_turns,
    facts: read,
  };
}

/** What was just read again, with the older messages that were on screen before where nothing is missing between. */
export function openedAgain(before: OpenedConversation | undefined, read: InboxConversation): OpenedConversation {
  const fresh = opened(read);
  const first = fresh.entries[0];
  const isJoined = before?.entries.some(({ seq }) => seq === first?.seq) ?? false;
  if (!before || !first || !isJoined) return fresh;
  const older = before.entries.filter(({ seq }) => seq < first.seq);
  return { ...withOlder(fresh, older), hasOlder: before.hasOlder };
}

/** Adds an event of the stream; see `applyEvent` of the SDK. */
export function withEvent(before: OpenedConversation, event: LiveEvent): Applied<OpenedConversation> {
  const { view, outcome } = applyEvent(before.view, event);
  if (outcome !== 'applied' || !view) return { view: before, outcome };
  const entry = entryOf(event, before);
  const entries = entry ? withEntry(before.entries, entry) : changedAfter(before.entries, event);
  const sketchedFrom = earlier(before.sketchedFrom, sketchedBy(entry, entries, event));
  return { outcome, view: { ...before, view, entries, sketchedFrom, pendingTurns: turnsAfter(before, event) } };
}

/** The place of the message whose particulars its event does not tell: who wrote it, and what became of its files. */
function sketchedBy(entry: InboxMessage | null, entries: readonly InboxMessage[], event: LiveEvent): number | null {
  if (entry) return entry.ord ? entry.seq : null;
  if (event.type !== 'message.changed' || event.data.change !== 'files') return null;
  return entries.find(({ ord }) => ord === event.data.ord)?.seq ?? null;
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** Adds those of some events that are news; an event before which others are missing ends it with `gap`. */
export function withEvents(before: OpenedConversation, events: readonly LiveEvent[]): Applied<OpenedConversation> {
  let view = before;
  for (const event of events) {
    const next = withEvent(view, event);
    if (next.outcome === 'gap') return { view, outcome: 'gap' };
    view = next.view;
  }
  return { view, outcome: view === before ? 'seen' : 'applied' };
}

/** Puts a page of older messages before those that are there. */
export function withOlder(before: OpenedConversation, page: readonly InboxMessage[], hasOlder = before.hasOlder) {
  const first = before.entries[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = page.filter(({ seq }) => seq < first);
  return {
    ...before,
    view: withOlderMessages(before.view, older),
    entries: [...older, ...before.entries],
    hasOlder,
  } satisfies OpenedConversation;
}

/** Replaces what the stream told of some messages by what was read of them. */
export function withRead(before: OpenedConversation, page: readonly InboxMessage[]): OpenedConversation {
  const last = page.at(-1)?.seq ?? 0;
  const entries = page.reduce<readonly InboxMessage[]>(withEntry, before.entries);
  const rest = entries.find(({ seq, ord }) => seq > last && ord !== null);
  return { ...before, entries, sketchedFrom: before.sketchedFrom === null ? null : (rest?.seq ?? null) };
}

/** A message that the server has just answered a reply with: the stream may tell of it before or after. */
export const withReply = (before: OpenedConversation, message: InboxMessage): OpenedConversation => ({
  ...before,
  entries: withEntry(before.entries, message),
});

/** Marks what the visitor has seen. */
export function withSeen(before: OpenedConversation, seen: { readonly ord: number; readonly at: string }) {
  const { visitor } = before.facts;
  if ((visitor.seen?.ord ?? -1) >= seen.ord) return before;
  return {
    ...before,
    facts: { ...before.facts, visitor: { ...visitor, seen } },
    entries: before.entries.map((entry) =>
      entry.author.type === 'visitor' || entry.ord === null || entry.is_seen || entry.ord > seen.ord
        ? entry
        : { ...entry, is_seen: true },
    ),
  } satisfies OpenedConversation;
}

/** In the order of the log, each once: what comes later replaces what was there. */
function withEntry(entries: readonly InboxMessage[], entry: InboxMessage): readonly InboxMessage[] {
  const at = entries.findLastIndex(({ seq }) => seq <= entry.seq);
  if (entries[at]?.seq === entry.seq) return entries.with(at, entry);
  return entries.toSpliced(at + 1, 0, entry);
}

function changedAfter(entries: readonly InboxMessage[], event: LiveEvent): readonly InboxMessage[] {
  switch (event.type) {
    case 'message.rated': {
      const { ord, feedback } = event.data;
      return entries.map((entry) =>
        entry.ord === ord ? { ...entry, feedback: feedback && { ...feedback, created_at: event.created_at } } : entry,
      );
    }
    case 'message.changed':
    case 'message.delivered':
    case 'message.undelivered':
      return entries.map((entry) => entryAfter(entry, event));
    default:
      return entries;
  }
}

function turnsAfter({ pendingTurns }: OpenedConversation, event: LiveEvent): OpenedConversation['pendingTurns'] {
  switch (event.type) {
    case 'turn.queued':
      return [...pendingTurns, { turn_id: event.data.turn_id, ord: event.data.ord }];
    case 'turn.ended':
      return pendingTurns.filter(({ turn_id }) => turn_id !== event.data.turn_id);
    case 'message.sent': {
      const { answers } = event.data;
      // A reply answers a burst of messages at once.
      return answers === undefined ? pendingTurns : pendingTurns.filter(({ ord }) => ord > answers);
    }
    default:
      return pendingTurns;
  }
}
