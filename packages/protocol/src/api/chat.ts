import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { endpoint } from './endpoint.ts';
import { switchValue, text } from './shapes.ts';
import { SourceItemSchema } from './sources.ts';
import { isStorableText } from './storable.ts';

export const CHAT_FORMATS = ['html', 'markdown', 'text'] as const;
export type ChatFormat = (typeof CHAT_FORMATS)[number];

const clientMetadataValue = z
  .union([z.string(), z.number(), z.boolean(), z.null()], 'must be a string, a number, a boolean or null')
  .refine(
    (value) => String(value).length <= LIMITS.clientMetadataValueMax && isStorableText(String(value)),
    `must have at most ${LIMITS.clientMetadataValueMax} characters, without NUL`,
  );

/** Key-value pairs of one message: at most 5 keys, scalar values. */
export const ClientMetadataSchema = z
  .record(z.string(), clientMetadataValue, 'must be an object')
  .refine(
    (value) => Object.keys(value).length <= LIMITS.clientMetadataKeys,
    `must have at most ${LIMITS.clientMetadataKeys} keys`,
  )
  .refine(
    (value) => Object.keys(value).every((key) => key.length <= LIMITS.clientMetadataKeyMax && isStorableText(key)),
    `must have keys of at most ${LIMITS.clientMetadataKeyMax} characters, without NUL`,
  );

export type ClientMetadata = z.output<typeof ClientMetadataSchema>;

/** What is known of the visitor; each part that is given fills or replaces what the conversation has. */
export const ChatVisitorSchema = z.object({
  name: text(200).nullish(),
  email: text(320)
    .regex(/^\S+@\S+$/, 'must be an e-mail address')
    .nullish(),
  phone: text(50).nullish(),
  label: text(200).nullish(),
});

export const ChatRequestSchema = z
  .object({
    scenario_id: z.string().describe("ID of your AI Agent. Must match the token's."),
    text: text(LIMITS.chatBodyMaxBytes)
      .transform((value) => value.trim())
      .pipe(
        z
          .string()
          .min(1, 'must not be empty')
          .max(LIMITS.chatTextMax, `must have at most ${LIMITS.chatTextMax} characters`),
      )
      .meta({
        openapi: { type: 'string', minLength: 1 },
        description: `The visitor's message: 1 to ${LIMITS.chatTextMax} characters after trimming.`,
      }),
    conv_id: z
      .string()
      .nullish()
      .describe('Omit it to start a conversation; then send back the one that was returned.'),
    client_metadata: ClientMetadataSchema.nullish().describe(
      'Key-value pairs of this message: at most 5 keys of at most 64 characters, scalar values of at most 512. ' +
        '`kb_topic` restricts the knowledge to articles with that tag or with none.',
    ),
    entry: z
      .string()
      .max(2_000)
      .nullish()
      .describe(
        'The signed `entry` of a scan link that led the visitor to you: a conversation that begins is then known to ' +
          'come through that QR code, product or object. Good for 24 hours. An addition of Parley.',
      ),
    visitor: ChatVisitorSchema.nullish().describe("The visitor's details, as far as your system knows them."),
  })
  .meta({ id: 'ChatRequest' });

export type ChatRequest = z.output<typeof ChatRequestSchema>;

const reply = {
  conv_id: z.string().describe('Send it back to continue the conversation.'),
  reply: z.string().describe('The answer, in the requested format. Empty while a person handles the conversation.'),
  ord_number: z.int().describe('Number of the reply (of your message, if there is no reply) in the conversation.'),
  src: z.int().describe('Internal; always 0.'),
};

export const ChatReplySchema = z
  .object({
    ...reply,
    sources: z.array(SourceItemSchema).optional().describe('Only with `?sources=true`; the strongest evidence first.'),
  })
  .meta({ id: 'ChatReply' });
export type ChatReply = z.output<typeof ChatReplySchema>;

/** The stream's events: name to the schema of its `data`. `done`, `superseded` or `error` is the last, exactly once. */
export const CHAT_STREAM_EVENTS = {
  ack: z
    .object({ conv_id: z.string(), ord_number: z.int().describe('Number of your message.') })
    .meta({ id: 'ChatAckEvent', description: 'Your message is stored.' }),
  delta: z.object({ text: z.string() }).meta({
    id: 'ChatDeltaEvent',
    description: 'A piece of the answer in Markdown, provisional: `done` replaces it all.',
  }),
  thinking: z.object({ text: z.string() }).meta({
    id: 'ChatThinkingEvent',
    description: 'The agent asks another system: what the visitor may see meanwhile. Skip what you do not know.',
  }),
  done: z
    .object({ ...reply, sources: z.array(SourceItemSchema) })
    .meta({ id: 'ChatDoneEvent', description: 'The whole answer, as without streaming, with its sources.' }),
  superseded: z.object({ conv_id: z.string(), ord_number: z.int().describe('Number of your message.') }).meta({
    id: 'ChatSupersededEvent',
    description: 'There is no answer: the conversation came into other hands meanwhile. Remove what `delta` has shown.',
  }),
  error: z
    .object({ status: z.int(), message: z.string() })
    .meta({ id: 'ChatErrorEvent', description: 'What the answer would have been without streaming.' }),
} as const;

export type ChatStreamEvent = {
  [N in keyof typeof CHAT_STREAM_EVENTS]: { event: N; data: z.output<(typeof CHAT_STREAM_EVENTS)[N]> };
}[keyof typeof CHAT_STREAM_EVENTS];

export const sendChatEndpoint = endpoint({
  id: 'send-chat',
  method: 'POST',
  path: '/chat',
  summary: 'Send a message and get the reply',
  description:
    'Sends a visitor message to the AI Agent and returns its reply. Errors are plain text, and a request that is not ' +
    'authenticated answers 400. Checks come in this order: authentication, body, scope, scenario, conversation.',
  tags: ['Chat'],
  scope: 'write_all',
  surface: 'chat',
  tier: 'chat',
  headers: {
    'Idempotency-Key':
      'A key of your own for this message: the same key and body within 24 hours get the first answer again, and the ' +
      'message is stored once. The same key with another body answers 409.',
  },
  query: z.object({
    format: z.enum(CHAT_FORMATS, 'must be html, markdown or text').default('html').describe('Format of `reply`.'),
    stream: switchValue('Answer as `text/event-stream`; so does `Accept: text/event-stream`.').optional(),
    sources: switchValue('Add `sources` to the JSON answer: the article passages that the reply rests on.').optional(),
  }),
  body: ChatRequestSchema,
  bodyExample: {
    scenario_id: 'k3x9p2m7qa',
    conv_id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e3f',
    text: 'Hello!',
    client_metadata: { userId: 12, website: 'mywebsite.com' },
  },
  responses: {
    200: {
      description: 'The reply. Streams carry the events `ack`, `delta`, `thinking`, `done`, `superseded` and `error`.',
      content: {
        'application/json': ChatReplySchema,
        'text/event-stream': z.string(),
      },
      events: CHAT_STREAM_EVENTS,
      headers: {
        'X-Conversation-Id': 'The conversation; on every answer after the message was stored, errors included.',
        'Idempotent-Replayed': '`true` when this is the stored answer to an earlier request with the same key.',
      },
      example: {
        conv_id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e3f',
        reply: 'Hi there! How can I help you today?',
        ord_number: 3,
        src: 0,
      },
    },
  },
  errors: ['insufficient_scope', 'not_found', 'conflict', 'payload_too_large', 'unsupported_media_type'],
});
