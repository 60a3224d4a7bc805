import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { ASSIGNEE_TYPES, RESOLUTION_STATUSES, SOURCES } from '../words.ts';
import { UnifiedAnalysisSchema } from './analysis.ts';
import { ClientMetadataSchema } from './chat.ts';
import { CONVERSATION_STREAM_EVENTS, ConversationEventItemSchema, EVENT_EXAMPLE } from './conversation-events.ts';
import { type Endpoint, endpoint, json } from './endpoint.ts';
import {
  page,
  pagingFields,
  queryDate,
  queryInteger,
  queryText,
  switchValue,
  timestamp,
  uuid,
  uuidParam,
} from './shapes.ts';
import { ConversationRatingSchema } from './widget/ratings.ts';

const summaryFields = {
  id: uuid(),
  ord: z.int().describe('Number of the conversation, unique within the agent; gaps are possible.'),
  created_at: timestamp(),
  last_message_at: timestamp(),
  title: z.string().describe('From the first reply on; empty before.'),
  source: z.enum(SOURCES),
  terminated: z.boolean().describe('Closed or archived.'),
  resolution_status: z.enum(RESOLUTION_STATUSES),
  has_unread_messages: z.boolean().describe('A visitor message is newer than the last one that any operator opened.'),
  supports_inbox_control: z.boolean().describe('Whether people can take over on this channel.'),
  last_message_content: z.string(),
  most_frequent_language: z
    .string()
    .nullable()
    .describe('Of what the visitor wrote; null as long as it cannot be told.'),
  assignee: z.object({ type: z.enum(ASSIGNEE_TYPES) }),
  visitor_name: z.string().nullable(),
  visitor_email: z.string().nullable(),
  visitor_phone_number: z.string().nullable(),
  visitor_label: z.string().nullable(),
};

export const ConversationSummarySchema = z.object(summaryFields).meta({ id: 'ConversationSummary' });
export type ConversationSummary = z.output<typeof ConversationSummarySchema>;

const EXAMPLE_ID = '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e3f';
const SUMMARY_EXAMPLE: ConversationSummary = {
  id: EXAMPLE_ID,
  ord: 42,
  created_at: '2026-01-15T10:30:00.000Z',
  last_message_at: '2026-01-15T10:35:00.000Z',
  title: 'Return policy question',
  source: 'widget',
  terminated: false,
  resolution_status: 'open',
  has_unread_messages: true,
  supports_inbox_control: true,
  last_message_content: 'What is your return policy?',
  most_frequent_language: 'en',
  assignee: { type: 'ai_assistant' },
  visitor_name: 'John',
  visitor_email: 'john@example.com',
  visitor_phone_number: null,
  visitor_label: null,
};

export const ConversationDetailSchema = z
  .object({
    ...summaryFields,
    url: z.string().nullable().describe('The page where it began (widget only).'),
    client_metadata: ClientMetadataSchema.nullable().describe('The latest that came with a visitor message.'),
    last_visitor_message_at: timestamp(),
    unified_analysis: UnifiedAnalysisSchema.nullable().describe('Null until the conversation has been analysed.'),
    rating: ConversationRatingSchema.nullable().describe('What the visitor answered at the end; null before.'),
    verified_as: z
      .string()
      .nullable()
      .describe("Your own id of the visitor, where your site's signature vouches for it."),
    unverified_metadata_keys: z.array(z.string()).describe('Keys of the metadata that a browser has said, unsigned.'),
  })
  .meta({ id: 'ConversationDetail' });
export type ConversationDetail = z.output<typeof ConversationDetailSchema>;

const common = {
  tags: ['Conversations'],
  scope: 'read_all',
  surface: 'agent',
  tier: 'read',
} as const satisfies Partial<Endpoint>;
const CONVERSATIONS = '/v1/api_core/conversations';

export const listConversationsEndpoint = endpoint({
  ...common,
  id: 'list-conversations',
  method: 'GET',
  path: CONVERSATIONS,
  summary: 'List conversations',
  description:
    'Newest message first. Conversations of `preview` and `simulation` are left out unless `source` asks for them. ' +
    'A date without an offset is UTC, and a bare end date includes that day. Where `X-Count-Capped: true` is set, `count` is ' +
    'a lower bound.',
  query: z.object({
    query: queryText('Order number, UUID, or words of the messages.').optional(),
    assignee_type: z.enum(ASSIGNEE_TYPES).optional(),
    source: z.enum(SOURCES).optional(),
    resolution_status: z.enum(RESOLUTION_STATUSES).optional(),
    created_timestamp_start_date: queryDate('Created at or after.', 'start').optional(),
    created_timestamp_end_date: queryDate('Created at or before.', 'end').optional(),
    last_message_at_start_date: queryDate('Last message at or after.', 'start').optional(),
    last_message_at_end_date: queryDate('Last message at or before.', 'end').optional(),
    most_frequent_language: queryText('Language code, such as `en`.', 35)
      .transform((code) => code?.toLowerCase())
      .optional(),
    ...pagingFields(),
  }),
  responses: {
    200: {
      ...json(page(ConversationSummarySchema), 'A page of conversations.', {
        items: [SUMMARY_EXAMPLE],
        offset: 0,
        limit: 10,
        count: 42,
      }),
      headers: { 'X-Count-Capped': '`true` when counting stopped early: there are at least `count`.' },
    },
  },
  errors: [],
});

const convParams = z.object({ conv_id: uuidParam("The conversation's UUID.") });

export const getConversationEndpoint = endpoint({
  ...common,
  id: 'get-conversation',
  method: 'GET',
  path: `${CONVERSATIONS}/{conv_id}`,
  summary: 'Get a conversation',
  params: convParams,
  responses: {
    200: json(ConversationDetailSchema, 'The conversation.', {
      ...SUMMARY_EXAMPLE,
      url: null,
      client_metadata: { userId: 12 },
      last_visitor_message_at: '2026-01-15T10:34:00.000Z',
      unified_analysis: {
        sentiment: 'neutral',
        resolution_status: 'open',
        topic: 'Return policy',
        is_flagged: false,
        flag_reason: null,
        flag_code: null,
        intent: 'inquiry',
        knowledge_gap: null,
        dimensions: { churn_risk: 'low' },
      },
      rating: { answers: { HELPFUL_THUMBS: 'positive' }, comment: null },
      verified_as: null,
      unverified_metadata_keys: ['plan'],
    }),
  },
  errors: ['not_found'],
});

export const listConversationEventsEndpoint = endpoint({
  ...common,
  id: 'list-conversation-events',
  method: 'GET',
  path: `${CONVERSATIONS}/{conv_id}/events`,
  summary: 'List the events of a conversation',
  description:
    'Messages, followed links and log entries, oldest first. With `after` it gives what came since, which is how a client ' +
    "learns of an operator's reply: give the `next_after` of one answer to the next request.\n\nWith `Accept: text/event-stream` " +
    'or `stream=true` the same items come as server-sent events, each as soon as it happens: `event` is the type of the item and ' +
    '`id` its `seq`, from which a client that was cut off reads on by `Last-Event-ID` or `after`.',
  params: convParams,
  query: z.object({
    after: queryInteger('Only events whose `seq` is higher.', 0, Number.MAX_SAFE_INTEGER).optional(),
    stream: switchValue('Answer as `text/event-stream`; so does `Accept: text/event-stream`.').optional(),
    ...pagingFields(),
  }),
  responses: {
    200: {
      description: `A page of events. \`limit\` is at most ${LIMITS.listLimitMax}.`,
      content: {
        'application/json': page(ConversationEventItemSchema).extend({
          next_after: z.int().describe('The `seq` up to which you have now read; give it as `after`.'),
        }),
        'text/event-stream': z.string(),
      },
      events: CONVERSATION_STREAM_EVENTS,
      example: { items: [EVENT_EXAMPLE], offset: 0, limit: 20, count: 1, next_after: 1 },
    },
  },
  errors: ['not_found'],
});
