import type { Decision } from './conversation.ts';
import type { LoggedMessage } from './logged-message.ts';

/** The message of a decision as the log has it once it is saved; null for one without a message. */
export function saidMessage({ next, messages, events }: Decision): LoggedMessage | null {
  const [message] = messages;
  const index = events.findIndex(({ type }) => type === 'message.sent' || type === 'message.received');
  const event = events[index];
  if (!message || event?.type !== 'message.sent') return null;
  return {
    seq: next.seq - events.length + 1 + index,
    createdAt: message.createdAt,
    marker: null,
    id: message.id,
    ord: message.ord,
    author: message.author,
    authorId: message.authorId,
    by: event.data.by ?? null,
    answers: event.data.answers ?? null,
    content: message.content,
    isWelcome: message.isWelcome,
    handoffState: message.handoffState,
    sources: message.sources as LoggedSources,
    kind: null,
    attachments: message.attachments as LoggedSources,
    clientMetadata: message.clientMetadata,
    feedback: null,
    verified: message.verified,
    delivery: null,
    editedAt: null,
    deletedAt: null,
  };
}

/** What is about to be written as JSON is read back as that. */
type LoggedSources = Extract<LoggedMessage, { marker: null }>['sources'];
