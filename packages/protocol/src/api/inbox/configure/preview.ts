import { z } from 'zod';
import { LIMITS } from '../../../limits.ts';
import { ChatbotSettingsPatchSchema } from '../../chatbot-settings.ts';
import { REPLY_KINDS } from '../../conversation-events.ts';
import { endpoint } from '../../endpoint.ts';
import { text, uuid } from '../../shapes.ts';
import { SourceItemSchema } from '../../sources.ts';
import { AGENT, agentParams, configuring } from './common.ts';

const ord = z.int();

/** What the agent said in a trial. `get-message-insights` tells why, as of any message. */
export const PreviewReplySchema = z
  .object({
    object: z.literal('preview_reply'),
    conversation_id: uuid().describe('Send it back to go on.'),
    ord: ord.describe('Number of the reply; of your message, if there is none.'),
    text: z.string().describe('Markdown; empty if there is no reply.'),
    kind: z.enum(REPLY_KINDS).nullable(),
    sources: z.array(SourceItemSchema).describe('What the reply rests on, the strongest evidence first.'),
  })
  .meta({ id: 'PreviewReply' });
export type PreviewReply = z.output<typeof PreviewReplySchema>;

/** The stream's events: name to the schema of its `data`. `done`, `superseded` or `error` is the last, exactly once. */
export const PREVIEW_STREAM_EVENTS = {
  ack: z.object({ conversation_id: uuid(), ord }).meta({ id: 'PreviewAckEvent' }),
  delta: z.object({ text: z.string() }).meta({ id: 'PreviewDeltaEvent' }),
  thinking: z.object({ text: z.string() }).meta({ id: 'PreviewThinkingEvent' }),
  done: PreviewReplySchema,
  superseded: z.object({ conversation_id: uuid(), ord }).meta({ id: 'PreviewSupersededEvent' }),
  error: z
    .object({ status: z.int(), error: z.string(), message: z.string(), request_id: z.string() })
    .meta({ id: 'PreviewErrorEvent' }),
} as const;

export type PreviewStreamEvent = {
  [N in keyof typeof PREVIEW_STREAM_EVENTS]: { event: N; data: z.output<(typeof PREVIEW_STREAM_EVENTS)[N]> };
}[keyof typeof PREVIEW_STREAM_EVENTS];

export const previewAgentEndpoint = endpoint({
  ...configuring,
  id: 'preview-agent',
  method: 'POST',
  path: `${AGENT}/preview`,
  summary: 'Try the agent',
  description:
    'The real agent answers, whatever its status, in a conversation of the source `preview`: such conversations are in no ' +
    'list and no count, no people can be asked into them, and what they cost is counted. `settings` are settings as a form ' +
    'shows them before they are saved; they hold for this turn. With `Accept: text/event-stream` the answer is streamed as ' +
    '`ack`, `delta`, `thinking`, `done`, `superseded` and `error`.',
  permission: 'agents.manage',
  params: agentParams,
  body: z.strictObject({
    text: text(LIMITS.chatTextMax)
      .transform((value) => value.trim())
      .pipe(z.string().min(1, 'must not be empty')),
    conversation_id: z.guid('must be a UUID').nullish().describe('Of an earlier answer; begins a new one if left out.'),
    settings: ChatbotSettingsPatchSchema.strict().optional(),
    kb_topic: text(LIMITS.articleTagMax).nullish().describe('Only articles with this tag, or with none.'),
  }),
  bodyExample: { text: 'What can I return?', settings: { reply_length: 0 } },
  responses: {
    200: {
      description: 'The reply.',
      content: { 'application/json': PreviewReplySchema, 'text/event-stream': z.string() },
      events: PREVIEW_STREAM_EVENTS,
    },
  },
  errors: ['not_found', 'unavailable'],
});
