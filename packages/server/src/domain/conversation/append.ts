import type { Actor, ConversationEvent, VisitorChange } from '@parley/protocol';
import type { Conversation, Decision, NewMessage } from './conversation.ts';
import { handoffState } from './conversation.ts';

/** What a message brings itself; place, time and hand-off state follow from the conversation. */
export type MessageContent = Pick<NewMessage, 'id' | 'author' | 'content'> &
  Partial<
    Pick<NewMessage, 'authorId' | 'isWelcome' | 'clientMetadata' | 'sources' | 'insights' | 'attachments' | 'verified'>
  >;

/** What the event of a message tells beside its place. */
export type ToldOfMessage = {
  /** The visitor message that it replies to. */
  readonly answers?: number;
  /** It asks «shall I ask a person?». */
  readonly offersPerson?: true;
  /** The title that it gave the conversation. */
  readonly title?: string;
  /** Who sent a person's words. */
  readonly by?: Actor;
  /** The language of a visitor message (ISO 639-1). */
  readonly language?: string;
  /** Details of the visitor that came with it. */
  readonly visitor?: VisitorChange;
  /** Whether the site vouched for who wrote it. */
  readonly verified?: boolean;
};

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

/** Appends a message with its event, and keeps the conversation's list row up to date. Gives the message's `ord`. */
export function appendMessage(draft: Draft, message: MessageContent, at: Date, told: ToldOfMessage = {}): number {
  const ord = draft.state.messageCount + 1;
  const fromVisitor = message.author === 'visitor';
  draft.messages.push({
    authorId: null,
    isWelcome: false,
    clientMetadata: null,
    sources: [],
    insights: null,
    attachments: [],
    verified: null,
    ...message,
    ord,
    handoffState: handoffState(draft.state),
    createdAt: at,
  });
  draft.events.push({ type: fromVisitor ? 'message.received' : 'message.sent', data: { ord, ...told } });
  draft.state = {
    ...draft.state,
    messageCount: ord,
    lastMessageAt: at,
    lastMessageContent: message.content,
    ...(fromVisitor ? { lastVisitorMessageAt: at, lastVisitorOrd: ord, unread: true } : {}),
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
