import { z } from 'zod';
import { LIMITS } from '../../limits.ts';
import { DRIVERS, PROGRESSES } from '../../words.ts';
import { ChatVisitorSchema, ClientMetadataSchema } from '../chat.ts';
import { ConversationSignalSchema } from '../conversation-events.ts';
import { endpoint, json } from '../endpoint.ts';
import { jsonObject, languageTag, queryInteger, switchValue, text, timestamp, uuid, uuidParam } from '../shapes.ts';
import { VisitorEventSchema, VisitorOperatorSchema } from './events.ts';
import { done, forVisitors } from './for-visitors.ts';

export const VISITOR_CONVERSATION_PATH = '/widget/conversations/{id}';
export const visitorConversationParams = z.object({ id: uuidParam('The conversation.') });

export const VisitorConversationSchema = z
  .object({
    id: uuid(),
    title: z.string().nullable(),
    last_message: z.string().describe('Its beginning.'),
    last_message_at: timestamp(),
    created_at: timestamp(),
    driver: z.enum(DRIVERS),
    progress: z.enum(PROGRESSES),
    operator: VisitorOperatorSchema.nullable(),
  })
  .meta({ id: 'VisitorConversation' });
export type VisitorConversation = z.output<typeof VisitorConversationSchema>;

export const listVisitorConversationsEndpoint = endpoint({
  ...forVisitors,
  id: 'list-visitor-conversations',
  method: 'GET',
  path: '/widget/conversations',
  summary: 'The conversations of the visitor',
  description: 'The latest first, at most 50.',
  responses: { 200: json(z.object({ items: z.array(VisitorConversationSchema) }), 'The conversations.') },
  errors: [],
});

const clientId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'must be a UUID')
  .transform((value) => value.toLowerCase())
  .meta({ openapi: { type: 'string', format: 'uuid' } });

/** What the page knows when a conversation begins. Everything in it is what a browser says. */
export const ConversationStartSchema = z
  .object({
    url: text(2_000).nullish().describe('Address of the page; secrets in its query are stripped.'),
    referrer: text(2_000).nullish(),
    language: languageTag().nullish().describe("The visitor's language."),
    metadata: jsonObject().nullish(),
    context: text(LIMITS.pageContextMax).nullish().describe('What the page is about, in words, for the agent.'),
    entry: text(2_000).nullish().describe('The signed `entry` of a scan link.'),
  })
  .meta({ id: 'ConversationStart' });
export type ConversationStart = z.output<typeof ConversationStartSchema>;

export const sendVisitorMessageEndpoint = endpoint({
  ...forVisitors,
  id: 'send-visitor-message',
  method: 'POST',
  path: '/widget/messages',
  summary: 'Say something',
  description:
    'Stores a message once, however often it is sent: `id` is made by the client. It is answered through the events of the ' +
    'conversation; messages that follow each other within a quiet moment are answered together.',
  body: z
    .object({
      id: clientId.describe('A UUID of the client.'),
      conversation_id: clientId.nullish().describe('Leave it out to begin a conversation.'),
      text: text(LIMITS.chatTextMax)
        .transform((value) => value.trim())
        .describe('May be empty beside files.'),
      files: z.array(clientId).max(LIMITS.messageFiles).default([]).describe('Ids of files that were uploaded.'),
      client_metadata: ClientMetadataSchema.nullish(),
      visitor: ChatVisitorSchema.nullish(),
      start: ConversationStartSchema.nullish().describe('Heeded where the message begins a conversation.'),
      wants_person: z
        .boolean()
        .default(false)
        .describe('Whether people are asked to join with it. Where the agent has none, it answers by itself.'),
    })
    .refine(({ text: said, files }) => said !== '' || files.length > 0, {
      path: ['text'],
      message: 'must not be empty',
    })
    .meta({ id: 'VisitorMessageRequest' }),
  bodyExample: { id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e41', text: 'Do you deliver to Poland?' },
  responses: {
    200: json(
      z
        .object({
          conversation_id: uuid(),
          ord: z.int(),
          seq: z.int().describe('Follow the events from here, or from what you have.'),
          is_replay: z.boolean().describe('It had been stored before.'),
          problem: z
            .object({ code: z.literal('metadata_refused'), message: z.string() })
            .nullable()
            .describe('What came with the message and was not stored: metadata that the schema of the agent refuses.'),
        })
        .meta({ id: 'VisitorMessageReceipt' }),
      'It is stored.',
    ),
  },
  errors: ['not_found', 'conflict', 'payload_too_large', 'forbidden', 'unavailable'],
});

export const VISITOR_STREAM_EVENTS = { event: VisitorEventSchema, signal: ConversationSignalSchema } as const;

export const followVisitorConversationEndpoint = endpoint({
  ...forVisitors,
  id: 'follow-visitor-conversation',
  method: 'GET',
  path: `${VISITOR_CONVERSATION_PATH}/events`,
  summary: 'Follow a conversation',
  description:
    'With `Accept: text/event-stream` each event comes as soon as it is committed (`event: event`, with its `seq` as `id`), and ' +
    'signals between them (`event: signal`). A client that was cut off sends the last `id` as `Last-Event-ID` or `after`.',
  params: visitorConversationParams,
  query: z.object({
    after: queryInteger('Only events whose `seq` is higher.', 0, Number.MAX_SAFE_INTEGER).optional(),
    stream: switchValue('Answer as `text/event-stream`.').optional(),
  }),
  responses: {
    200: {
      description: 'Events, oldest first.',
      content: {
        'application/json': z.object({
          items: z.array(VisitorEventSchema),
          next_after: z.int(),
          has_more: z.boolean(),
        }),
        'text/event-stream': z.string(),
      },
      events: VISITOR_STREAM_EVENTS,
    },
  },
  errors: ['not_found'],
});

export const signalVisitorTypingEndpoint = endpoint({
  ...forVisitors,
  id: 'signal-visitor-typing',
  method: 'POST',
  path: `${VISITOR_CONVERSATION_PATH}/typing`,
  summary: 'Say that the visitor types',
  params: visitorConversationParams,
  body: z.object({ is_typing: z.boolean().default(true) }).meta({ id: 'VisitorTyping' }),
  bodyExample: { is_typing: true },
  responses: { 200: done('The team is told.') },
  errors: ['not_found'],
});

export const markVisitorSeenEndpoint = endpoint({
  ...forVisitors,
  id: 'mark-visitor-seen',
  method: 'POST',
  path: `${VISITOR_CONVERSATION_PATH}/seen`,
  summary: 'Say that the visitor sees the conversation',
  params: visitorConversationParams,
  responses: { 200: done('It is noted: nothing of it will be mailed.') },
  errors: ['not_found'],
});

export const askForPersonEndpoint = endpoint({
  ...forVisitors,
  id: 'ask-for-person',
  method: 'POST',
  path: `${VISITOR_CONVERSATION_PATH}/handoff`,
  summary: 'Ask for a person',
  params: visitorConversationParams,
  responses: { 200: done('People are asked to join, or are there.') },
  errors: ['not_found', 'conflict'],
});

export const setVisitorMetadataEndpoint = endpoint({
  ...forVisitors,
  id: 'set-visitor-metadata',
  method: 'PATCH',
  path: `${VISITOR_CONVERSATION_PATH}/metadata`,
  summary: 'Merge metadata from the page',
  description:
    'A null removes a key. What the schema of the agent refuses is not stored. It is marked as not verified.',
  params: visitorConversationParams,
  body: z.object({ metadata: jsonObject() }).meta({ id: 'VisitorMetadata' }),
  bodyExample: { metadata: { cart_value: 42 } },
  responses: { 200: done('It is stored, and the next turn knows it.') },
  errors: ['not_found', 'conflict'],
});

export const updateVisitorEndpoint = endpoint({
  ...forVisitors,
  id: 'update-visitor',
  method: 'PATCH',
  path: `${VISITOR_CONVERSATION_PATH}/visitor`,
  summary: 'Set details of the visitor',
  params: visitorConversationParams,
  body: ChatVisitorSchema.meta({ id: 'VisitorDetails' }),
  bodyExample: { name: 'Ada', email: 'ada@example.com' },
  responses: { 200: done('The conversation has them.') },
  errors: ['not_found'],
});

export const mailTranscriptEndpoint = endpoint({
  ...forVisitors,
  id: 'mail-transcript',
  method: 'POST',
  path: `${VISITOR_CONVERSATION_PATH}/transcript`,
  summary: 'Mail the conversation to the visitor',
  description:
    'At most three an hour, of one visitor and to one address. Where the site has vouched for an address, to that one only.',
  params: visitorConversationParams,
  body: z
    .object({ email: text(320).regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+$/, 'must be an e-mail address') })
    .meta({ id: 'TranscriptRequest' }),
  bodyExample: { email: 'ada@example.com' },
  responses: { 200: done('The mail is on its way.') },
  errors: ['not_found', 'forbidden'],
});
