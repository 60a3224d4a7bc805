import type { JsonObject } from '../../lib/json.ts';
import { readSettings } from '../agent/settings.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { ScoredPassage } from '../knowledge/passage.ts';
import type { TurnContext, TurnMessage } from './turn-context.ts';

/** A stored message, as far as a turn needs it. */
export type PastMessage = Omit<TurnMessage, 'inEndedHumanStretch'> & { readonly handledByPeople: boolean };

/** The messages that a turn answers and those before them; none of a later turn. */
export type TurnMessages = Pick<TurnContext, 'questions' | 'history'>;

/**
 * Divides the messages for the turn that answers up to `ord`: unanswered visitor messages up to there are its
 * questions, later ones wait for their own turn, and all else is history.
 */
export function divideMessages(state: Conversation, ord: number, messages: readonly PastMessage[]): TurnMessages {
  const questions: TurnMessage[] = [];
  const history: TurnMessage[] = [];
  for (const { handledByPeople, ...message } of messages) {
    const past = { ...message, inEndedHumanStretch: handledByPeople && state.driver === 'ai' };
    if (message.author !== 'visitor' || message.ord <= state.answeredOrd) history.push(past);
    else if (message.ord <= ord) questions.push(past);
  }
  return { questions, history };
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
    agent: readSettings(settings),
    ...messages,
    personOffered: state.personOffered,
    language: language ?? state.mostFrequentLanguage,
    metadata: state.metadata,
    passages,
  };
}
