import { type HandoffState, SOURCES_WITHOUT_INBOX_CONTROL, type Source } from '@parley/protocol';
import type { JsonObject } from '../../lib/json.ts';
import { readSettings } from '../agent/settings.ts';
import type { Conversation, PendingTurn } from '../conversation/conversation.ts';
import type { ScoredPassage } from '../knowledge/passage.ts';
import type { AgentProfile, TurnContext, TurnMessage } from './turn-context.ts';

/** A stored message, as far as a turn needs it. */
export type PastMessage = Pick<TurnMessage, 'ord' | 'author' | 'content' | 'attachments' | 'isWelcome'> & {
  /** Where a hand-off stood when it was said. */
  readonly handoffState: HandoffState | null;
  /** Of a reply of the agent; null for everything else. */
  readonly kind: string | null;
};

/** The messages that a turn answers and those before them; none of a later turn. */
export type TurnMessages = Pick<TurnContext, 'questions' | 'history'>;

/**
 * Divides the messages for a turn: unanswered visitor messages up to its own are its questions, later ones wait for
 * their own turn, and all else is history. What people handled is marked: they are gone when a turn runs.
 */
export function divideMessages(
  state: Pick<Conversation, 'answeredOrd'>,
  turn: Pick<PendingTurn, 'ord' | 'isHandedBack'>,
  messages: readonly PastMessage[],
): TurnMessages {
  const questions: TurnMessage[] = [];
  const history: TurnMessage[] = [];
  const handOffs = handOffOrds(messages);
  for (const { handoffState, kind, ...message } of messages) {
    const isHandOff = handOffs.has(message.ord);
    const inEndedHumanStretch =
      isHandOff || message.author === 'human_operator' || handoffState === 'requested' || handoffState === 'active';
    const past = { ...message, inEndedHumanStretch, ...(isHandOff ? { isHandOff } : {}) };
    if (message.author !== 'visitor' || message.ord <= state.answeredOrd) history.push(past);
    else if (message.ord <= turn.ord) {
      questions.push({ ...past, inEndedHumanStretch: inEndedHumanStretch || turn.isHandedBack === true });
    }
  }
  return { questions, history };
}

/** The replies by which the agent handed over, and the visitor messages that they answered. */
function handOffOrds(messages: readonly PastMessage[]): Set<number> {
  const ords = new Set<number>();
  let asked: number[] = [];
  for (const { ord, author, kind } of messages) {
    if (author === 'visitor') asked.push(ord);
    else {
      if (kind === 'handoff') for (const part of [...asked, ord]) ords.add(part);
      asked = [];
    }
  }
  return ords;
}

/** Everything that the turn's model may rest on. */
export function buildContext(
  state: Conversation,
  settings: JsonObject,
  messages: TurnMessages,
  passages: readonly ScoredPassage[],
  language: string | null,
): TurnContext {
  return {
    agent: profileFor(state, settings),
    ...messages,
    personOffered: state.personOffered,
    language: language ?? state.mostFrequentLanguage,
    metadata: state.metadata,
    passages,
  };
}

/** Where no person can take over, none is offered and none is called. */
function profileFor({ source }: Conversation, stored: JsonObject): AgentProfile {
  const settings = readSettings(stored);
  const without: readonly Source[] = SOURCES_WITHOUT_INBOX_CONTROL;
  return without.includes(source) ? { ...settings, peopleEnabled: false } : settings;
}
