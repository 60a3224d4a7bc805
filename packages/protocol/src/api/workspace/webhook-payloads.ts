import { z } from 'zod';
import { CONVERSATION_STATUSES, FLAG_REASONS, PRIORITIES, type WebhookEvent } from '../../words.ts';
import { UnifiedAnalysisSchema } from '../analysis.ts';
import { uuid } from '../shapes.ts';
import {
  ConversationNoteSchema,
  ConversationTagSchema,
  WorkspaceConversationSchema,
  WorkspaceMessageSchema,
} from './conversation.ts';
import { offsetTimestamp } from './shapes.ts';

const change = <S extends z.ZodType>(value: S) => z.strictObject({ from: value, to: value });

/** What a change of a conversation changed: the fields that it did, each as it was and as it is. */
export const WebhookChangesSchema = z.strictObject({
  status: change(z.enum(CONVERSATION_STATUSES)).optional(),
  priority: change(z.enum(PRIORITIES)).optional(),
  assigned_to: change(uuid().nullable()).optional(),
  title: change(z.string().nullable()).optional(),
  contact_name: change(z.string().nullable()).optional(),
  contact_email: change(z.string().nullable()).optional(),
  contact_phone: change(z.string().nullable()).optional(),
  contact_label: change(z.string().nullable()).optional(),
});
export type WebhookChanges = z.output<typeof WebhookChangesSchema>;

export const ACTOR_TYPES = ['operator', 'api_key', 'agent_token', 'visitor', 'ai_assistant', 'system'] as const;

const ActorSchema = z
  .strictObject({
    type: z.enum(ACTOR_TYPES),
    id: uuid().nullable().describe('The user id of an operator, the id of a key or token; else null.'),
  })
  .describe('Who did it.');

/** What every payload about a conversation has. */
const common = {
  conversation: z.strictObject(WorkspaceConversationSchema.shape),
  sequence: z.int().describe('The number of the event in its conversation: rises, with gaps. Order by it.'),
};

/** The `data` of each event. */
export const WEBHOOK_DATA = {
  'conversation.created': z.strictObject(common),
  'conversation.updated': z.strictObject({ ...common, changes: WebhookChangesSchema, actor: ActorSchema }),
  'conversation.assigned': z.strictObject({ ...common, assigned_to: change(uuid().nullable()), actor: ActorSchema }),
  'conversation.tagged': z.strictObject({
    ...common,
    tags: z.array(z.strictObject(ConversationTagSchema.shape)).describe('All that it has now.'),
    added: z.array(uuid()),
    removed: z.array(uuid()),
    actor: ActorSchema,
  }),
  'message.created': z.strictObject({ ...common, message: z.strictObject(WorkspaceMessageSchema.shape) }),
  'note.created': z.strictObject({ ...common, note: z.strictObject(ConversationNoteSchema.shape), actor: ActorSchema }),
  'handoff.requested': z.strictObject({ ...common, actor: ActorSchema }),
  'analysis.completed': z.strictObject({ ...common, analysis: z.strictObject(UnifiedAnalysisSchema.shape) }),
  'conversation.flagged': z.strictObject({
    ...common,
    flag_code: z.enum(FLAG_REASONS),
    flag_reason: z.string().describe('Why, in a sentence.'),
  }),
} as const satisfies Record<WebhookEvent, z.ZodType>;

const payload = <T extends string, S extends z.ZodType>(type: T, data: S) =>
  z.strictObject({ type: z.literal(type), timestamp: offsetTimestamp(), workspace_id: uuid(), data });

/** The body of an event, without room for anything else: costs and secrets cannot slip in. */
export const webhookPayload = (type: WebhookEvent) => payload(type, WEBHOOK_DATA[type]);

/** What a test delivery carries: it is about nothing. */
export const WEBHOOK_TEST = 'webhook.test';
export const WebhookTestPayloadSchema = payload(WEBHOOK_TEST, z.strictObject({ endpoint_id: uuid() }));

export type WebhookData<T extends WebhookEvent> = z.output<(typeof WEBHOOK_DATA)[T]>;
