import { AppError } from '@parley/protocol';
import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import type { PastMessage } from '../domain/turn/build-context.ts';
import type { CheckedReply } from '../domain/turn/check-draft.ts';
import { endTurn } from '../domain/turn/conclude-turn.ts';
import { findConversation } from '../store/conversations/find-conversation.ts';
import { findReply } from '../store/messages/find-reply.ts';
import { awaitTurn } from './await-turn.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';
import { type ReceiveMessageInput, receiveMessage } from './receive-message.ts';
import { runTurn } from './run-turn.ts';

export type AnswerVisitorInput = Omit<ReceiveMessageInput, 'origin'> & {
  readonly topic: string | null;
  /** Called once the message is stored, before any model is. */
  readonly onStored?: (stored: StoredMessage) => void;
  readonly onDelta?: (text: string) => void;
  readonly onThinking?: (text: string) => void;
  readonly signal: AbortSignal;
};

export type StoredMessage = { readonly conversationId: string; readonly ord: number };

/** The reply, or none: the agent is silent, or what it was about to say is no longer wanted. */
export type VisitorAnswer = {
  readonly conversationId: string;
  readonly ord: number;
  readonly text: string;
  readonly sources: readonly object[];
  /** What the agent took its reply for, where this request's turn gave it. */
  readonly kind?: CheckedReply['kind'];
  /** The agent was to answer, and what it said so far is no longer wanted: whoever shows it removes it. */
  readonly isDropped?: true;
};

/** Receives a visitor message and answers it within the request: the turn of `POST /chat` (design §4). */
export async function answerVisitor(deps: Deps, input: AnswerVisitorInput): Promise<VisitorAnswer> {
  const received = await receiveMessage(deps, { ...input, origin: 'request' });
  const { next: state, ord, turn } = received;
  try {
    input.onStored?.({ conversationId: state.id, ord });
    const begins = input.conversation === null;
    const messages = begins ? { messages: received.messages.map(pastMessage) } : {};
    return await answerStored(deps, { ...input, ...messages, state, ord, turn });
  } finally {
    if (turn) deps.liveTurns.delete(turn.id);
  }
}

type AnswerStoredInput = Pick<AnswerVisitorInput, 'agent' | 'topic' | 'onDelta' | 'onThinking' | 'signal'> & {
  readonly state: Conversation;
  readonly ord: number;
  readonly turn: PendingTurn | null;
  readonly messages?: readonly PastMessage[];
};

/** Waits for the turn of a stored visitor message and runs it; without a turn there is nothing to say. */
export async function answerStored(deps: Deps, input: AnswerStoredInput): Promise<VisitorAnswer> {
  const { state, ord, turn } = input;
  const conversation = turn ? await awaitTurn(deps, state, turn.id, state, input.signal) : null;
  if (!turn) return earlierReply(deps, state, ord);
  if (!conversation) return replyOrDropped(deps, state, ord);
  if (turn.ord <= conversation.answeredOrd) {
    // A turn that failed left its message to the next one, which has answered both.
    await changeConversation(deps, state, conversation, { decide: (latest) => endTurn(latest, turn.id, 'superseded') });
    return earlierReply(deps, state, ord);
  }
  const outcome = await runTurn(deps, { ...input, conversation, turn });
  if (outcome.type === 'superseded') return replyOrDropped(deps, state, ord);
  const { text, sources, kind } = outcome;
  return { conversationId: state.id, ord: outcome.ord, text, sources, kind };
}

/** What another turn has said to the message already, or else silence. */
async function earlierReply(deps: Deps, state: Conversation, ord: number): Promise<VisitorAnswer> {
  const reply = await findReply(deps.database.named, state, ord);
  return { conversationId: state.id, ...(reply ?? { ord, text: '', sources: [] }) };
}

/**
 * For a turn that was superseded: another one has answered, or nobody does. Throws `unavailable` when nobody took the
 * conversation over and the message is still to be answered: the turn was ended as that of a dead node.
 */
async function replyOrDropped(deps: Deps, state: Conversation, ord: number): Promise<VisitorAnswer> {
  const answer = await earlierReply(deps, state, ord);
  if (answer.text !== '') return answer;
  const now = await findConversation(deps.database.named, state);
  if (now?.epoch === state.epoch && now.answeredOrd < ord) {
    throw new AppError('unavailable', 'The reply was cut off. Your message is stored: try again.');
  }
  return { ...answer, isDropped: true };
}

function pastMessage(message: {
  ord: number;
  author: PastMessage['author'];
  content: string;
  isWelcome: boolean;
}): PastMessage {
  const { ord, author, content, isWelcome } = message;
  return { ord, author, content, isWelcome, handoffState: null, kind: null };
}
