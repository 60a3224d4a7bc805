import { isRecord, type OutboxEntry, readEntry, withEntry } from './outbox-entry.ts';
import type { Shelf } from './shelf.ts';
import type { VisitorDetails } from './visitor-client.ts';
import { currentConversation, type Kept, type Model, type PageMetadata } from './visitor-core.ts';
import { readSession } from './visitor-session.ts';
import { emptyView, type VisitorView } from './visitor-view.ts';

/** A conversation that is longer than this as JSON is not kept, but read from the server again: browsers give some 5 MB. */
const LONGEST_VIEW = 300_000;

/** What the browser has kept of what tabs share; `thread` for one that has none. */
export function restoreKept(shelf: Shelf, thread: string): Kept {
  const { read } = shelf;
  const keptThread = read('thread');
  const details = read('details');
  const metadata = read('metadata');
  const told = read('told');
  const seen = read('seen');
  const consents = read('consents');
  return {
    session: readSession(read('session')),
    consents: Array.isArray(consents) ? consents.filter((each) => typeof each === 'string') : [],
    details: isRecord(details) ? detailsOf(details) : {},
    // Both were read from JSON just now.
    metadata: isRecord(metadata) ? (metadata as PageMetadata) : {},
    told: isRecord(told) && typeof told.thread === 'string' && isRecord(told.metadata) ? (told as Kept['told']) : null,
    thread: typeof keptThread === 'string' ? keptThread : thread,
    ids: restoreIds(shelf),
    seen:
      isRecord(seen) && typeof seen.conversationId === 'string' && typeof seen.seq === 'number'
        ? { conversationId: seen.conversationId, seq: seen.seq }
        : null,
  };
}

/** Takes away what this tab has kept: what is another by now was kept by a later visitor. Consent is asked for again. */
export function removeKept(shelf: Shelf, model: Model): void {
  for (const name of ['session', 'consents', 'details', 'metadata', 'told', 'thread', 'ids', 'seen'] as const) {
    if (JSON.stringify(shelf.read(name)) === JSON.stringify(model[name])) shelf.remove(name);
  }
}

/** The conversations that threads have become, in any tab. */
export function restoreIds(shelf: Shelf): Kept['ids'] {
  const ids = shelf.read('ids');
  return isRecord(ids) ? stringsOf(ids) : {};
}

/** What tabs and earlier pages have left to be sent, in its order. */
export const restoreOutbox = (shelf: Shelf): readonly OutboxEntry[] =>
  shelf
    .names('out.')
    .flatMap((name) => readEntry(shelf.read(name)) ?? [])
    .reduce<readonly OutboxEntry[]>(withEntry, []);

/** The conversation as it was last seen here; what is missing of it comes from the server. */
export function restoreView(shelf: Shelf, model: Model): VisitorView | null {
  const id = currentConversation(model);
  if (id === null) return null;
  const kept = shelf.read('view');
  const isView =
    isRecord(kept) &&
    kept.id === id &&
    typeof kept.seq === 'number' &&
    Array.isArray(kept.entries) &&
    isRecord(kept.feedback) &&
    isRecord(kept.saidAt);
  // Only this module's own views are kept under this name and version.
  return isView ? (kept as unknown as VisitorView) : emptyView(id);
}

/** Keeps the conversation for the next page, unless it is too long for that. */
export function keepView(shelf: Shelf, view: VisitorView | null): void {
  if (view === null || JSON.stringify(view).length > LONGEST_VIEW) shelf.remove('view');
  else shelf.write('view', view);
}

const stringsOf = (kept: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(kept).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));

const detailsOf = ({ name, email, phone, label }: Readonly<Record<string, unknown>>): VisitorDetails =>
  stringsOf({ name, email, phone, label });
