import type {
  ConversationRating,
  Driver,
  MarkerCode,
  MessageFeedback,
  Progress,
  TurnEndReason,
} from '@parley/protocol';
import type { VisitorEvent, VisitorMessage, VisitorOperator } from '@parley/protocol/api';

/** One thing in the order in which it happened. */
export type VisitorEntry =
  | { readonly kind: 'message'; readonly seq: number; readonly message: VisitorMessage }
  | { readonly kind: 'marker'; readonly seq: number; readonly code: MarkerCode; readonly createdAt: string };

/** A conversation as its visitor sees it. */
export type VisitorView = {
  readonly id: string;
  /** The last event that is in it. */
  readonly seq: number;
  readonly entries: readonly VisitorEntry[];
  readonly driver: Driver;
  readonly progress: Progress;
  readonly operator: VisitorOperator | null;
  readonly rating: ConversationRating | null;
  /** The last turn that ended without a reply. */
  readonly endedTurn: { readonly ord: number; readonly reason: TurnEndReason } | null;
  /** What was last said on each message, also on one that has not come yet. */
  readonly feedback: Readonly<Record<number, MessageFeedback | null>>;
  /** Where in the log each of these was last said: what arrives late does not replace what is newer. */
  readonly saidAt: Readonly<Record<string, number>>;
};

/** A conversation of which nothing is known yet. */
export const emptyView = (id: string): VisitorView => ({
  id,
  seq: 0,
  entries: [],
  driver: 'ai',
  progress: 'open',
  operator: null,
  rating: null,
  endedTurn: null,
  feedback: {},
  saidAt: {},
});

/**
 * Adds an event to a view and gives the next one. An event that it has already gives the same view again, and the order of
 * arrival does not matter: each comes to stand where its `seq` says.
 */
export function applyVisitorEvent(view: VisitorView, event: VisitorEvent): VisitorView {
  const changed = changedBy(view, event);
  return changed === null ? view : { ...view, ...changed, seq: Math.max(view.seq, event.seq) };
}

function changedBy(view: VisitorView, event: VisitorEvent): Partial<VisitorView> | null {
  switch (event.type) {
    case 'message':
      return withMessage(view, event);
    case 'marker':
      return withEntry(view, { kind: 'marker', seq: event.seq, code: event.code, createdAt: event.created_at });
    case 'status': {
      const { driver, progress, operator } = event;
      return latest({ view, event, what: 'status' }, { driver, progress, operator });
    }
    case 'rating':
      return latest({ view, event, what: 'rating' }, { rating: event.rating });
    case 'turn_ended':
      return latest({ view, event, what: 'turn' }, { endedTurn: { ord: event.ord, reason: event.reason } });
    case 'feedback':
      return latest({ view, event, what: `feedback ${event.ord}` }, withFeedback(view, event));
    default:
      // A newer server may tell what this client does not know: only the place is kept.
      return news(event).seq > view.seq ? {} : null;
  }
}

/** What is left of an event when every known kind is taken away is none; a newer server's has a place all the same. */
const news = (event: never): { readonly seq: number } => event;

function withMessage(view: VisitorView, { seq, message }: Extract<VisitorEvent, { type: 'message' }>) {
  if (view.entries.some((entry) => entry.kind === 'message' && entry.message.id === message.id)) return null;
  const said = view.feedback[message.ord];
  return withEntry(view, {
    kind: 'message',
    seq,
    message: said === undefined ? message : { ...message, feedback: said },
  });
}

/** Nearly all events arrive in order, so the place is looked for from the end. */
function withEntry({ entries }: VisitorView, entry: VisitorEntry): Partial<VisitorView> | null {
  const before = entries.findLastIndex(({ seq }) => seq <= entry.seq);
  if (entries[before]?.seq === entry.seq) return null;
  return { entries: entries.toSpliced(before + 1, 0, entry) };
}

function withFeedback(view: VisitorView, { ord, feedback }: Extract<VisitorEvent, { type: 'feedback' }>) {
  return {
    feedback: { ...view.feedback, [ord]: feedback },
    entries: view.entries.map((entry) =>
      entry.kind === 'message' && entry.message.ord === ord
        ? { ...entry, message: { ...entry.message, feedback } }
        : entry,
    ),
  };
}

type Said = { readonly view: VisitorView; readonly event: VisitorEvent; readonly what: string };

/** The change, unless something newer was said of the same. */
function latest({ view, event, what }: Said, change: Partial<VisitorView>): Partial<VisitorView> | null {
  const { seq } = event;
  const before = view.saidAt[what] ?? 0;
  if (seq <= before) return null;
  return { ...change, saidAt: { ...view.saidAt, [what]: seq } };
}
