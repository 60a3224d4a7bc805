import { z } from 'zod';
import { CONVERSATION_SORTS, CONVERSATION_STATUSES, PRIORITIES } from '../../words.ts';
import { type Endpoint, endpoint, json } from '../endpoint.ts';
import { queryText, text, uuidParam } from '../shapes.ts';
import { type WorkspaceConversation, WorkspaceConversationSchema } from './conversation.ts';
import { conversationDates, queryUuid, queryUuids, queryWords } from './query-lists.ts';
import { cursorFields, cursorPage } from './shapes.ts';

/** The statuses that a caller may set: `bot_active` comes of handing back. */
export const SETTABLE_STATUSES = ['open', 'agent_requested', 'resolved', 'closed', 'archived'] as const;

export const CONVERSATIONS_PATH = '/v1/conversations';

/**
 * People say which state they saw: every change of a conversation that they make is refused (409 `changed_meanwhile`)
 * where somebody else has changed the same since. Keys are not asked.
 */
export const BASED_ON = { 'Based-On': 'The `seq` of the conversation that the screen shows.' } as const;

export const conversationParams = z.object({ id: uuidParam('UUID of a conversation of your workspace.') });

const EXAMPLE: WorkspaceConversation = {
  object: 'conversation',
  id: '8f3a9d2e-1b4c-4f5d-9e8a-7c3b2a1d0f9e',
  chatbot_id: '0a5c8e1f-3d2b-4a7c-9e1f-2c4d6b8a0e3f',
  status: 'agent_requested',
  priority: 'high',
  title: 'Refund request — order 4421',
  summary: 'Customer asking to return a damaged item.',
  sentiment_score: 22,
  contact_email: 'june@example.com',
  contact_name: 'June Park',
  contact_phone: null,
  assigned_to: null,
  last_message_preview: "I'd like to send it back, please.",
  last_message_at: '2026-05-22T14:08:42.000+00:00',
  resolved_at: null,
  closed_at: null,
  created_at: '2026-05-22T13:51:09.000+00:00',
  qr_code_id: 'f1d2c3b4-a5e6-4f7a-8b9c-0d1e2f3a4b5c',
  product_id: null,
  object_id: null,
};

/** What the endpoints of this tag have in common. */
const common = {
  tags: ['Conversations of the workspace'],
  scope: null,
  tier: 'workspace',
} as const satisfies Partial<Endpoint>;

export const listWorkspaceConversationsEndpoint = endpoint({
  ...common,
  id: 'list-workspace-conversations',
  method: 'GET',
  path: CONVERSATIONS_PATH,
  summary: 'List conversations',
  description:
    'Newest message first unless `sort` says otherwise. Trials (`preview`, `simulation`) are left out. What stands still ' +
    'while you page through is given once; a conversation whose message arrives meanwhile moves to the other side of the ' +
    'cursor, so it is on the first page of the next reading.',
  surface: 'workspace',
  permission: 'conversations.view',
  query: z.object({
    ...cursorFields(),
    chatbot_id: queryUuid('Conversations of this chatbot.').optional(),
    status: queryWords('Conversations in these statuses.', CONVERSATION_STATUSES).optional(),
    priority: queryWords('Conversations of these priorities.', PRIORITIES).optional(),
    assigned_to: queryUuids('Conversations of these users.').optional(),
    include_unassigned: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .meta({
        openapi: { type: 'string', enum: ['true', 'false'] },
        description: 'Adds those of nobody to `assigned_to`; alone it gives those of nobody.',
      })
      .optional(),
    tag: queryUuids('Conversations with any of these tags.').optional(),
    q: queryText(
      'Words that the messages hold, or the UUID of a conversation. A new message is found about a second later. ' +
        'Sorted by `-last_message_at` only.',
    ).optional(),
    ...conversationDates(),
    sort: z
      .enum(CONVERSATION_SORTS)
      .default('-last_message_at')
      .describe(
        '`-` puts the newest, or the highest priority, first; within a priority the newest message comes first.',
      ),
  }),
  responses: {
    200: json(cursorPage(WorkspaceConversationSchema), 'A page of conversations.', {
      object: 'list',
      has_more: false,
      next_cursor: null,
      data: [EXAMPLE],
    }),
  },
  errors: [],
});

export const getWorkspaceConversationEndpoint = endpoint({
  ...common,
  id: 'get-workspace-conversation',
  method: 'GET',
  path: `${CONVERSATIONS_PATH}/{id}`,
  summary: 'Get a conversation',
  surface: 'workspace',
  permission: 'conversations.view',
  params: conversationParams,
  responses: { 200: json(WorkspaceConversationSchema, 'The conversation.', EXAMPLE) },
  errors: ['not_found'],
});

const UpdateConversationSchema = z
  .strictObject({
    status: z.enum(SETTABLE_STATUSES).optional(),
    priority: z.enum(PRIORITIES).optional(),
    title: text(500).nullable().optional(),
    contact_email: z.email('must be an e-mail address').max(320).nullable().optional(),
    contact_name: text(200).nullable().optional(),
    contact_phone: text(100).nullable().optional(),
    contact_label: text(200).nullable().optional().describe('What the team calls the visitor, told in the events.'),
    assigned_to: z.guid('must be a UUID').nullable().optional().describe('The user id of a member, or null.'),
  })
  .meta({ id: 'ConversationUpdate' });

export const updateConversationEndpoint = endpoint({
  ...common,
  id: 'update-conversation',
  method: 'PATCH',
  path: `${CONVERSATIONS_PATH}/{id}`,
  summary: 'Change a conversation',
  description:
    'All or nothing. Send what shall change; any other field is refused. What holds already, and an empty object, is ' +
    'answered 200 and changes nothing. A status that cannot be reached from here is answered 400 and says what can be.',
  surface: 'workspace',
  permission: 'conversations.manage',
  params: conversationParams,
  body: UpdateConversationSchema,
  bodyExample: { status: 'resolved', priority: 'low' },
  responses: { 200: json(WorkspaceConversationSchema, 'The conversation as it is now.', EXAMPLE) },
  errors: ['not_found'],
});

const moved = json(WorkspaceConversationSchema, 'The conversation as it is now.', EXAMPLE);
const moves = { ...common, method: 'POST', params: conversationParams, responses: { 200: moved } } as const;

export const handBackEndpoint = endpoint({
  ...moves,
  id: 'hand-back-conversation',
  path: `${CONVERSATIONS_PATH}/{id}/handback`,
  summary: 'Hand a conversation back to the agent',
  description: 'Nobody owns it afterwards, and visitor messages that nobody answered are answered by the agent.',
  surface: 'workspace',
  permission: 'conversations.manage',
  errors: ['not_found', 'conflict'],
});

export const takeOverEndpoint = endpoint({
  ...moves,
  id: 'take-over-conversation',
  path: `${CONVERSATIONS_PATH}/{id}/take-over`,
  summary: 'Take a conversation over',
  headers: BASED_ON,
  surface: 'inbox',
  permission: 'conversations.reply',
  errors: ['not_found', 'conflict'],
});

export const reopenConversationEndpoint = endpoint({
  ...moves,
  id: 'reopen-conversation',
  path: `${CONVERSATIONS_PATH}/{id}/reopen`,
  summary: 'Open an ended conversation again',
  headers: BASED_ON,
  surface: 'inbox',
  permission: 'conversations.reply',
  body: z.object({ with: z.enum(['me', 'agent']) }),
  bodyExample: { with: 'me' },
  errors: ['not_found', 'conflict'],
});

export const markReadEndpoint = endpoint({
  ...moves,
  id: 'mark-conversation-read',
  path: `${CONVERSATIONS_PATH}/{id}/read`,
  summary: 'Mark a conversation as read',
  surface: 'inbox',
  permission: 'conversations.reply',
  errors: ['not_found'],
});

export const markUnreadEndpoint = endpoint({
  ...moves,
  id: 'mark-conversation-unread',
  path: `${CONVERSATIONS_PATH}/{id}/unread`,
  summary: 'Mark a conversation as not read',
  surface: 'inbox',
  permission: 'conversations.reply',
  errors: ['not_found'],
});

const refused = {
  ...common,
  surface: 'workspace',
  permission: null,
  responses: {},
  errors: ['method_not_allowed'],
} as const;

/** Conversations are begun by visitors only: this says so. It is in no document. */
export const createConversationRefusal = endpoint({
  ...refused,
  id: 'create-conversation',
  method: 'POST',
  path: CONVERSATIONS_PATH,
  summary: 'Refused',
});

/** Conversations are not deleted by callers: this says so, of known and unknown ids alike. It is in no document. */
export const deleteConversationRefusal = endpoint({
  ...refused,
  id: 'delete-conversation',
  method: 'DELETE',
  path: `${CONVERSATIONS_PATH}/{id}`,
  summary: 'Refused',
});
