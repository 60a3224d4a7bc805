import type { VisitorEvent, VisitorSignal } from '@parley/protocol/api';
import { draftAfter, replyStatus, withPiece } from './reply-draft.ts';
import { type Core, change, type Model, tell } from './visitor-core.ts';
import { applyVisitorEvent } from './visitor-view.ts';

export type Hearing = {
  /** Takes an event in; false when it was there before. What is old is shown and not told. */
  event(event: VisitorEvent, isOld: boolean): boolean;
  signal(signal: VisitorSignal): void;
  /** Begins to wait for a sign of the answer, if one is due. */
  expectReply(): void;
  stop(): void;
};

/** Takes in what a conversation's stream tells, whichever tab reads it. */
export function createHearing(core: Core): Hearing {
  let stopWaiting = (): void => {};
  let stopTyping = (): void => {};
  const expectReply = (): void => {
    stopWaiting();
    if (core.model.isLate) change(core, { isLate: false });
    if (replyStatus(core.model.view) !== 'awaited') return;
    stopWaiting = core.timers.after(core.pace.lateMs, () => change(core, { isLate: true, draft: null, typing: null }));
  };
  return {
    expectReply,
    event(event, isOld) {
      const before = core.model;
      if (before.view === null) return false;
      const view = applyVisitorEvent(before.view, event);
      if (view === before.view) return false;
      const isReply = event.type === 'message' && event.message.author !== 'visitor';
      change(core, {
        view,
        draft: draftAfter(before.draft, event),
        outbox: withoutShown(core, event),
        ...(isReply ? { typing: null, thinking: null } : {}),
      });
      expectReply();
      if (!isOld) tellOf(core, before, event);
      return true;
    },
    signal(signal) {
      // A piece may be late: whoever has taken over since is not talked over.
      if (signal.type === 'delta' && core.model.view?.driver === 'ai')
        change(core, { draft: withPiece(core.model.draft, signal), thinking: null });
      if (signal.type === 'thinking') change(core, { thinking: signal.text });
      if (signal.type === 'typing') {
        stopTyping();
        const isOver = !signal.is_typing && core.model.typing === signal.author;
        if (signal.is_typing) {
          change(core, { typing: signal.author });
          stopTyping = core.timers.after(core.pace.typingMs, () => change(core, { typing: null }));
        } else if (isOver) change(core, { typing: null });
      }
      expectReply();
    },
    stop() {
      stopWaiting();
      stopTyping();
    },
  };
}

/** A message that has come back over the stream is stored, whether or not its receipt has come too. */
function withoutShown(core: Core, event: VisitorEvent): Model['outbox'] {
  const { outbox } = core.model;
  if (event.type !== 'message' || !outbox.some(({ id }) => id === event.message.id)) return outbox;
  core.shelf.remove(`out.${event.message.id}`);
  return outbox.filter(({ id }) => id !== event.message.id);
}

function tellOf(core: Core, before: Model, event: VisitorEvent): void {
  if (event.type === 'message') {
    const { id, ord, author, content: text } = event.message;
    if (author === 'visitor') tell(core, 'message', { id, text });
    else if (!event.message.is_welcome) tell(core, 'reply', { ord, text, author });
  }
  if (event.type === 'rating') tell(core, 'rating', { rating: event.rating });
  if (event.type === 'status' && before.view && event.driver !== before.view.driver) {
    tell(core, 'handoff', { state: HANDOFFS[event.driver] });
  }
}

const HANDOFFS = { ai: 'ended', queue: 'requested', human: 'active' } as const;
