import { type Actor, AppError } from '@parley/protocol';
import { appendEvents, decide, draftOf } from './append.ts';
import type { Conversation, Decision, PendingTurn } from './conversation.ts';
import { moveByPerson } from './move-by-person.ts';
import type { ReceivedTurn, ReceivingAgent } from './receive-message.ts';

/** A decision, and the turn that answers what the visitor wrote meanwhile: null when nothing is unanswered. */
export type HandBack = Decision & { readonly turn: PendingTurn | null };

type WorkingAgent = Pick<ReceivingAgent, 'state'>;

/**
 * Gives a conversation back to the agent; null when the agent has it. What the visitor wrote since the last answer gets
 * one turn. Throws `bad_request` when it has ended, and `conflict` when the agent does not work.
 */
export function handBack(
  state: Conversation,
  agent: WorkingAgent,
  turn: ReceivedTurn,
  by: Actor,
  at: Date,
): HandBack | null {
  const draft = draftOf(state);
  moveByPerson(draft, 'hand_back', at, by);
  if (draft.events.length === 0) return null;
  requireWorking(agent);
  const isAnswered = state.lastVisitorOrd <= state.answeredOrd;
  const pending: PendingTurn | null = isAnswered ? null : { ...turn, ord: state.lastVisitorOrd, isHandedBack: true };
  if (pending) {
    draft.state = { ...draft.state, turns: [pending] };
    appendEvents(draft, { type: 'turn.queued', data: { turnId: pending.id, ord: pending.ord } });
  }
  return { ...decide(draft), turn: pending };
}

/**
 * Reopens what has ended for the agent; null when it is open. What was left unanswered in the episode that ended is
 * past: the agent waits for the visitor. Throws `conflict` when the agent does not work.
 */
export function reopenWithAgent(state: Conversation, agent: WorkingAgent, by: Actor, at: Date): Decision | null {
  const draft = draftOf(state);
  moveByPerson(draft, 'reopen_with_agent', at, by);
  if (draft.events.length === 0) return null;
  requireWorking(agent);
  draft.state = { ...draft.state, personOffered: false, answeredOrd: draft.state.messageCount };
  return decide(draft);
}

function requireWorking({ state }: WorkingAgent): void {
  if (state === 'active') return;
  throw new AppError('conflict', `The agent of this conversation is ${state}: it would not answer.`);
}
