import { z } from 'zod';
import { LIMITS } from '../../limits.ts';
import { CHANNEL_PLATFORMS } from '../../words.ts';
import { endpoint, json } from '../endpoint.ts';
import { httpUrl, text, uuid, uuidParam } from '../shapes.ts';
import { type WorkspaceMessage, WorkspaceMessageSchema } from './conversation.ts';
import { CONVERSATIONS_PATH, conversationParams } from './conversations.ts';
import { cursorFields, cursorPage, offsetTimestamp } from './shapes.ts';

const ID = '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e40';
const AT = '2026-05-22T14:08:42.000+00:00';
const EXAMPLE: WorkspaceMessage = {
  object: 'message',
  id: ID,
  conversation_id: '8f3a9d2e-1b4c-4f5d-9e8a-7c3b2a1d0f9e',
  role: 'assistant',
  metadata: { author: 'human_operator', source: 'api', author_id: null },
  parts: [
    {
      object: 'message_part',
      id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e41',
      type: 'text',
      order: 0,
      text: 'A new one is on its way.',
      tool_name: null,
      tool_call_id: null,
      tool_input: null,
      tool_output: null,
      tool_error_text: null,
      file_url: null,
      file_media_type: null,
      file_filename: null,
      created_at: AT,
    },
  ],
  created_at: AT,
};

const common = {
  path: `${CONVERSATIONS_PATH}/{id}/messages`,
  tags: ['Conversations of the workspace'],
  scope: null,
  tier: 'workspace',
  surface: 'workspace',
  params: conversationParams,
} as const;

const RESENT: WorkspaceMessage = {
  ...EXAMPLE,
  metadata: { ...EXAMPLE.metadata, delivery: { status: 'waiting', reason: null, detail: null } },
};

const TemplateSchema = z
  .object({
    name: text(512, 1),
    language: text(50, 1).describe('As the platform has it: `en_US`.'),
    parameters: z
      .array(text(1_000, 1).refine((value) => value.trim() !== '', 'must not be empty'))
      .max(50, 'must have at most 50 items')
      .default([])
      .describe('What stands for `{{1}}`, `{{2}}` … of its text.'),
  })
  .meta({ id: 'TemplateCall' });

export const listConversationMessagesEndpoint = endpoint({
  ...common,
  id: 'list-conversation-messages',
  method: 'GET',
  summary: 'List the messages of a conversation',
  description: 'Oldest first, with the markers of what happened in between as messages of the role `system`.',
  permission: 'conversations.view',
  query: z.object(cursorFields()),
  responses: {
    200: json(cursorPage(WorkspaceMessageSchema), 'A page of messages.', {
      object: 'list',
      has_more: false,
      next_cursor: null,
      data: [EXAMPLE],
    }),
  },
  errors: ['not_found'],
});

export const sendConversationMessageEndpoint = endpoint({
  ...common,
  id: 'send-conversation-message',
  method: 'POST',
  summary: 'Reply as a person',
  description:
    'In `agent_requested` it takes the conversation over first; in `open` it is posted. In every other status it is ' +
    'answered 400: change the status first. With `template` an approved template of the channel is sent, also when the ' +
    'window has closed in which the platform takes other words (see `reply-window`): its text, with the parameters filled in, ' +
    'is the message. 400 `template_not_possible` where the channel has no templates, and `unknown_template` for one that it ' +
    'does not have, that is not approved, or that has another number of parameters.',
  permission: 'conversations.reply',
  body: z
    .object({
      text: text(LIMITS.chatTextMax).default('').describe('Markdown.'),
      attachments: z
        .array(z.object({ url: httpUrl() }))
        .max(10, 'must have at most 10 items')
        .default([]),
      template: TemplateSchema.optional(),
    })
    .refine(
      ({ text, attachments, template }) => template !== undefined || text.trim() !== '' || attachments.length > 0,
      { path: ['text'], message: 'must not be empty without attachments' },
    )
    .refine(({ text, attachments, template }) => !template || (text.trim() === '' && attachments.length === 0), {
      path: ['template'],
      message: 'goes alone: without text and attachments',
    }),
  bodyExample: { text: 'A new one is on its way.' },
  responses: { 201: json(WorkspaceMessageSchema, 'The message.', EXAMPLE) },
  errors: ['not_found', 'conflict', 'unavailable'],
});

export const resendMessageEndpoint = endpoint({
  ...common,
  id: 'resend-message',
  method: 'POST',
  path: `${common.path}/{message_id}/resend`,
  summary: 'Send again what did not arrive',
  description:
    'Puts what failed, what is `unknown`, `held` or `dropped` of a message up for sending again, and nothing of it that has ' +
    'arrived. What is `unknown` may then arrive twice. In the answer `delivery` is `waiting`; events tell what came of it, and ' +
    'until then reading the message tells what was known before. 409 when there is nothing to send again, and for words of the ' +
    'agent while a person has the conversation.',
  permission: 'conversations.reply',
  params: conversationParams.extend({ message_id: uuidParam('UUID of a message of the conversation.') }),
  responses: { 200: json(WorkspaceMessageSchema, 'The message.', RESENT) },
  errors: ['not_found', 'conflict'],
});

const ReplyWindowSchema = z
  .object({
    object: z.literal('reply_window'),
    conversation_id: uuid(),
    channel: z
      .object({ id: uuid(), name: z.string(), platform: z.enum(CHANNEL_PLATFORMS) })
      .nullable()
      .describe('On which channel the visitor is reached; null where none brings what is said, or it was deleted.'),
    is_open: z.boolean().describe('Whether the platform takes what people write now; it waits otherwise.'),
    closes_at: offsetTimestamp()
      .nullable()
      .describe('When it closes, or has closed, unless the visitor writes again; null where it does not.'),
    templates: z.boolean().describe('Whether approved templates can be sent although it is closed.'),
  })
  .meta({ id: 'ReplyWindow' });
export type ReplyWindow = z.output<typeof ReplyWindowSchema>;

export const getReplyWindowEndpoint = endpoint({
  ...common,
  id: 'get-reply-window',
  method: 'GET',
  path: `${CONVERSATIONS_PATH}/{id}/reply-window`,
  summary: 'How long people can write to the visitor',
  description: 'Some platforms take messages only for a while after the visitor has last written.',
  permission: 'conversations.view',
  responses: {
    200: json(ReplyWindowSchema, 'The window.', {
      object: 'reply_window',
      conversation_id: EXAMPLE.conversation_id,
      channel: { id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e90', name: 'Shop on WhatsApp', platform: 'whatsapp' },
      is_open: true,
      closes_at: '2026-05-23T14:08:42.000+00:00',
      templates: true,
    }),
  },
  errors: ['not_found'],
});
