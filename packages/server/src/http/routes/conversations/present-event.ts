import type { ConversationEventItem, MessageData, MessageInsights } from '@parley/protocol/api';
import type { ListedEvent, StoredMessage } from '../../../store/events/list-conversation-events.ts';

/** An event of a conversation as the Agent API tells it. */
export function presentEvent({ seq, id, createdAt, message, link, entry }: ListedEvent): ConversationEventItem {
  if (message) return { type: 'message', seq, data: presentMessage(message) };
  if (link) {
    const { url, messageId } = link;
    return { type: 'tracked_link', seq, data: { id, url, message_id: messageId, created_at: createdAt.toISOString() } };
  }
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
    message_insights: message.insights && insightsOf(message.insights as unknown as MessageInsights),
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

/** What is kept beside, for the team alone, is left out. */
const insightsOf = ({ kind, passages, tools, latency_ms }: MessageInsights): MessageInsights => ({
  kind,
  passages: passages.map(({ article_id, title, score }) => ({ article_id, title, score })),
  tools: tools.map(({ name, latency_ms, failed }) => ({ name, latency_ms, failed })),
  latency_ms,
});
