import type { WorkspaceConversation } from '@parley/protocol/api';
import { type ShownConversation, statusOf } from '../domain/conversation/conversation.ts';
import { offsetTime, offsetTimeOrNull } from './offset-time.ts';

const PREVIEW_MAX = 200;

/** A conversation as the Workspace API, its webhooks and its streams tell it. */
export function workspaceConversation(state: ShownConversation): WorkspaceConversation {
  return {
    object: 'conversation',
    id: state.id,
    chatbot_id: state.agentId,
    status: statusOf(state),
    priority: state.priority,
    title: state.title,
    summary: state.summary,
    sentiment_score: state.sentimentScore,
    contact_email: state.visitor.email,
    contact_name: state.visitor.name,
    contact_phone: state.visitor.phone,
    assigned_to: state.assignedTo,
    last_message_preview: previewOf(state.lastMessageContent),
    last_message_at: offsetTime(state.lastMessageAt),
    resolved_at: offsetTimeOrNull(state.resolvedAt),
    closed_at: offsetTimeOrNull(state.closedAt),
    created_at: offsetTime(state.createdAt),
    qr_code_id: state.qrCodeId,
    product_id: state.productId,
    object_id: state.objectId,
  };
}

/** The beginning of a text, not cut within a character. */
function previewOf(content: string): string | null {
  if (content === '') return null;
  if (content.length <= PREVIEW_MAX) return content;
  const cut = content.slice(0, PREVIEW_MAX);
  return cut.isWellFormed() ? cut : cut.slice(0, -1);
}
