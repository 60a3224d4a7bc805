import type { ConversationEvent, MarkerCode, WebhookEvent } from '@parley/protocol';
import type { Attachment, WebhookData } from '@parley/protocol/api';
import type { Conversation } from '../domain/conversation/conversation.ts';
import { actorOfEvent, contractChanges } from '../domain/webhook/webhook-events.ts';
import { conversationNote, type ShownNote } from './conversation-note.ts';
import { conversationTag, type ShownTag } from './conversation-tag.ts';
import { offsetTime } from './offset-time.ts';
import { unifiedAnalysis } from './unified-analysis.ts';
import { workspaceConversation } from './workspace-conversation.ts';
import { type ShownMessage, workspaceMarker, workspaceMessage } from './workspace-message.ts';

/** An event with what it speaks of. What is gone since is null. */
export type ToldEvent = {
  readonly event: ConversationEvent;
  readonly seq: number;
  readonly at: Date;
  /** As it stood after the event. */
  readonly conversation: Conversation;
  readonly message: (Omit<ShownMessage, 'attachments'> & { readonly attachments: readonly Attachment[] }) | null;
  readonly note: ShownNote | null;
  readonly tags: readonly ShownTag[];
};

/** The body of a webhook as it is signed and sent; null when what it would tell is gone. */
export function webhookPayload(type: WebhookEvent, told: ToldEvent): string | null {
  const data = dataOf(type, told);
  if (!data) return null;
  return JSON.stringify({ type, timestamp: offsetTime(told.at), workspace_id: told.conversation.workspaceId, data });
}

/** The body of a test delivery. */
export function webhookTestPayload(endpoint: { workspaceId: string; id: string }, type: string, at: Date): string {
  const data = { endpoint_id: endpoint.id };
  return JSON.stringify({ type, timestamp: offsetTime(at), workspace_id: endpoint.workspaceId, data });
}

function dataOf(type: WebhookEvent, told: ToldEvent): WebhookData<WebhookEvent> | null {
  const { event, conversation } = told;
  const common = { conversation: workspaceConversation(conversation), sequence: told.seq };
  switch (event.type) {
    case 'conversation.started':
      return common satisfies WebhookData<'conversation.created'>;
    case 'marker.added':
      return { ...common, message: markerOf(event.data.code, told) } satisfies WebhookData<'message.created'>;
    case 'message.received':
    case 'message.sent':
      return told.message && { ...common, message: workspaceMessage(told.message) };
    case 'conversation.updated':
      return ofUpdate(type, event.data, told, common);
    case 'conversation.tagged':
      return { ...common, ...taggedOf(event.data, told) } satisfies WebhookData<'conversation.tagged'>;
    case 'conversation.analysed':
      return ofAnalysis(type, event.data, common);
    case 'note.created':
      return told.note && { ...common, note: conversationNote(told.note), actor: actorOfEvent(event.data.by) };
    default:
      return null;
  }
}

type Common = WebhookData<'conversation.created'>;
type DataOf<T extends ConversationEvent['type']> = Extract<ConversationEvent, { type: T }>['data'];

function ofUpdate(
  type: WebhookEvent,
  data: DataOf<'conversation.updated'>,
  { conversation }: ToldEvent,
  common: Common,
): WebhookData<WebhookEvent> | null {
  const actor = actorOfEvent(data.by);
  const changes = contractChanges(data, conversation);
  if (type === 'handoff.requested') return { ...common, actor } satisfies WebhookData<'handoff.requested'>;
  if (type !== 'conversation.assigned') {
    return { ...common, changes, actor } satisfies WebhookData<'conversation.updated'>;
  }
  const { assigned_to } = changes;
  return assigned_to ? ({ ...common, assigned_to, actor } satisfies WebhookData<'conversation.assigned'>) : null;
}

function ofAnalysis(
  type: WebhookEvent,
  { analysis }: DataOf<'conversation.analysed'>,
  common: Common,
): WebhookData<WebhookEvent> | null {
  const found = unifiedAnalysis(analysis);
  if (type !== 'conversation.flagged') {
    return { ...common, analysis: found } satisfies WebhookData<'analysis.completed'>;
  }
  const { flag_code, flag_reason } = found;
  if (flag_code === null) return null;
  return { ...common, flag_code, flag_reason: flag_reason ?? '' } satisfies WebhookData<'conversation.flagged'>;
}

function markerOf(code: MarkerCode, { conversation, seq, at }: ToldEvent) {
  return workspaceMarker({ conversationId: conversation.id, seq, code, createdAt: at });
}

function taggedOf({ added, removed, by }: DataOf<'conversation.tagged'>, { tags }: ToldEvent) {
  return { tags: tags.map(conversationTag), added: [...added], removed: [...removed], actor: actorOfEvent(by) };
}
