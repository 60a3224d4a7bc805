import { z } from 'zod';
import { LIMITS } from '../../limits.ts';
import { AttachmentSchema } from '../conversation-events.ts';
import { type Endpoint, endpoint, json } from '../endpoint.ts';
import { jsonObject, numberParam, queryInteger, text, uuid, uuidParam } from '../shapes.ts';
import { BASED_ON } from '../workspace/conversations.ts';
import { LiveEventSchema } from '../workspace/live-events.ts';
import { offsetTimestamp } from '../workspace/shapes.ts';
import { InboxConversationSchema, InboxStateSchema } from './conversation.ts';
import { ArticleVersionSchema, InboxInsightsSchema, InboxMessageSchema, ReplyDraftSchema } from './messages.ts';
import { NamedActorSchema } from './people.ts';

const PATH = '/v1/inbox/conversations/{id}';
const params = z.object({ id: uuidParam('UUID of a conversation of the workspace.') });

const common = {
  tags: ['Inbox: a conversation'],
  scope: null,
  surface: 'inbox',
  tier: 'workspace',
} as const satisfies Partial<Endpoint>;
const read = { ...common, method: 'GET', permission: 'conversations.view', errors: ['not_found'] } as const;
const write = { ...common, method: 'POST', permission: 'conversations.reply', params } as const;

/** A stretch of a conversation's log: the latest without bounds, else what lies before or after. */
const stretch = (max: number, usual: number) =>
  z.object({
    before: queryInteger('Only what lies before this `seq`; the latest of it.', 1, Number.MAX_SAFE_INTEGER).optional(),
    after: queryInteger('Only what lies after this `seq`, from there on.', 0, Number.MAX_SAFE_INTEGER).optional(),
    limit: queryInteger('Items per page.', 1, max, { default: usual }).default(usual),
  });

export const getInboxConversationEndpoint = endpoint({
  ...read,
  id: 'get-inbox-conversation',
  path: PATH,
  summary: 'Everything that the screen of a conversation opens with',
  params,
  query: z.object({ limit: queryInteger('Messages and markers.', 1, 100, { default: 50 }).default(50) }),
  responses: { 200: json(InboxConversationSchema, 'The conversation, with its latest messages.') },
});

export const listInboxMessagesEndpoint = endpoint({
  ...read,
  id: 'list-inbox-messages',
  path: `${PATH}/messages`,
  summary: 'Messages and markers, page by page',
  description:
    'Without bounds the latest. `before` gives older ones, `after` those that came since: the stream tells them at once, ' +
    'and this what belongs to them (sources, authors).',
  params,
  query: stretch(100, 50),
  responses: {
    200: json(
      z.object({
        object: z.literal('list'),
        has_more: z.boolean().describe('There are more in the direction of reading.'),
        data: z.array(InboxMessageSchema).describe('Oldest first.'),
      }),
      'A page of messages.',
    ),
  },
});

export const sendInboxMessageEndpoint = endpoint({
  ...write,
  id: 'send-inbox-message',
  path: `${PATH}/messages`,
  summary: 'Reply',
  description:
    'Takes the conversation over where the agent or the queue has it, and opens it again where it has ended. With the ' +
    'header `Based-On` it is refused (409 `changed_meanwhile`) when somebody else has replied, or changed who has it or ' +
    'how far it has come, since that `seq`.',
  headers: BASED_ON,
  body: z
    .strictObject({
      text: text(LIMITS.chatTextMax).default('').describe('Markdown.'),
      files: z
        .array(z.guid('must be a UUID'))
        .max(10, 'must have at most 10 items')
        .default([])
        .describe('Ids of uploaded files.'),
    })
    .refine(({ text, files }) => text.trim() !== '' || files.length > 0, {
      path: ['text'],
      message: 'must not be empty without files',
    }),
  bodyExample: { text: 'A new one is on its way.' },
  responses: { 201: json(InboxMessageSchema, 'The message.') },
  errors: ['not_found', 'conflict'],
});

export const uploadInboxFileEndpoint = endpoint({
  ...write,
  id: 'upload-inbox-file',
  path: `${PATH}/files`,
  summary: 'Upload a file for a reply',
  description:
    'An image, a PDF, an office or text file of at most 10 MB: its content decides, not its name. What no reply names ' +
    'within a day is removed.',
  body: z.object({ file: z.string().meta({ format: 'binary' }) }).meta({ id: 'InboxFile' }),
  bodyType: 'multipart/form-data',
  responses: { 201: json(AttachmentSchema, 'The file: name its id in the reply.') },
  errors: ['not_found', 'payload_too_large', 'unsupported_media_type'],
});

export const getMessageInsightsEndpoint = endpoint({
  ...read,
  id: 'get-message-insights',
  path: `${PATH}/messages/{ord}/insights`,
  summary: 'Why the agent said that',
  description: 'With what its turn took. Not found for messages that the agent did not write.',
  params: params.extend({ ord: numberParam('Number of the message.') }),
  responses: { 200: json(InboxInsightsSchema, 'What the reply rests on, and what was considered.') },
});

export const getSourceEndpoint = endpoint({
  ...read,
  id: 'get-source',
  path: '/v1/inbox/articles/{article_id}/versions/{version}',
  summary: 'The version of an article that a source quotes',
  params: z.object({
    article_id: uuidParam("The article's UUID."),
    version: numberParam('The version that is quoted.'),
  }),
  responses: { 200: json(ArticleVersionSchema, 'The article as it stood.') },
});

export const InboxLogEntrySchema = z
  .object({
    object: z.literal('log_entry'),
    seq: z.int(),
    created_at: offsetTimestamp(),
    event: LiveEventSchema,
    actor: NamedActorSchema.nullable().describe('Who did it; null where the event does not tell.'),
    from: NamedActorSchema.nullable().describe('Of a new owner: who had it before.'),
    to: NamedActorSchema.nullable().describe('Of a new owner: who has it now.'),
  })
  .meta({ id: 'InboxLogEntry' });
export type InboxLogEntry = z.output<typeof InboxLogEntrySchema>;

export const listConversationLogEndpoint = endpoint({
  ...read,
  id: 'list-conversation-log',
  path: `${PATH}/log`,
  summary: 'What happened in a conversation beside its messages',
  description: 'Changes, turns that ended, followed links, ratings, tags and notes, with who did it.',
  params,
  query: stretch(200, 100),
  responses: {
    200: json(
      z.object({
        object: z.literal('list'),
        has_more: z.boolean(),
        data: z.array(InboxLogEntrySchema).describe('Oldest first.'),
      }),
      'A page of the log.',
    ),
  },
});

export const setInboxMetadataEndpoint = endpoint({
  ...common,
  id: 'set-inbox-metadata',
  method: 'PATCH',
  path: `${PATH}/metadata`,
  summary: 'Change the metadata',
  description:
    "Merges at the top level; null removes a key. What the agent's metadata schema does not take is answered 422 " +
    '`metadata_refused` with each failing path, and nothing is stored. With `Based-On`: 409 when somebody else has changed ' +
    'one of these keys since.',
  headers: BASED_ON,
  permission: 'conversations.manage',
  params,
  body: z.strictObject({ metadata: jsonObject() }),
  bodyExample: { metadata: { order: '4421', wish: null } },
  responses: { 200: json(InboxStateSchema, 'The conversation as it is now.') },
  errors: ['not_found', 'conflict'],
});

export const draftReplyEndpoint = endpoint({
  ...write,
  id: 'draft-reply',
  path: `${PATH}/draft`,
  summary: 'Have the agent write a reply for a person to send',
  description: 'Nothing is said, stored or changed. 409 while the agent answers by itself.',
  body: z.strictObject({}),
  bodyExample: {},
  responses: { 200: json(ReplyDraftSchema, 'What the agent would say.') },
  errors: ['not_found', 'conflict', 'unavailable'],
});

export const eraseVisitorEndpoint = endpoint({
  ...write,
  id: 'erase-visitor',
  path: `${PATH}/erase-visitor`,
  summary: 'Erase the visitor of a conversation, for good',
  description:
    'This conversation, the others of the same visitor, and those with the same e-mail address, with all files. The audit ' +
    'log keeps that it was done, and nothing of what it was. Whoever has one of them open is told by the signal ' +
    '`conversation_erased`.',
  permission: 'visitors.erase',
  body: z.strictObject({
    confirmation: text(320, 1).describe("The visitor's e-mail address, name or short id, as typed by the person."),
  }),
  bodyExample: { confirmation: 'june@example.com' },
  responses: {
    200: json(
      z.object({ object: z.literal('erasure'), erased_conversations: z.int(), erased_files: z.int() }),
      'It is gone.',
    ),
  },
  errors: ['not_found'],
});

export const signalViewingEndpoint = endpoint({
  ...write,
  id: 'signal-viewing',
  path: `${PATH}/viewing`,
  summary: 'Say that you look at a conversation',
  description:
    'Tells the team, never the visitor. Nothing is stored: send it again every 20 seconds, and when the signal of somebody ' +
    'new arrives, so that they learn of you. Who is silent for 30 seconds is gone.',
  permission: 'conversations.view',
  body: z.strictObject({ is_viewing: z.boolean().default(true) }),
  bodyExample: { is_viewing: true },
  responses: {
    202: json(
      z.object({ object: z.literal('viewing'), conversation_id: uuid(), is_viewing: z.boolean() }),
      'It was told.',
    ),
  },
  errors: ['not_found'],
});
