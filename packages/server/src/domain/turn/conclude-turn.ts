import type { TurnEndReason } from '@parley/protocol';
import { appendEvents, appendMessage, decide, draftOf } from '../conversation/append.ts';
import { changeState } from '../conversation/change-state.ts';
import type { Conversation, Decision, PendingTurn } from '../conversation/conversation.ts';
import { extractTitle } from './extract-title.ts';

/** A checked reply, ready to be said. */
export type Reply = {
  readonly id: string;
  readonly text: string;
  /** Strongest first, as they are stored with the message. */
  readonly sources: readonly object[];
  readonly insights: object;
  /** The reply asks «shall I ask a person?». */
  readonly offersPerson: boolean;
  /** The turn hands the conversation over: its reply is the closing text. */
  readonly handsOff: boolean;
  /** The visitor messages that it answers, for the title of a conversation that has none. */
  readonly questions: readonly string[];
};

/**
 * Whether a turn may still speak: it heads the list, its message was not answered by another turn, and the agent drives
 * an open conversation (I3, I4).
 */
export function maySpeak(state: Conversation, turnId: string): boolean {
  const [turn] = state.turns;
  if (turn?.id !== turnId || turn.ord <= state.answeredOrd) return false;
  return state.driver === 'ai' && state.progress === 'open';
}

/** Whether a turn still waits or runs; when not, it was superseded or ended by another node. */
export function isPending(state: Conversation, turnId: string): boolean {
  return state.turns.some((turn) => turn.id === turnId);
}

/**
 * Ends a turn with its reply: message, sources, title and a hand-off if intended, in one decision. Gives null when the
 * turn may no longer speak; the reply is then dropped, and the change that took the turn away has logged it.
 */
export function concludeTurn(state: Conversation, turnId: string, reply: Reply, at: Date): Decision | null {
  const [turn] = state.turns;
  if (!turn || !maySpeak(state, turnId)) return null;
  const title = state.title ?? extractTitle(reply.questions);
  const draft = draftOf({
    ...state,
    turns: state.turns.slice(1),
    answeredOrd: Math.max(state.answeredOrd, turn.ord),
    personOffered: reply.offersPerson,
    title,
  });
  const named = title === state.title || title === null ? {} : { title };
  const { id, text, sources, insights } = reply;
  appendMessage(draft, { id, author: 'ai_assistant', content: text, sources, insights }, at, {
    answers: turn.ord,
    ...named,
    ...(reply.offersPerson ? { offersPerson: true } : {}),
  });
  if (reply.handsOff) changeState(draft, { driver: 'queue' }, at, { type: 'ai_assistant' });
  return decide(draft);
}

/**
 * Queues a turn for a visitor message that is stored and was not answered: its first turn failed, or its caller was cut
 * off. Gives null when the message has been answered since, or the agent does not drive.
 */
export function queueTurn(state: Conversation, turn: PendingTurn): Decision | null {
  if (turn.ord <= state.answeredOrd || state.driver !== 'ai' || state.progress !== 'open') return null;
  const draft = draftOf({ ...state, turns: [...state.turns, turn] });
  appendEvents(draft, { type: 'turn.queued', data: { turnId: turn.id, ord: turn.ord } });
  return decide(draft);
}

/** Ends a turn without a reply and says why in the log; null when it was not pending any more. */
export function endTurn(state: Conversation, turnId: string, reason: TurnEndReason): Decision | null {
  const turn = state.turns.find((pending) => pending.id === turnId);
  if (!turn) return null;
  const draft = draftOf({ ...state, turns: state.turns.filter((pending) => pending.id !== turnId) });
  appendEvents(draft, { type: 'turn.ended', data: { turnId, ord: turn.ord, reason } });
  return decide(draft);
}

/** How often a turn is begun again after the process that worked on it died: one that kills processes must end. */
const MOST_RETRIES = 3;

/**
 * Hands a turn that nobody works on to another process, in its place in the list. It gets a new id, so that the one
 * that seemed to be gone may not speak for it. Gives null when it is not pending any more, or was begun too often.
 */
export function passTurnOn(
  state: Conversation,
  turnId: string,
  to: Pick<PendingTurn, 'id' | 'node'>,
): (Decision & { readonly turn: PendingTurn }) | null {
  const lost = state.turns.find(({ id }) => id === turnId);
  const retries = (lost?.retries ?? 0) + 1;
  if (!lost || retries > MOST_RETRIES) return null;
  const turn: PendingTurn = { ...lost, ...to, retries };
  const draft = draftOf({ ...state, turns: state.turns.map((pending) => (pending === lost ? turn : pending)) });
  appendEvents(
    draft,
    { type: 'turn.ended', data: { turnId, ord: lost.ord, reason: 'abandoned' } },
    { type: 'turn.queued', data: { turnId: turn.id, ord: turn.ord } },
  );
  return { ...decide(draft), turn };
}
