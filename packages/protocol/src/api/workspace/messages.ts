import { z } from 'zod';
import { LIMITS } from '../../limits.ts';
import { endpoint, json } from '../endpoint.ts';
import { httpUrl, text } from '../shapes.ts';
import { type WorkspaceMessage, WorkspaceMessageSchema } from './conversation.ts';
import { CONVERSATIONS_PATH, conversationParams } from './conversations.ts';
import { cursorFields, cursorPage } from './shapes.ts';

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
    'answered 400: change the status first.',
  permission: 'conversations.reply',
  body: z
    .object({
      text: text(LIMITS.chatTextMax).default('').describe('Markdown.'),
      attachments: z
        .array(z.object({ url: httpUrl() }))
        .max(10, 'must have at most 10 items')
        .default([]),
    })
    .refine(({ text, attachments }) => text.trim() !== '' || attachments.length > 0, {
      path: ['text'],
      message: 'must not be empty without attachments',
    }),
  bodyExample: { text: 'A new one is on its way.' },
  responses: { 201: json(WorkspaceMessageSchema, 'The message.', EXAMPLE) },
  errors: ['not_found', 'conflict'],
});
