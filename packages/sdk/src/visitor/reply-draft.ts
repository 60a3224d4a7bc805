import type { VisitorEvent, VisitorSignal } from '@parley/protocol/api';
import type { ReplyDraft, ReplyStatus } from './visitor-client.ts';
import type { VisitorView } from './visitor-view.ts';

/** What is known of the reply that is being written; `isWhole` is false once a piece was missed: then nothing is shown. */
export type Draft = ReplyDraft & { readonly isWhole: boolean };
type Delta = Extract<VisitorSignal, { type: 'delta' }>;

/** Adds a piece. One that comes again changes nothing; one that begins anew replaces all. */
export function withPiece(draft: Draft | null, { ord, at, text }: Delta): Draft {
  if (at === 0 && !(draft?.ord === ord && draft.isWhole && draft.text.startsWith(text))) {
    return { ord, text, isWhole: true };
  }
  if (draft?.ord !== ord || !draft.isWhole) return { ord, text: '', isWhole: false };
  const known = draft.text.length - at;
  if (known < 0) return { ord, text: '', isWhole: false };
  return known >= text.length ? draft : { ...draft, text: draft.text + text.slice(known) };
}

/** What remains of a draft after an event: the message takes its place, and a turn that ended leaves none. */
export function draftAfter(draft: Draft | null, event: VisitorEvent): Draft | null {
  if (draft === null) return null;
  if (event.type === 'message') return event.message.author === 'visitor' ? draft : null;
  if (event.type === 'turn_ended') return event.ord >= draft.ord ? null : draft;
  return event.type === 'status' && event.driver !== 'ai' ? null : draft;
}

/** Where the answer to the last message is, as far as the log says. */
export function replyStatus(view: VisitorView | null): Exclude<ReplyStatus, 'late'> {
  if (view?.driver !== 'ai' || view.progress !== 'open') return 'none';
  const messages = view.entries.flatMap((entry) => (entry.kind === 'message' ? entry.message : []));
  const last = messages.findLast(({ author }) => author === 'visitor');
  if (!last || messages.some(({ answers, author, ord }) => (answers ?? (author === 'visitor' ? 0 : ord)) >= last.ord)) {
    return 'none';
  }
  const { endedTurn } = view;
  // A turn that was abandoned with its server, or for a newer message, is followed by another.
  const isGivenUp = endedTurn?.reason === 'failed' || endedTurn?.reason === 'gave_up_waiting';
  return isGivenUp && endedTurn.ord >= last.ord ? 'failed' : 'awaited';
}
