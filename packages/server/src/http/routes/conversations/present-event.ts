import type { ConversationEventItem, MessageData } from '@parley/protocol/api';
import type { ListedEvent, StoredMessage } from '../../../store/events/list-conversation-events.ts';

/** An event of a conversation as the Agent API tells it. */
export function presentEvent({ seq, id, createdAt, message, entry }: ListedEvent): ConversationEventItem {
  if (message) return { type: 'message', seq, data: presentMessage(message) };
  const { code, text, data } = entry;
  return {
    type: 'log',
    seq,
    data: { id, created_at: createdAt.toISOString(), code, text, ...(data ? { data } : {}) },
  };
}

// The JSON columns hold what the turn or the request wrote in the contract's own shapes.
type StoredShapes = Pick<
  MessageData,
  'message_insights' | 'feedback' | 'client_metadata' | 'sources_generated' | 'attachments'
>;

function presentMessage(message: StoredMessage): MessageData {
  const shapes = {
    message_insights: message.insights,
    feedback: message.feedback,
    client_metadata: message.client_metadata,
    sources_generated: message.sources,
    attachments: message.attachments,
  } as unknown as StoredShapes;
  return {
    id: message.id,
    ord: message.ord,
    created_at: message.created_at.toISOString(),
    content: message.content,
    author: message.author,
    handoff_state: message.handoff_state,
    is_welcome: message.is_welcome,
    ...shapes,
  };
}
