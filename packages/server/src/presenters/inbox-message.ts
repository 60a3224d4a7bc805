import type { Actor, MessageFeedback } from '@parley/protocol';
import type { Attachment, InboxMessage } from '@parley/protocol/api';
import type { LoggedMessage } from '../domain/conversation/logged-message.ts';
import { type ActorBook, idOfActor, namedActor } from './named-actor.ts';
import { workspaceMarker, workspaceMessage } from './workspace-message.ts';

type Said = Extract<LoggedMessage, { marker: null }>;

/** What a message is shown with. */
export type MessageSetting = {
  readonly conversationId: string;
  readonly book: ActorBook;
  /** Up to which message the visitor has seen it; null where nobody can know. */
  readonly seenOrd: number | null;
};

/** A message or marker as the conversation screen shows it. */
export function inboxMessage(logged: LoggedMessage, setting: MessageSetting): InboxMessage {
  return logged.marker === null ? said(logged, setting) : marker(logged, setting);
}

/** Whom the book must know for some messages. */
export const actorIdsOf = (messages: readonly LoggedMessage[]): string[] =>
  messages.flatMap((message) => (message.marker === null ? idOfActor(authorOf(message)) : []));

function said(message: Said, { conversationId, book, seenOrd }: MessageSetting): InboxMessage {
  const { author, ord, kind } = message;
  // The JSON columns hold what was written in the contract's own shapes.
  const stored = message as unknown as Pick<InboxMessage, 'kind' | 'sources' | 'feedback'>;
  const attachments = message.attachments as unknown as Attachment[];
  return {
    object: 'inbox_message',
    seq: message.seq,
    ord,
    message: workspaceMessage({
      ...message,
      conversationId,
      attachments,
      feedback: message.feedback as MessageFeedback | null,
    }),
    author: namedActor(authorOf(message), book),
    is_welcome: message.isWelcome,
    handoff_state: message.handoffState,
    kind: stored.kind,
    answers: message.answers,
    sources: stored.sources,
    attachments,
    feedback: stored.feedback,
    client_metadata: message.clientMetadata,
    has_insights: kind !== null,
    is_seen: author === 'visitor' || seenOrd === null ? null : ord <= seenOrd,
  };
}

function marker(logged: Exclude<LoggedMessage, Said>, { conversationId, book }: MessageSetting): InboxMessage {
  const { seq, marker: code, createdAt } = logged;
  return {
    object: 'inbox_message',
    seq,
    ord: null,
    message: workspaceMarker({ conversationId, seq, code, createdAt }),
    author: namedActor({ type: 'system' }, book),
    is_welcome: false,
    handoff_state: null,
    kind: null,
    answers: null,
    sources: [],
    attachments: [],
    feedback: null,
    client_metadata: null,
    has_insights: false,
    is_seen: null,
  };
}

function authorOf({ author, authorId, by }: Said): Actor {
  if (author === 'visitor') return { type: 'visitor' };
  if (author === 'ai_assistant') return { type: 'ai_assistant' };
  if (authorId !== null) return { type: 'operator', id: authorId };
  return by ?? { type: 'system' };
}
