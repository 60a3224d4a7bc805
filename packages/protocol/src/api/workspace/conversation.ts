import { z } from 'zod';
import { CONVERSATION_STATUSES, PRIORITIES } from '../../words.ts';
import { uuid } from '../shapes.ts';
import { offsetTimestamp } from './shapes.ts';

/** The conversation of the Workspace API. Costs (tokens, model, credits) are never part of it. */
export const WorkspaceConversationSchema = z
  .object({
    object: z.literal('conversation'),
    id: uuid(),
    chatbot_id: uuid().nullable(),
    status: z.enum(CONVERSATION_STATUSES),
    priority: z.enum(PRIORITIES),
    title: z.string().nullable(),
    summary: z.string().nullable().describe('Written by the AI once the conversation is resolved or closed.'),
    sentiment_score: z.int().min(0).max(100).nullable().describe('0 negative … 100 positive; null until scored.'),
    contact_email: z.string().nullable(),
    contact_name: z.string().nullable(),
    contact_phone: z.string().nullable(),
    assigned_to: uuid().nullable().describe('The user id of the owner.'),
    last_message_preview: z
      .string()
      .nullable()
      .describe('The beginning of the latest message, at most 200 characters.'),
    last_message_at: offsetTimestamp().nullable(),
    resolved_at: offsetTimestamp().nullable(),
    closed_at: offsetTimestamp().nullable(),
    created_at: offsetTimestamp(),
    qr_code_id: uuid().nullable(),
    product_id: uuid().nullable(),
    object_id: uuid().nullable(),
  })
  .meta({ id: 'WorkspaceConversation' });
export type WorkspaceConversation = z.output<typeof WorkspaceConversationSchema>;

export const MESSAGE_ROLES = ['user', 'assistant', 'system'] as const;
export const PART_TYPES = ['text', 'file', 'tool'] as const;

export const MessagePartSchema = z
  .object({
    object: z.literal('message_part'),
    id: uuid(),
    type: z.enum(PART_TYPES),
    order: z.int().describe('From 0.'),
    text: z.string().nullable().describe('Markdown.'),
    tool_name: z.string().nullable(),
    tool_call_id: z.string().nullable(),
    tool_input: z.unknown(),
    tool_output: z.unknown(),
    tool_error_text: z.string().nullable(),
    file_url: z.string().nullable(),
    file_media_type: z.string().nullable(),
    file_filename: z.string().nullable(),
    created_at: offsetTimestamp(),
  })
  .meta({ id: 'MessagePart' });
export type MessagePart = z.output<typeof MessagePartSchema>;

export const WorkspaceMessageSchema = z
  .object({
    object: z.literal('message'),
    id: uuid(),
    conversation_id: uuid(),
    role: z
      .enum(MESSAGE_ROLES)
      .describe('`user` is the visitor, `assistant` the agent or a person, `system` a marker.'),
    metadata: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe(
        '`author` tells `ai_assistant` from `human_operator`; `source` is `api` or `inbox` for a person; a marker has `marker`; `feedback` is what the visitor thinks of a reply. On a channel a message of ours has `delivery` (`status`, `reason`, `detail`), and one that its writer has changed or taken back has `edited_at` or `deleted_at`.',
      ),
    parts: z.array(MessagePartSchema),
    created_at: offsetTimestamp(),
  })
  .meta({ id: 'WorkspaceMessage' });
export type WorkspaceMessage = z.output<typeof WorkspaceMessageSchema>;

export const ConversationNoteSchema = z
  .object({
    object: z.literal('conversation_note'),
    id: uuid(),
    conversation_id: uuid(),
    author_id: uuid().nullable().describe('The user who wrote it; null for an API key.'),
    content: z.string(),
    pinned: z.boolean(),
    created_at: offsetTimestamp(),
    updated_at: offsetTimestamp(),
  })
  .meta({ id: 'ConversationNote' });
export type ConversationNote = z.output<typeof ConversationNoteSchema>;

export const ConversationTagSchema = z
  .object({
    object: z.literal('conversation_tag'),
    id: uuid(),
    name: z.string(),
    color: z.string().describe('`#RRGGBB`.'),
    created_at: offsetTimestamp(),
  })
  .meta({ id: 'ConversationTag' });
export type ConversationTag = z.output<typeof ConversationTagSchema>;
