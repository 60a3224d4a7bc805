import type { ExportRows } from '@parley/protocol';
import { statusOf } from '../domain/conversation/conversation.ts';
import type { ExportedConversation, ExportedMessage, ExportSlice } from '../domain/export/exported.ts';
import type { JsonObject } from '../lib/json.ts';
import { unifiedAnalysis } from './unified-analysis.ts';
import { utcTime } from './utc-time.ts';

/** Who wrote a message, by name; null for a visitor who has none. */
export function authorName(
  { visitor, agentName }: ExportedConversation,
  { author, operator }: ExportedMessage,
): string | null {
  if (author === 'visitor') return visitor.name;
  return author === 'ai_assistant' ? agentName : operator;
}

const timeOrNull = (at: Date | null): string | null => at && utcTime(at);

/** A conversation without its messages. */
const exportedConversation = (conversation: ExportedConversation): JsonObject => ({
  id: conversation.id,
  ord: conversation.ord,
  chatbot: { id: conversation.agentId, name: conversation.agentName },
  source: conversation.source,
  status: statusOf(conversation),
  driver: conversation.driver,
  progress: conversation.progress,
  priority: conversation.priority,
  created_at: utcTime(conversation.createdAt),
  last_message_at: utcTime(conversation.lastMessageAt),
  last_visitor_message_at: timeOrNull(conversation.lastVisitorMessageAt),
  resolved_at: timeOrNull(conversation.resolvedAt),
  closed_at: timeOrNull(conversation.closedAt),
  title: conversation.title,
  summary: conversation.summary,
  sentiment_score: conversation.sentimentScore,
  analysis: unifiedAnalysis(conversation.analysis) as JsonObject | null,
  most_frequent_language: conversation.mostFrequentLanguage,
  visitor_name: conversation.visitor.name,
  visitor_email: conversation.visitor.email,
  visitor_phone: conversation.visitor.phone,
  visitor_label: conversation.visitor.label,
  verified_as: conversation.verifiedAs,
  assigned_to: conversation.assignee,
  tags: conversation.tags,
  url: conversation.url,
  entry_point: conversation.entryPoint,
  message_count: conversation.messageCount,
  metadata: conversation.metadata,
  rating: conversation.rating && { ...conversation.rating, answers: { ...conversation.rating.answers } as JsonObject },
});

const exportedMessage = (conversation: ExportedConversation, message: ExportedMessage): JsonObject => ({
  id: message.id,
  ord: message.ord,
  author: message.author,
  author_name: authorName(conversation, message),
  content: message.content,
  created_at: utcTime(message.createdAt),
  client_metadata: message.clientMetadata,
  sources: message.sources,
  feedback: message.feedback,
  attachments: message.attachments,
});

/** Makes lines of JSON of slices: a conversation with its messages in each, or a message. */
export function createJsonLines(rows: ExportRows): { add(slice: ExportSlice): string; end(): string } {
  let isOpen = false;
  const end = (): string => {
    if (!isOpen) return '';
    isOpen = false;
    return ']}\n';
  };
  return {
    add({ conversation, messages, isFirst, isLast }) {
      const written = messages.map((message) => exportedMessage(conversation, message));
      if (rows === 'message') {
        return written
          .map((message) => `${JSON.stringify({ conversation_id: conversation.id, ...message })}\n`)
          .join('');
      }
      // One that was erased between two slices is ended where it is.
      const begin = isFirst
        ? `${end()}${JSON.stringify(exportedConversation(conversation)).slice(0, -1)},"messages":[`
        : '';
      const list = written.map((message) => JSON.stringify(message)).join(',');
      isOpen = true;
      return `${begin}${isFirst || list === '' ? '' : ','}${list}${isLast ? end() : ''}`;
    },
    end,
  };
}
