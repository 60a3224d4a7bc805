import type { ConversationEvent } from '@parley/protocol';
import type { Conversation, Decision, NewMessage } from './conversation.ts';
import { handoffState } from './conversation.ts';

/** What a message brings itself; place, time and hand-off state follow from the conversation. */
export type MessageContent = Pick<NewMessage, 'id' | 'author' | 'content'> &
  Partial<Pick<NewMessage, 'authorId' | 'isWelcome' | 'clientMetadata' | 'sources' | 'insights' | 'attachments'>>;

/** A decision under way: state, messages and events grow together, so that their numbers always agree. */
export type Draft = {
  state: Conversation;
  readonly messages: NewMessage[];
  readonly events: ConversationEvent[];
};

/** Begins a decision on a state. */
export function draftOf(state: Conversation): Draft {
  return { state, messages: [], events: [] };
}

/**
 * Appends a message with its event, and keeps the conversation's list row up to date. `answers` is the visitor message
 * that it replies to. Gives the message's `ord`.
 */
export function appendMessage(draft: Draft, message: MessageContent, at: Date, answers?: number): number {
  const ord = draft.state.messageCount + 1;
  const fromVisitor = message.author === 'visitor';
  draft.messages.push({
    authorId: null,
    isWelcome: false,
    clientMetadata: null,
    sources: [],
    insights: null,
    attachments: [],
    ...message,
    ord,
    handoffState: handoffState(draft.state),
    createdAt: at,
  });
  draft.events.push(
    fromVisitor
      ? { type: 'message.received', data: { ord } }
      : { type: 'message.sent', data: answers === undefined ? { ord } : { ord, answers } },
  );
  draft.state = {
    ...draft.state,
    messageCount: ord,
    lastMessageAt: at,
    lastMessageContent: message.content,
    ...(fromVisitor ? { lastVisitorMessageAt: at, unread: true } : {}),
  };
  return ord;
}

/** Appends events that carry no message. */
export function appendEvents(draft: Draft, ...events: readonly ConversationEvent[]): void {
  draft.events.push(...events);
}

/** Ends a decision: the next state's `seq` counts its events. */
export function decide(draft: Draft): Decision {
  const next = { ...draft.state, seq: draft.state.seq + draft.events.length };
  return { next, messages: draft.messages, events: draft.events };
}
