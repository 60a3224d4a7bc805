import type { ConversationEvent, Driver, Progress } from '@parley/protocol';
import type { Conversation } from './conversation.ts';

/**
 * Sets who drives and how far the conversation has come, with the stamps of design §3. Raises the epoch, ends every
 * turn that waits or runs (what a turn would say now is no longer wanted) and logs it; gives the state back as it is,
 * without event, when nothing changed.
 */
export function changeDriver(
  state: Conversation,
  to: { readonly driver?: Driver; readonly progress?: Progress },
  at: Date,
): { next: Conversation; events: ConversationEvent[] } {
  const driver = to.driver ?? state.driver;
  const progress = to.progress ?? state.progress;
  if (driver === state.driver && progress === state.progress) return { next: state, events: [] };
  const superseded = state.turns.map((turn): ConversationEvent => {
    return { type: 'turn.ended', data: { turnId: turn.id, ord: turn.ord, reason: 'superseded' } };
  });
  const next = {
    ...state,
    turns: [],
    driver,
    progress,
    epoch: state.epoch + 1,
    peopleWereHere: state.peopleWereHere || driver === 'human',
    ...stamps(state, progress, at),
  };
  const data = {
    ...(driver === state.driver ? {} : { driver: { from: state.driver, to: driver } }),
    ...(progress === state.progress ? {} : { progress: { from: state.progress, to: progress } }),
  };
  return { next, events: [{ type: 'conversation.updated', data }, ...superseded] };
}

function stamps(state: Conversation, progress: Progress, at: Date): Pick<Conversation, 'resolvedAt' | 'closedAt'> {
  const { resolvedAt, closedAt } = state;
  if (progress === state.progress) return { resolvedAt, closedAt };
  switch (progress) {
    case 'open':
      return { resolvedAt: null, closedAt: null };
    case 'resolved':
      return { resolvedAt: at, closedAt: null };
    case 'closed':
      return { resolvedAt, closedAt: closedAt ?? at };
    case 'archived':
      return { resolvedAt, closedAt };
  }
}
