import type { Author, MessageFeedback } from '@parley/protocol';
import { MARKER_TEXTS, type MarkerCode } from '@parley/protocol';
import type { Attachment, MessagePart, WorkspaceMessage } from '@parley/protocol/api';
import { v5 as uuidv5 } from 'uuid';
import type { MessageDelivery } from '../domain/channels/message-delivery.ts';
import { offsetTime } from './offset-time.ts';

/** What the Workspace API shows of a message. */
export type ShownMessage = {
  readonly id: string;
  readonly conversationId: string;
  readonly author: Author;
  /** The user who wrote it; null for visitors, the agent and API keys. */
  readonly authorId: string | null;
  readonly content: string;
  readonly attachments: readonly Attachment[];
  readonly clientMetadata: object | null;
  /** Whether the site vouched for who wrote it; null where nobody was asked to. */
  readonly verified?: boolean | null;
  /** What the visitor thinks of it. */
  readonly feedback?: MessageFeedback | null;
  /** How far it has come on a channel; null where none brings it. */
  readonly delivery?: MessageDelivery | null;
  /** When its writer changed it, or took it back: its text and files are gone then. */
  readonly editedAt?: Date | null;
  readonly deletedAt?: Date | null;
  readonly createdAt: Date;
};

/** A message as the Workspace API, its webhooks and its streams tell it. */
export function workspaceMessage(message: ShownMessage): WorkspaceMessage {
  const { id, conversationId, author } = message;
  const isPerson = author === 'human_operator';
  return {
    object: 'message',
    id,
    conversation_id: conversationId,
    role: author === 'visitor' ? 'user' : 'assistant',
    metadata: {
      author,
      ...(isPerson ? { source: message.authorId === null ? 'api' : 'inbox', author_id: message.authorId } : {}),
      ...(message.clientMetadata ? { client_metadata: message.clientMetadata } : {}),
      ...(typeof message.verified === 'boolean' ? { verified: message.verified } : {}),
      ...(message.feedback ? { feedback: feedbackOf(message.feedback) } : {}),
      ...(message.delivery ? { delivery: message.delivery } : {}),
      ...(message.editedAt ? { edited_at: offsetTime(message.editedAt) } : {}),
      ...(message.deletedAt ? { deleted_at: offsetTime(message.deletedAt) } : {}),
    },
    parts: partsOf(message),
    created_at: offsetTime(message.createdAt),
  };
}

/** When it was given is told by its event. */
const feedbackOf = ({ rating, comment }: MessageFeedback): MessageFeedback => ({ rating, comment });

/** The id of an event that has none of its own: the same wherever it is told. */
export const eventId = (conversationId: string, seq: number): string => uuidv5(String(seq), conversationId);

/** A marker as a message, in English. */
export function workspaceMarker(marker: {
  readonly conversationId: string;
  readonly seq: number;
  readonly code: MarkerCode;
  readonly createdAt: Date;
}): WorkspaceMessage {
  const id = eventId(marker.conversationId, marker.seq);
  return {
    object: 'message',
    id,
    conversation_id: marker.conversationId,
    role: 'system',
    metadata: { author: 'system', marker: marker.code },
    parts: [textPart(id, 0, MARKER_TEXTS[marker.code], marker.createdAt)],
    created_at: offsetTime(marker.createdAt),
  };
}

function partsOf({ id, content, attachments, createdAt }: ShownMessage): MessagePart[] {
  const text = content === '' ? [] : [textPart(id, 0, content, createdAt)];
  const files = attachments.map((file, index) => filePart(id, text.length + index, file, createdAt));
  return [...text, ...files];
}

const EMPTY = {
  object: 'message_part',
  text: null,
  tool_name: null,
  tool_call_id: null,
  tool_input: null,
  tool_output: null,
  tool_error_text: null,
  file_url: null,
  file_media_type: null,
  file_filename: null,
} as const;

/** Parts are not stored: their ids follow from the message's. */
const partId = (messageId: string, order: number): string => uuidv5(`part ${order}`, messageId);

function textPart(messageId: string, order: number, text: string, at: Date): MessagePart {
  return { ...EMPTY, id: partId(messageId, order), type: 'text', order, text, created_at: offsetTime(at) };
}

function filePart(messageId: string, order: number, file: Attachment, at: Date): MessagePart {
  return {
    ...EMPTY,
    id: partId(messageId, order),
    type: 'file',
    order,
    file_url: file.url,
    file_media_type: file.content_type,
    file_filename: file.name,
    created_at: offsetTime(at),
  };
}
