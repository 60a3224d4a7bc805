import { z } from 'zod';
import { HANDOFF_STATES } from '../../words.ts';
import { AttachmentSchema, FeedbackSchema, REPLY_KINDS } from '../conversation-events.ts';
import { uuid } from '../shapes.ts';
import { SourceItemSchema } from '../sources.ts';
import { WorkspaceMessageSchema } from '../workspace/conversation.ts';
import { NamedActorSchema } from './people.ts';

/** A message or marker as the conversation screen shows it. */
export const InboxMessageSchema = z
  .object({
    object: z.literal('inbox_message'),
    seq: z.int().describe("Place of its event in the conversation's log: `before` and `after` of pages name it."),
    ord: z.int().nullable().describe('Its number among the messages; null for a marker.'),
    message: WorkspaceMessageSchema.describe('The same as the stream of events tells it.'),
    author: NamedActorSchema,
    is_welcome: z.boolean(),
    handoff_state: z.enum(HANDOFF_STATES).nullable().describe('Where a hand-off stood when it was said.'),
    kind: z.enum(REPLY_KINDS).nullable().describe('What the agent took its reply for; null for all else.'),
    answers: z.int().nullable().describe('The visitor message whose turn gave this reply.'),
    sources: z.array(SourceItemSchema).describe('What the reply rests on, the strongest evidence first.'),
    attachments: z.array(AttachmentSchema),
    feedback: FeedbackSchema.nullable(),
    client_metadata: z.record(z.string(), z.unknown()).nullable(),
    has_insights: z.boolean().describe('Whether `get-message-insights` has something to tell.'),
    is_seen: z
      .boolean()
      .nullable()
      .describe('Whether the visitor has seen it; null where that is not known, and of what they said themselves.'),
  })
  .meta({ id: 'InboxMessage' });
export type InboxMessage = z.output<typeof InboxMessageSchema>;

const ord = z.int();

/** Why the agent said it, with what its turn took: the only place where tokens and models are told. */
export const InboxInsightsSchema = z
  .object({
    object: z.literal('message_insights'),
    conversation_id: uuid(),
    ord,
    answers: ord.nullable(),
    kind: z.enum(REPLY_KINDS),
    passages: z
      .array(
        z.object({
          article_id: uuid(),
          article_version: z.int().nullable().describe('Null for replies of older releases.'),
          title: z.string(),
          score: z.number(),
          was_quoted: z.boolean(),
          start: z.int().nullable().describe('Where it begins in the plain text of that version, in UTF-16 units.'),
          end: z.int().nullable(),
        }),
      )
      .describe('What retrieval found, best first.'),
    sources: z.array(SourceItemSchema),
    tools: z.array(
      z.object({
        name: z.string(),
        latency_ms: z.number(),
        failed: z.boolean(),
        arguments: z.unknown().describe('Null where they are not kept.'),
        result: z.unknown().describe('Null where it is not kept.'),
      }),
    ),
    latency_ms: z.number().describe('From reading the message to the reply.'),
    turn: z
      .object({
        id: uuid(),
        outcome: z.string(),
        model: z.string(),
        input_tokens: z.int(),
        output_tokens: z.int(),
        latency_ms: z.int(),
        cost: z
          .object({ micros: z.int().describe('Millionths of the currency.'), currency: z.string().nullable() })
          .nullable()
          .describe('By the prices of the workspace; null without a price for the model.'),
      })
      .nullable()
      .describe('What the turn took; null where that is not known, and for those who may not see usage.'),
  })
  .meta({ id: 'InboxInsights' });
export type InboxInsights = z.output<typeof InboxInsightsSchema>;

/** An article as it stood in one version: what a source quotes, though the article has changed or is gone since. */
export const ArticleVersionSchema = z
  .object({
    object: z.literal('article_version'),
    article_id: uuid(),
    article_number: z.int().describe("The article's integer id."),
    chatbot_id: uuid(),
    version: z.int(),
    title: z.string(),
    plain_text: z.string().describe('What `start` and `end` of sources and passages count in, by UTF-16 units.'),
    created_at: z.iso.datetime({ offset: true }),
    url: z.string().nullable(),
    current_version: z.int().nullable().describe('The version that is live now; null when the article is deleted.'),
    is_deleted: z.boolean(),
  })
  .meta({ id: 'ArticleVersion' });
export type ArticleVersion = z.output<typeof ArticleVersionSchema>;

/** A reply that the agent would write: nothing of it is stored. */
export const ReplyDraftSchema = z
  .object({
    object: z.literal('reply_draft'),
    conversation_id: uuid(),
    seq: z.int().describe('The state of the conversation that it was written on.'),
    kind: z.enum(['answer', 'smalltalk', 'unknown']).describe('`unknown`: nothing supports an answer.'),
    text: z.string().nullable().describe('Markdown; null when the agent does not know.'),
    sources: z.array(SourceItemSchema),
  })
  .meta({ id: 'ReplyDraft' });
export type ReplyDraft = z.output<typeof ReplyDraftSchema>;
