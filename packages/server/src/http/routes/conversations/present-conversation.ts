import type { ConversationDetail, ConversationSummary } from '@parley/protocol/api';
import { unifiedAnalysis } from '../../../presenters/unified-analysis.ts';
import type { ConversationOverview } from '../../../store/conversations/conversation-overview.ts';

/** A conversation as the Agent API lists it. */
export function presentSummary(conversation: ConversationOverview): ConversationSummary {
  const { visitor } = conversation;
  return {
    id: conversation.id,
    ord: conversation.ord,
    created_at: conversation.createdAt.toISOString(),
    last_message_at: conversation.lastMessageAt.toISOString(),
    title: conversation.title ?? '',
    source: conversation.source,
    terminated: conversation.isTerminated,
    resolution_status: conversation.resolutionStatus,
    has_unread_messages: conversation.hasUnread,
    supports_inbox_control: conversation.supportsInboxControl,
    last_message_content: conversation.lastMessageContent,
    most_frequent_language: conversation.mostFrequentLanguage,
    assignee: { type: conversation.assigneeType },
    visitor_name: visitor.name,
    visitor_email: visitor.email,
    visitor_phone_number: visitor.phone,
    visitor_label: visitor.label,
  };
}

/** A conversation as the Agent API tells it in full. */
export function presentDetail(conversation: ConversationOverview): ConversationDetail {
  const { url, clientMetadata, lastVisitorMessageAt, createdAt, rating } = conversation;
  return {
    ...presentSummary(conversation),
    url,
    // Checked when the message came in.
    client_metadata: clientMetadata as ConversationDetail['client_metadata'],
    last_visitor_message_at: (lastVisitorMessageAt ?? createdAt).toISOString(),
    unified_analysis: unifiedAnalysis(conversation.analysis),
    rating: rating && { answers: { ...rating.answers }, comment: rating.comment },
    verified_as: conversation.verifiedAs,
    unverified_metadata_keys: conversation.unverifiedKeys.toSorted(),
  };
}
