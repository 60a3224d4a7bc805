import { z } from 'zod';
import { TURN_END_REASONS } from '../../events.ts';
import { AUTHORS, DRIVERS, MARKER_TEXTS, type MarkerCode, PROGRESSES } from '../../words.ts';
import { AttachmentSchema, type ConversationSignalSchema } from '../conversation-events.ts';
import { timestamp, uuid } from '../shapes.ts';
import { ConversationRatingSchema, MessageFeedbackSchema } from './ratings.ts';

/** Who of the team answers, as the visitor sees them. */
export const VisitorOperatorSchema = z
  .object({ name: z.string(), avatar_url: z.string().nullable() })
  .meta({ id: 'VisitorOperator' });
export type VisitorOperator = z.output<typeof VisitorOperatorSchema>;

/** A passage that a reply rests on, with the address for the conversation's language where there is one. */
export const VisitorSourceSchema = z
  .object({ title: z.string(), url: z.string().nullable(), quote: z.string() })
  .meta({ id: 'VisitorSource' });
export type VisitorSource = z.output<typeof VisitorSourceSchema>;

export const VisitorMessageSchema = z
  .object({
    id: uuid().describe('The one that the client made, for messages of the visitor.'),
    ord: z.int().describe('1, 2, 3 … within the conversation.'),
    author: z.enum(AUTHORS),
    content: z.string().describe('Markdown, with links as they are to be followed; of the visitor plain text.'),
    created_at: timestamp(),
    is_welcome: z.boolean(),
    answers: z.int().nullable().describe('The visitor message that it replies to.'),
    offers_person: z.boolean().describe('It asks whether a person shall join, so that a yes or no can be offered.'),
    operator: VisitorOperatorSchema.nullable(),
    sources: z.array(VisitorSourceSchema),
    attachments: z.array(AttachmentSchema),
    feedback: MessageFeedbackSchema.nullable(),
  })
  .meta({ id: 'VisitorMessage' });
export type VisitorMessage = z.output<typeof VisitorMessageSchema>;

const MARKERS = Object.keys(MARKER_TEXTS) as [MarkerCode, ...MarkerCode[]];
const place = { seq: z.int().describe("Place in the conversation's log; there are gaps."), created_at: timestamp() };

/** What a visitor is told of their conversation. Notes, tags, metadata and who decides what stay with the team. */
export const VisitorEventSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('message'), ...place, message: VisitorMessageSchema }),
    z.object({ type: z.literal('marker'), ...place, code: z.enum(MARKERS) }),
    z.object({
      type: z.literal('status'),
      ...place,
      driver: z.enum(DRIVERS),
      progress: z.enum(PROGRESSES),
      operator: VisitorOperatorSchema.nullable().describe('Whose conversation it is, where a person has it.'),
    }),
    z.object({
      type: z.literal('feedback'),
      ...place,
      ord: z.int(),
      feedback: MessageFeedbackSchema.nullable(),
    }),
    z.object({ type: z.literal('rating'), ...place, rating: ConversationRatingSchema }),
    z.object({
      type: z.literal('turn_ended'),
      ...place,
      ord: z.int().describe('The visitor message that gets no reply from this turn: remove its draft.'),
      reason: z.enum(TURN_END_REASONS),
    }),
  ])
  .meta({ id: 'VisitorEvent' });
export type VisitorEvent = z.output<typeof VisitorEventSchema>;

/** What a visitor is told fleetingly: the same as an agent's token. */
export type VisitorSignal = z.output<typeof ConversationSignalSchema>;
