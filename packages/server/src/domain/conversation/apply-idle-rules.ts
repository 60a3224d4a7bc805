import type { Actor } from '@parley/protocol';
import { appendEvents, decide, draftOf } from './append.ts';
import { changeState } from './change-state.ts';
import type { Conversation } from './conversation.ts';
import { type HandBack, handBack } from './hand-back.ts';
import type { ReceivedTurn, ReceivingAgent } from './receive-message.ts';

/** When silence has consequences; 0 switches a rule off. */
export type IdleRules = {
  /** What the agent drives is resolved after so long without a message. */
  readonly autoCloseHours: number;
  /** Who waits for people so long is told once that it takes longer. */
  readonly queueNoticeMinutes: number;
  /** What people have is handed back to the agent after so long without a word of theirs. */
  readonly handBackAfterMinutes: number;
};

export type IdleAgent = IdleRules & Pick<ReceivingAgent, 'state'>;

const SYSTEM: Actor = { type: 'system' };
const MINUTE_MS = 60_000;

/** Does what the idle rules ask of a conversation now; null when they ask nothing. */
export function applyIdleRules(state: Conversation, agent: IdleAgent, turn: ReceivedTurn, at: Date): HandBack | null {
  if (state.progress !== 'open') return null;
  switch (state.driver) {
    case 'ai':
      return isOver(lastMove(state), agent.autoCloseHours * 60, at) ? resolve(state, at) : null;
    case 'queue':
      return isOver(state.silentSince, agent.queueNoticeMinutes, at) ? tellOfWait(state) : null;
    case 'human':
      // An agent that does not work would leave the visitor with nobody.
      if (agent.state !== 'active' || !isOver(state.silentSince, agent.handBackAfterMinutes, at)) return null;
      return handBack(state, agent, turn, SYSTEM, at);
  }
}

/** What was just handed back or reopened is not left alone, however old its messages are. */
function lastMove({ lastMessageAt, silentSince }: Conversation): Date {
  return silentSince !== null && silentSince > lastMessageAt ? silentSince : lastMessageAt;
}

function isOver(since: Date | null, minutes: number, at: Date): boolean {
  return minutes > 0 && since !== null && at.getTime() - since.getTime() >= minutes * MINUTE_MS;
}

function resolve(state: Conversation, at: Date): HandBack {
  const draft = draftOf(state);
  changeState(draft, { progress: 'resolved' }, at, SYSTEM);
  return { ...decide(draft), turn: null };
}

/** Once: nothing is silent since then, until the conversation waits anew. */
function tellOfWait(state: Conversation): HandBack {
  const draft = draftOf({ ...state, silentSince: null });
  appendEvents(draft, { type: 'marker.added', data: { code: 'still_waiting' } });
  return { ...decide(draft), turn: null };
}
