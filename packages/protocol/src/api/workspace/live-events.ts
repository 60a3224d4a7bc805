import { z } from 'zod';
import { TURN_END_REASONS } from '../../events.ts';
import { LIMITS } from '../../limits.ts';
import {
  ARRIVED_STATUSES,
  AUTHORS,
  DRIVERS,
  ENTRY_POINT_TYPES,
  MARKER_TEXTS,
  type MarkerCode,
  MESSAGE_CHANGES,
  PRIORITIES,
  PROGRESSES,
  SOURCES,
  STOPPED_STATUSES,
} from '../../words.ts';
import { UnifiedAnalysisSchema } from '../analysis.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { queryInteger, queryText, switchValue, uuid } from '../shapes.ts';
import { ConversationRatingSchema, MessageFeedbackSchema } from '../widget/ratings.ts';
import { ConversationNoteSchema, WorkspaceMessageSchema } from './conversation.ts';
import { CONVERSATIONS_PATH, conversationParams } from './conversations.ts';
import { offsetTimestamp } from './shapes.ts';

export const ActorSchema = z
  .object({
    type: z.enum(['operator', 'api_key', 'agent_token', 'visitor', 'ai_assistant', 'system']),
    id: uuid().optional().describe('Of the user, key or token.'),
  })
  .meta({ id: 'Actor', description: 'Who did it.' });

const change = <S extends z.ZodType>(value: S) => z.object({ from: value, to: value }).optional();
const nullableText = () => change(z.string().nullable());
const by = ActorSchema;
const record = () => z.record(z.string(), z.unknown());
const ord = z.int().describe('Number of the message in the conversation.');
const place = {
  conversation_id: uuid(),
  chatbot_id: uuid(),
  seq: z.int().describe("Place in the conversation's log: 1, 2, 3 … without gaps."),
  created_at: offsetTimestamp(),
};
const message = WorkspaceMessageSchema.describe('The message that the event speaks of.');
const note = ConversationNoteSchema.nullable().describe('The note as it is now; null when it was deleted since.');

const MARKERS = Object.keys(MARKER_TEXTS) as [MarkerCode, ...MarkerCode[]];

const event = <T extends string, D extends z.ZodType, M extends z.ZodRawShape>(type: T, data: D, more: M) =>
  z.object({ type: z.literal(type), ...place, data, ...more });

/** One fact of a conversation's log, with what it speaks of. Costs, models and tokens are never part of it. */
export const LiveEventSchema = z
  .discriminatedUnion('type', [
    event(
      'conversation.started',
      z.object({
        source: z.enum(SOURCES),
        url: z.string().optional().describe('The page on which it began.'),
        metadata: record().optional(),
        unverified: z
          .array(z.string())
          .optional()
          .describe('Keys of `metadata` that a browser has said, and nobody vouches for.'),
        verified_as: z.string().optional().describe("The site's own id of the visitor, where it vouches for it."),
        entry: z.object({ type: z.enum(ENTRY_POINT_TYPES), id: uuid() }).optional(),
      }),
      {},
    ),
    event(
      'message.received',
      z.object({
        ord,
        language: z.string().optional().describe('ISO 639-1, as far as it can be told.'),
        verified: z
          .boolean()
          .optional()
          .describe('Whether the site vouched for who wrote it; told of what a browser sent.'),
        visitor: z
          .object({
            name: z.string().nullable(),
            email: z.string().nullable(),
            phone: z.string().nullable(),
            label: z.string().nullable(),
          })
          .partial()
          .optional()
          .describe('Details that came with it.'),
      }),
      { message },
    ),
    event(
      'message.sent',
      z.object({
        ord,
        answers: z.int().optional().describe('The visitor message that it replies to.'),
        title: z.string().optional().describe('The title that it gave the conversation.'),
        offersPerson: z.literal(true).optional().describe('The agent asks whether a person shall join.'),
        by: by.optional(),
      }),
      { message },
    ),
    event(
      'message.changed',
      z.object({
        ord,
        change: z
          .enum(MESSAGE_CHANGES)
          .describe('`files`: a file that came with it has been fetched, or is not to be had.'),
      }),
      { message },
    ),
    event('message.delivered', z.object({ ord, status: z.enum(ARRIVED_STATUSES) }), { message }),
    event('message.undelivered', z.object({ ord, status: z.enum(STOPPED_STATUSES), reason: z.string().nullable() }), {
      message,
    }),
    event('marker.added', z.object({ code: z.enum(MARKERS) }), { marker: WorkspaceMessageSchema }),
    event(
      'conversation.updated',
      z
        .object({
          driver: change(z.enum(DRIVERS)),
          progress: change(z.enum(PROGRESSES)),
          priority: change(z.enum(PRIORITIES)),
          assigned_to: change(uuid().nullable()),
          title: nullableText(),
          contact_name: nullableText(),
          contact_email: nullableText(),
          contact_phone: nullableText(),
          contact_label: nullableText(),
          verified_as: nullableText(),
          by: by.optional(),
        })
        .describe(
          'Only what changed. `driver` (who answers) and `progress` (how far it has come) make the `status` of the conversation.',
        ),
      {},
    ),
    event(
      'conversation.metadata_set',
      z.object({
        changed: z.array(z.string()),
        removed: z.array(z.string()),
        values: record().optional(),
        unverified: z.array(z.string()).optional().describe('Changed keys that a browser has said, unsigned.'),
        by: by.optional(),
      }),
      {},
    ),
    event('message.rated', z.object({ ord, feedback: MessageFeedbackSchema.nullable() }), {}),
    event('conversation.rated', z.object({ rating: ConversationRatingSchema }), {}),
    event('link.followed', z.object({ ord, message_id: uuid(), url: z.string() }), {}),
    event('conversation.read', z.object({ by }), {}),
    event('conversation.marked_unread', z.object({ by }), {}),
    event(
      'conversation.tagged',
      z.object({ added: z.array(uuid()), removed: z.array(uuid()), by }).describe('Ids of tags of the palette.'),
      {},
    ),
    event(
      'conversation.analysed',
      z.object({
        analysis: UnifiedAnalysisSchema,
        sentiment_score: z.int().describe('0 negative … 100 positive.'),
        summary: z.string().nullable(),
        title: z.string().optional().describe('The title that it gave the conversation.'),
      }),
      {},
    ),
    event('note.created', z.object({ note_id: uuid(), by }), { note }),
    event('note.updated', z.object({ note_id: uuid(), by }), { note }),
    event('note.deleted', z.object({ note_id: uuid(), by }), {}),
    event('turn.queued', z.object({ turn_id: uuid(), ord }), {}),
    event('turn.ended', z.object({ turn_id: uuid(), ord, reason: z.enum(TURN_END_REASONS) }), {}),
  ])
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.output<typeof LiveEventSchema>;

/** Who types: people and the agent are told apart from the visitor; `user_id` is for the team only. */
export const LiveSignalSchema = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('typing'),
      conversation_id: uuid(),
      author: z.enum(AUTHORS),
      user_id: uuid().nullable().describe('The user who types; null for all others.'),
      is_typing: z.boolean(),
    }),
    z.object({
      type: z.literal('presence'),
      conversation_id: uuid(),
      is_present: z.boolean().describe('Whether the visitor looks at the conversation.'),
    }),
    z.object({
      type: z.literal('delta'),
      conversation_id: uuid(),
      ord: z.int().describe('The visitor message that is being answered.'),
      at: z.int().describe('Where the piece begins in the reply, in UTF-16 units.'),
      text: z.string().describe('The next piece of the reply, provisional: the event of the message replaces it all.'),
    }),
    z.object({
      type: z.literal('thinking'),
      conversation_id: uuid(),
      ord: z.int().describe('The visitor message that is being answered.'),
      text: z.string().describe('What the visitor is shown while the agent asks another system.'),
    }),
    z.object({
      type: z.literal('seen'),
      conversation_id: uuid(),
      ord: z.int().describe('The visitor has seen all messages up to this one.'),
      at: offsetTimestamp(),
    }),
    z.object({
      type: z.literal('viewing'),
      conversation_id: uuid(),
      user_id: uuid().describe('Somebody of the team who looks at the conversation, for the next 30 seconds.'),
      is_viewing: z.boolean(),
    }),
    z.object({
      type: z.literal('conversation_erased'),
      conversation_id: uuid().describe('It is gone for good: forget what you have of it.'),
    }),
  ])
  .meta({ id: 'LiveSignal', description: 'Fleeting news: never stored, and never told again.' });
export type LiveSignal = z.output<typeof LiveSignalSchema>;

/** The streams' events: name to the schema of its `data`. */
export const LIVE_STREAM_EVENTS = { event: LiveEventSchema, signal: LiveSignalSchema } as const;

const EXAMPLE: LiveEvent = {
  type: 'conversation.updated',
  conversation_id: '8f3a9d2e-1b4c-4f5d-9e8a-7c3b2a1d0f9e',
  chatbot_id: '0a5c8e1f-3d2b-4a7c-9e1f-2c4d6b8a0e3f',
  seq: 7,
  created_at: '2026-05-22T14:08:42.000+00:00',
  data: {
    driver: { from: 'queue', to: 'human' },
    by: { type: 'operator', id: '5b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d' },
  },
};

const common = {
  tags: ['Live events'],
  scope: null,
  surface: 'workspace',
  tier: 'workspace',
} as const satisfies Partial<Endpoint>;

const stream = () => switchValue('Answer as `text/event-stream`; so does `Accept: text/event-stream`.').optional();
const limit = () =>
  queryInteger('Events per page.', 1, LIMITS.listLimitMax, { default: LIMITS.listLimitMax }).default(
    LIMITS.listLimitMax,
  );

const HOW =
  'With `Accept: text/event-stream` or `stream=true` each event comes as soon as it is committed (`event: event`, with an `id`), ' +
  'and signals between them (`event: signal`, without one). A client that was cut off sends the last `id` as `Last-Event-ID` ' +
  'or `after`, and nothing is missed or doubled. Comments every 15 seconds keep the connection open; the server may end it at any time.';

export const listLiveEventsEndpoint = endpoint({
  ...common,
  id: 'list-live-events',
  method: 'GET',
  path: '/v1/events',
  summary: 'Follow everything in the workspace',
  description:
    `The events of all conversations, in the order in which they were committed; trials (\`preview\`, \`simulation\`) are left out. ${HOW}\n\n` +
    'Without that it is a page for integrations that poll: give `next_after` as `after` to the next request.',
  permission: 'conversations.view',
  query: z.object({
    after: queryText(
      'Where to read on: the `id` of an event or `next_after` of a page. `start` begins with the first event of the workspace; ' +
        'without it, only what happens from now on is told.',
      200,
    ).optional(),
    stream: stream(),
    limit: limit(),
  }),
  responses: {
    200: {
      description: 'A page of events, oldest first.',
      content: {
        'application/json': z.object({
          object: z.literal('list'),
          has_more: z.boolean().describe('There is more by now; a page may even be empty then.'),
          next_after: z.string().describe('Where you have now read to; give it as `after`.'),
          data: z.array(LiveEventSchema),
        }),
        'text/event-stream': z.string(),
      },
      events: LIVE_STREAM_EVENTS,
      example: { object: 'list', has_more: false, next_after: 'NzQyLjA', data: [EXAMPLE] },
    },
  },
  errors: [],
});

export const listWorkspaceConversationEventsEndpoint = endpoint({
  ...common,
  id: 'list-workspace-conversation-events',
  method: 'GET',
  path: `${CONVERSATIONS_PATH}/{id}/events`,
  summary: 'Follow one conversation',
  description: `The events of one conversation, from its first or after \`after\`, in the order of \`seq\`, which is also their \`id\`. ${HOW}`,
  permission: 'conversations.view',
  params: conversationParams,
  query: z.object({
    after: queryInteger('Only events whose `seq` is higher.', 0, Number.MAX_SAFE_INTEGER).optional(),
    stream: stream(),
    limit: limit(),
  }),
  responses: {
    200: {
      description: 'A page of events, oldest first.',
      content: {
        'application/json': z.object({
          object: z.literal('list'),
          has_more: z.boolean(),
          next_after: z.int().describe('The `seq` up to which you have now read; give it as `after`.'),
          data: z.array(LiveEventSchema),
        }),
        'text/event-stream': z.string(),
      },
      events: LIVE_STREAM_EVENTS,
      example: { object: 'list', has_more: false, next_after: 7, data: [EXAMPLE] },
    },
  },
  errors: ['not_found'],
});

export const signalTypingEndpoint = endpoint({
  ...common,
  id: 'signal-typing',
  method: 'POST',
  path: `${CONVERSATIONS_PATH}/{id}/typing`,
  summary: 'Say that you are typing',
  description:
    'Tells everybody who follows the conversation, the visitor included (who is not told who it is). Nothing is stored: send it ' +
    'again every few seconds while it goes on.',
  permission: 'conversations.reply',
  params: conversationParams,
  body: z.strictObject({ is_typing: z.boolean().default(true) }).meta({ id: 'Typing' }),
  responses: {
    202: {
      description: 'It was told.',
      content: {
        'application/json': z.object({ object: z.literal('typing'), conversation_id: uuid(), is_typing: z.boolean() }),
      },
    },
  },
  errors: ['not_found'],
});
