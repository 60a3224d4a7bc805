import type { ConversationNote, InboxMessage } from '@parley/protocol/api';
import { textOf } from '../../../conversation-state/entry-of-event.ts';
import type { PendingMessage } from '../../../conversation-state/pending-message.ts';

/** What stands in a row of the timeline. */
export type TimelineItem =
  | { readonly kind: 'older'; readonly key: 'older' }
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly entry: InboxMessage;
      /** The first of several that one author says in a row: it names them. */
      readonly isFirst: boolean;
    }
  | { readonly kind: 'marker'; readonly key: string; readonly entry: InboxMessage }
  | { readonly kind: 'note'; readonly key: string; readonly note: ConversationNote }
  | { readonly kind: 'pending'; readonly key: string; readonly message: PendingMessage };

type TimelineInput = {
  readonly entries: readonly InboxMessage[];
  readonly notes: readonly ConversationNote[];
  readonly hasOlder: boolean;
  readonly pending: readonly PendingMessage[];
};

/** What is said after a longer silence names its author again. */
const SILENCE_MS = 5 * 60_000;

/** The rows of a conversation, oldest first: what was said and noted, by day, and what is on its way. */
export function timelineItems({ entries, notes, hasOlder, pending }: TimelineInput): readonly TimelineItem[] {
  const first = entries[0]?.message.created_at;
  // A note from before the first message on screen comes with the page that it belongs to.
  const shown = notes.filter(({ created_at }) => !hasOlder || first === undefined || created_at >= first);
  const items: TimelineItem[] = hasOlder ? [{ kind: 'older', key: 'older' }] : [];
  let day = '';
  let before: InboxMessage | null = null;
  const beginDay = (at: string): void => {
    const next = dayOf(at);
    if (next === day) return;
    day = next;
    before = null;
    items.push({ kind: 'day', key: `day-${next}`, at });
  };
  for (const thing of merged(entries, shown)) {
    beginDay(thing.at);
    if (thing.note) {
      items.push({ kind: 'note', key: `note-${thing.note.id}`, note: thing.note });
      before = null;
    } else if (thing.entry.ord === null) {
      items.push({ kind: 'marker', key: `entry-${thing.entry.seq}`, entry: thing.entry });
      before = null;
    } else {
      const isFirst = before === null || !goesOn(before, thing.entry);
      items.push({ kind: 'message', key: `entry-${thing.entry.seq}`, entry: thing.entry, isFirst });
      before = thing.entry;
    }
  }
  for (const message of pending) {
    beginDay(message.at);
    items.push({ kind: 'pending', key: `pending-${message.key}`, message });
  }
  return items;
}

type Thing =
  | { readonly at: string; readonly entry: InboxMessage; readonly note: null }
  | { readonly at: string; readonly entry: null; readonly note: ConversationNote };

/** By time; entries keep the order of the log. */
function* merged(entries: readonly InboxMessage[], notes: readonly ConversationNote[]): Generator<Thing> {
  let next = 0;
  for (const entry of entries) {
    const at = entry.message.created_at;
    for (let note = notes[next]; note && note.created_at < at; note = notes[++next]) {
      yield { at: note.created_at, entry: null, note };
    }
    yield { at, entry, note: null };
  }
  for (const note of notes.slice(next)) yield { at: note.created_at, entry: null, note };
}

function goesOn(before: InboxMessage, after: InboxMessage): boolean {
  const silence = Date.parse(after.message.created_at) - Date.parse(before.message.created_at);
  return before.author.type === after.author.type && before.author.id === after.author.id && silence < SILENCE_MS;
}

/** The day in the reader's time zone, as a key. */
function dayOf(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** What is on its way without what has arrived: the stream may tell of a message before its sender is answered. */
export function notYetSaid(
  pending: readonly PendingMessage[],
  entries: readonly InboxMessage[],
  me: string,
): readonly PendingMessage[] {
  if (pending.length === 0) return pending;
  const mine = entries.slice(-20).filter(({ author }) => author.type === 'operator' && author.id === me);
  return pending.filter(
    (one) => one.state.is !== 'sending' || !mine.some((entry) => entry.seq > one.basedOn && textOf(entry) === one.text),
  );
}
