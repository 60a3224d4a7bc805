import type { Conversation } from '../conversation/conversation.ts';
import { divideMessages, type PastMessage, type TurnMessages } from './build-context.ts';

/**
 * Up to which message everything is past for a reply that a person asks for: the visitor's last words are what it
 * answers, also where somebody has answered them already.
 */
export const draftAnswersAfter = ({ answeredOrd, lastVisitorOrd }: Conversation): number =>
  Math.min(answeredOrd, lastVisitorOrd - 1);

/**
 * Divides the messages for a reply that a person will send: as for a turn of the agent, but what people said is not over,
 * for it is they who go on.
 */
export function divideForDraft(state: Conversation, messages: readonly PastMessage[]): TurnMessages {
  const answeredOrd = draftAnswersAfter(state);
  const { questions, history } = divideMessages({ answeredOrd }, { ord: state.lastVisitorOrd }, messages);
  if (state.driver === 'ai') return { questions, history };
  // Those of an earlier stretch that has ended stand before the last message of the agent that handed nothing over.
  const agentsLast = Math.max(0, ...messages.filter(isOfAgent).map(({ ord }) => ord));
  const going = <M extends TurnMessages['history'][number]>(message: M): M =>
    message.ord > agentsLast ? { ...message, inEndedHumanStretch: false } : message;
  return { questions: questions.map(going), history: history.map(going) };
}

const isOfAgent = ({ author, handoffState, isWelcome, kind }: PastMessage): boolean =>
  author === 'ai_assistant' && !isWelcome && kind !== 'handoff' && (handoffState === null || handoffState === 'ended');
