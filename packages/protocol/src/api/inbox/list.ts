import { z } from 'zod';
import {
  AUTHORS,
  CONVERSATION_SORTS,
  CONVERSATION_STATUSES,
  DRIVERS,
  INBOX_VIEWS,
  PRIORITIES,
  PROGRESSES,
  SOURCES,
} from '../../words.ts';
import { UnifiedAnalysisSchema } from '../analysis.ts';
import { endpoint, json } from '../endpoint.ts';
import { queryList, uuid } from '../shapes.ts';
import { queryUuids } from '../workspace/query-lists.ts';
import { cursorFields, cursorPage, offsetTimestamp } from '../workspace/shapes.ts';
import { inboxFilterFields } from './filter.ts';

const IDS_MAX = 100;
const BADGE_KEYS_MAX = 5;

/** Where a search found its words: a piece of plain text with what to highlight in it. */
export const InboxHitSchema = z
  .object({
    in: z.enum(['message', 'title', 'contact_name', 'contact_email', 'contact_phone', 'contact_label']),
    message_id: uuid().nullable().describe('Of the message; null for all else.'),
    ord: z.int().nullable().describe('Number of the message in its conversation.'),
    author: z.enum(AUTHORS).nullable(),
    text: z.string().describe('Plain text; `…` stands where something was left out.'),
    ranges: z
      .array(z.tuple([z.int(), z.int()]))
      .describe('What was found in `text`: begin and end in UTF-16 units, in order, none over another.'),
  })
  .meta({ id: 'InboxHit' });
export type InboxHit = z.output<typeof InboxHitSchema>;

/** A conversation as the list shows it. */
export const InboxRowSchema = z
  .object({
    object: z.literal('inbox_row'),
    id: uuid(),
    chatbot_id: uuid(),
    seq: z.int().describe('The last event that the row knows: one with an older `seq` is older news.'),
    title: z.string().nullable(),
    contact_name: z.string().nullable(),
    contact_email: z.string().nullable(),
    contact_label: z.string().nullable(),
    visitor_short_id: z.string().describe('Eight signs that stand for the visitor where they have no name.'),
    preview: z.string().describe('The beginning of the last message as plain text, at most 200 characters.'),
    last_message_author: z.enum(AUTHORS).nullable(),
    last_message_at: offsetTimestamp(),
    created_at: offsetTimestamp(),
    unread: z.boolean(),
    status: z.enum(CONVERSATION_STATUSES),
    driver: z.enum(DRIVERS),
    progress: z.enum(PROGRESSES),
    priority: z.enum(PRIORITIES),
    assigned_to: uuid().nullable().describe('The user id of the owner.'),
    tag_ids: z.array(uuid()).describe('Tags of the palette.'),
    source: z.enum(SOURCES),
    supports_inbox_control: z.boolean(),
    language: z
      .string()
      .nullable()
      .describe('Of what the visitor wrote (ISO 639-1); null as long as it cannot be told.'),
    sentiment_score: z.int().nullable().describe('0 negative … 100 positive; null until scored.'),
    analysis: UnifiedAnalysisSchema.nullable().describe('Null until the conversation has been analysed.'),
    metadata: z
      .record(z.string(), z.unknown())
      .describe('Those of the keys that `metadata_keys` asks for which it has; nothing unless asked for.'),
    hits: z
      .array(InboxHitSchema)
      .optional()
      .describe('Where `q` was found: at most 3, the latest first. Only for searches.'),
  })
  .meta({ id: 'InboxRow' });
export type InboxRow = z.output<typeof InboxRowSchema>;

const EXAMPLE: InboxRow = {
  object: 'inbox_row',
  id: '8f3a9d2e-1b4c-4f5d-9e8a-7c3b2a1d0f9e',
  chatbot_id: '0a5c8e1f-3d2b-4a7c-9e1f-2c4d6b8a0e3f',
  seq: 12,
  title: 'Refund request — order 4421',
  contact_name: 'June Park',
  contact_email: 'june@example.com',
  contact_label: null,
  visitor_short_id: '2a1d0f9e',
  preview: "I'd like to send it back, please.",
  last_message_author: 'visitor',
  last_message_at: '2026-05-22T14:08:42.000+00:00',
  created_at: '2026-05-22T13:51:09.000+00:00',
  unread: true,
  status: 'agent_requested',
  driver: 'queue',
  progress: 'open',
  priority: 'high',
  assigned_to: null,
  tag_ids: [],
  source: 'widget',
  supports_inbox_control: true,
  language: 'en',
  sentiment_score: null,
  analysis: null,
  metadata: {},
};

/** What the endpoints of the list have in common. */
const common = {
  tags: ['Inbox: the list'],
  scope: null,
  surface: 'inbox',
  permission: 'conversations.view',
  tier: 'workspace',
} as const;

export const listInboxConversationsEndpoint = endpoint({
  ...common,
  id: 'list-inbox-conversations',
  method: 'GET',
  path: '/v1/inbox/conversations',
  summary: 'The list of conversations',
  description:
    'Newest message first unless `sort` says otherwise. What stands still while you page through is given once; a conversation whose ' +
    'message arrives meanwhile is on the first page of the next reading. With `ids` it is told which of some conversations ' +
    'belong to the list as they are now: how a screen keeps up with the events of the stream.',
  query: z.object({
    ...cursorFields(),
    ...inboxFilterFields(),
    ids: queryUuids('Only these conversations, those of them that match the filter, on one page.', {
      max: IDS_MAX,
    }).optional(),
    metadata_keys: queryList('Keys of the metadata to give with each row. Separate several by commas.')
      .refine((keys) => keys.length <= BADGE_KEYS_MAX, `must be at most ${BADGE_KEYS_MAX} keys`)
      .optional(),
    sort: z
      .enum(CONVERSATION_SORTS)
      .default('-last_message_at')
      .describe(
        '`-` puts the newest, or the highest priority, first; within a priority the newest message comes first.',
      ),
  }),
  responses: {
    200: json(cursorPage(InboxRowSchema), 'A page of rows.', {
      object: 'list',
      has_more: false,
      next_cursor: null,
      data: [EXAMPLE],
    }),
  },
  errors: [],
});

/** How many conversations a view has. */
export const InboxCountSchema = z.object({
  count: z.int().nullable().describe('Null where it takes too long to count.'),
  capped: z.boolean().describe('Counting stopped there: it has at least so many.'),
});
export type InboxCount = z.output<typeof InboxCountSchema>;

export const InboxCountsSchema = z
  .object({
    object: z.literal('inbox_counts'),
    views: z.record(z.enum(INBOX_VIEWS), InboxCountSchema),
    saved: z
      .array(InboxCountSchema.extend({ id: uuid() }))
      .describe('Of each saved view that you see, in their order.'),
  })
  .meta({ id: 'InboxCounts' });
export type InboxCounts = z.output<typeof InboxCountsSchema>;

const FEW = { count: 3, capped: false };

export const getInboxCountsEndpoint = endpoint({
  ...common,
  id: 'get-inbox-counts',
  method: 'GET',
  path: '/v1/inbox/counts',
  summary: 'How many conversations each view has',
  description:
    'As they are when it is answered. Ask again whenever events arrive: those who ask at once share one counting, which begins at ' +
    'most every half second, so an answer may take that long.',
  responses: {
    200: json(InboxCountsSchema, 'The counts.', {
      object: 'inbox_counts',
      views: {
        all: { count: 10_000, capped: true },
        open: { count: 12, capped: false },
        mine: FEW,
        unassigned: FEW,
        others: FEW,
        with_agent: FEW,
        resolved: { count: 10_000, capped: true },
        archived: FEW,
        flagged: { count: 0, capped: false },
      },
      saved: [],
    }),
  },
  errors: [],
});
