import { z } from 'zod';
import { AUTHORS, FEEDBACK_RATINGS, FILE_REFUSALS, HANDOFF_STATES } from '../words.ts';
import { ClientMetadataSchema } from './chat.ts';
import { timestamp, uuid } from './shapes.ts';
import { SourceItemSchema } from './sources.ts';

export const REPLY_KINDS = ['answer', 'smalltalk', 'unknown', 'handoff'] as const;

/** Why the agent said it. Never the model, tokens or cost. */
export const MessageInsightsSchema = z
  .object({
    kind: z
      .enum(REPLY_KINDS)
      .describe('What the agent took its reply for; `unknown` means that nothing supported an answer.'),
    passages: z
      .array(z.object({ article_id: uuid(), title: z.string(), score: z.number() }))
      .describe('What retrieval found, best first, used or not.'),
    tools: z
      .array(z.object({ name: z.string(), latency_ms: z.number(), failed: z.boolean() }))
      .describe('Actions that were called.'),
    latency_ms: z.number().describe('From reading the message to the reply.'),
  })
  .meta({ id: 'MessageInsights' });
export type MessageInsights = z.output<typeof MessageInsightsSchema>;

export const FeedbackSchema = z
  .object({ rating: z.enum(FEEDBACK_RATINGS), comment: z.string().nullable(), created_at: timestamp() })
  .meta({ id: 'Feedback' });
export type Feedback = z.output<typeof FeedbackSchema>;

export const AttachmentSchema = z
  .object({
    id: uuid(),
    name: z.string(),
    content_type: z.string(),
    size: z.int().nullable().describe('Bytes; null for a file that lies elsewhere.'),
    url: z.string().describe('Where it can be fetched with the same token.'),
    unavailable: z
      .enum(FILE_REFUSALS)
      .optional()
      .describe(
        'Why a file that a messenger named is not here: `gone` there too, `too_large`, of a `type` that is not taken, `empty`, or `unreachable`.',
      ),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.output<typeof AttachmentSchema>;

export const MessageDataSchema = z
  .object({
    id: uuid(),
    ord: z.int().describe('1, 2, 3 … within the conversation.'),
    created_at: timestamp(),
    content: z.string().describe('Markdown.'),
    author: z.enum(AUTHORS),
    handoff_state: z
      .enum(HANDOFF_STATES)
      .nullable()
      .describe(
        'When it was said: `requested` waiting for a person, `active` with a person, `ended` with the agent again; else null.',
      ),
    message_insights: MessageInsightsSchema.nullable(),
    feedback: FeedbackSchema.nullable(),
    client_metadata: ClientMetadataSchema.nullable(),
    sources_generated: z.array(SourceItemSchema).describe('What the reply rests on, the strongest evidence first.'),
    is_welcome: z.boolean(),
    attachments: z.array(AttachmentSchema),
  })
  .meta({ id: 'MessageData' });
export type MessageData = z.output<typeof MessageDataSchema>;

export const TrackedLinkDataSchema = z
  .object({
    id: uuid(),
    url: z.string(),
    message_id: uuid().describe('The message that held the link.'),
    created_at: timestamp(),
  })
  .meta({ id: 'TrackedLinkData', description: 'The visitor followed a link of a message.' });
export type TrackedLinkData = z.output<typeof TrackedLinkDataSchema>;

export const LogDataSchema = z
  .object({
    id: uuid(),
    created_at: timestamp(),
    code: z.string().describe('What happened, for programs: `operator_joined`, `closed`, …'),
    text: z.string().describe('The same for people.'),
    data: z.record(z.string(), z.unknown()).optional().describe('Particulars, by code.'),
  })
  .meta({ id: 'LogData', description: 'Something that happened in the conversation and is no message.' });
export type LogData = z.output<typeof LogDataSchema>;

const seq = z.int().describe("Place in the conversation's log: give the last one as `after` to read on.");

const MessageItemSchema = z.object({ type: z.literal('message'), seq, data: MessageDataSchema });
const TrackedLinkItemSchema = z.object({ type: z.literal('tracked_link'), seq, data: TrackedLinkDataSchema });
const LogItemSchema = z.object({ type: z.literal('log'), seq, data: LogDataSchema });

export const ConversationEventItemSchema = z
  .discriminatedUnion('type', [MessageItemSchema, TrackedLinkItemSchema, LogItemSchema])
  .meta({ id: 'ConversationEvent' });
export type ConversationEventItem = z.output<typeof ConversationEventItemSchema>;

/** Fleeting news of one conversation, as whoever talks in it is told: tokens of an agent, and visitors. */
export const ConversationSignalSchema = z
  .discriminatedUnion('type', [
    z.object({
      type: z.literal('typing'),
      author: z.enum(['ai_assistant', 'human_operator']),
      is_typing: z.boolean(),
    }),
    z.object({
      type: z.literal('delta'),
      ord: z.int().describe('The visitor message that is being answered.'),
      at: z
        .int()
        .describe('Where the piece begins in the reply, in UTF-16 units: who missed what was before shows none.'),
      text: z.string().describe('The next piece of the reply, provisional: the message replaces it all.'),
    }),
    z.object({
      type: z.literal('thinking'),
      ord: z.int().describe('The visitor message that is being answered.'),
      text: z.string().describe('What to show while the agent asks another system, until the next piece or the reply.'),
    }),
  ])
  .meta({
    id: 'ConversationSignal',
    description: 'Fleeting news: without `id`, never stored, and never told again.',
  });

/** The stream's events: name to the schema of its `data`. */
export const CONVERSATION_STREAM_EVENTS = {
  message: MessageItemSchema,
  tracked_link: TrackedLinkItemSchema,
  log: LogItemSchema,
  signal: ConversationSignalSchema,
} as const;

/** An event as the document shows it. */
export const EVENT_EXAMPLE: ConversationEventItem = {
  type: 'message',
  seq: 1,
  data: {
    id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e40',
    ord: 1,
    created_at: '2026-01-15T10:30:00.000Z',
    content: 'Hello! How can I help you today?',
    author: 'ai_assistant',
    handoff_state: null,
    message_insights: null,
    feedback: null,
    client_metadata: null,
    sources_generated: [],
    is_welcome: true,
    attachments: [],
  },
};
