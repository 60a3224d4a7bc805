import { z } from 'zod';
import {
  AGENT_STATES,
  CONVERSATION_STATUSES,
  DRIVERS,
  ENTRY_POINT_TYPES,
  HANDOFF_STATES,
  PROGRESSES,
  SOURCES,
} from '../../words.ts';
import { UnifiedAnalysisSchema } from '../analysis.ts';
import { uuid } from '../shapes.ts';
import { ConversationRatingSchema } from '../widget/ratings.ts';
import { ConversationNoteSchema, WorkspaceConversationSchema } from '../workspace/conversation.ts';
import { offsetTimestamp } from '../workspace/shapes.ts';
import { InboxMessageSchema } from './messages.ts';
import { NamedActorSchema } from './people.ts';

const record = () => z.record(z.string(), z.unknown());

/** What changes in a conversation, as of `seq`: the SDK's reducer goes on from it with the events after. */
export const InboxStateSchema = z
  .object({
    seq: z.int().describe('The last event that is in it: follow the events `after` it.'),
    conversation: WorkspaceConversationSchema,
    source: z.enum(SOURCES),
    driver: z.enum(DRIVERS),
    progress: z.enum(PROGRESSES),
    unread: z.boolean(),
    people_were_here: z.boolean(),
    handoff_state: z.enum(HANDOFF_STATES).nullable(),
    contact_label: z.string().nullable(),
    metadata: record(),
    unverified_keys: z.array(z.string()).describe('Keys of `metadata` that a browser has said, unsigned.'),
    verified_as: z
      .string()
      .nullable()
      .describe("The site's own id of the visitor, where its signature vouches for it."),
    client_metadata: record().nullable().describe('The latest that came with a visitor message.'),
    tag_ids: z.array(uuid()),
    last_message_content: z.string(),
    last_visitor_message_at: offsetTimestamp().nullable(),
    languages: z.record(z.string(), z.int()).describe('How many visitor messages were in which language.'),
    most_frequent_language: z.string().nullable(),
    rating: ConversationRatingSchema.nullable(),
  })
  .meta({ id: 'InboxState' });
export type InboxState = z.output<typeof InboxStateSchema>;

const OtherConversationSchema = WorkspaceConversationSchema.pick({
  id: true,
  chatbot_id: true,
  title: true,
  assigned_to: true,
  last_message_preview: true,
  last_message_at: true,
  created_at: true,
}).extend({ status: z.enum(CONVERSATION_STATUSES), source: z.enum(SOURCES) });

/** Everything that the conversation screen opens with. */
export const InboxConversationSchema = InboxStateSchema.extend({
  object: z.literal('inbox_conversation'),
  ord: z.int().describe('Number of the conversation with its agent.'),
  url: z.string().nullable().describe('The page on which it began.'),
  supports_inbox_control: z.boolean().describe('False where the channel has no place for people.'),
  message_count: z.int(),
  messages: z.array(InboxMessageSchema).describe('The last page of messages and markers, oldest first.'),
  has_older: z.boolean().describe('There are messages before the first: list them `before` its `seq`.'),
  notes: z.array(ConversationNoteSchema).describe('Oldest first; at most 200, pinned ones and the newest.'),
  has_more_notes: z.boolean(),
  pending_turns: z
    .array(z.object({ turn_id: uuid(), ord: z.int() }))
    .describe('Turns of the agent that wait or run, with the visitor message that each answers.'),
  chatbot: z.object({
    id: uuid(),
    scenario_id: z.string(),
    name: z.string(),
    avatar_url: z.string().nullable(),
    state: z.enum(AGENT_STATES),
    metadata_schema: record().nullable(),
  }),
  owner: NamedActorSchema.nullable().describe('Who has it, as `assigned_to` says.'),
  note_authors: z.array(NamedActorSchema),
  visitor: z.object({
    id: uuid().nullable().describe('Of the visitor of the widget; null on other channels.'),
    short_id: z.string().describe('Eight signs that stand for the visitor where they have no name.'),
    is_present: z.boolean().describe('Whether they look at the conversation.'),
    seen: z
      .object({ ord: z.int(), at: offsetTimestamp() })
      .nullable()
      .describe('Up to which message they have seen, and when; null where that is not known.'),
    conversation_count: z
      .int()
      .describe(
        'Conversations that are theirs, this one among them: by visitor or by e-mail. Counting stops at 1,000.',
      ),
    confirmation: z
      .string()
      .describe('What must be typed to erase them: the e-mail address, else the name, else `short_id`.'),
  }),
  other_conversations: z
    .array(OtherConversationSchema)
    .describe('Others of the visitor, the latest first, at most 10.'),
  entry_point: z.object({ type: z.enum(ENTRY_POINT_TYPES), id: uuid(), name: z.string(), slug: z.string() }).nullable(),
  analysis: UnifiedAnalysisSchema.nullable().describe('What the analysis has found; null until there is one.'),
}).meta({ id: 'InboxConversation' });
export type InboxConversation = z.output<typeof InboxConversationSchema>;
