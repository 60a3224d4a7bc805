import { z } from 'zod';
import { CONVERSATION_SORTS } from '../../words.ts';
import { type Endpoint, endpoint, json } from '../endpoint.ts';
import { text, uuid, uuidParam } from '../shapes.ts';
import { deleted, offsetTimestamp, wholeList } from '../workspace/shapes.ts';
import { savedInboxFilter } from './filter.ts';

/** So many views a team has together, and each person of their own. */
export const INBOX_VIEWS_MAX = 50;
const NAME_MAX = 80;
const POSITION_MAX = 1_000_000;

export const SavedViewSchema = z
  .object({
    object: z.literal('inbox_view'),
    id: uuid(),
    name: z.string(),
    filter: z
      .record(z.string(), z.union([z.string(), z.array(z.string())]))
      .describe('Parameters of `list-inbox-conversations` by name. What names something that is gone matches nothing.'),
    sort: z.enum(CONVERSATION_SORTS),
    shared: z.boolean().describe('The team’s; else yours alone.'),
    position: z.int().describe('Views come in this order, those of one position by name.'),
    created_by: uuid().nullable().describe('The user who saved it.'),
    created_at: offsetTimestamp(),
    updated_at: offsetTimestamp(),
  })
  .meta({ id: 'InboxView' });
export type SavedView = z.output<typeof SavedViewSchema>;

const EXAMPLE: SavedView = {
  object: 'inbox_view',
  id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e70',
  name: 'Pro customers who wait',
  filter: { view: 'unassigned', metadata: ['plan:pro'] },
  sort: '-priority',
  shared: true,
  position: 0,
  created_by: '5b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  created_at: '2026-05-22T14:10:00.000+00:00',
  updated_at: '2026-05-22T14:10:00.000+00:00',
};

const name = () =>
  text(NAME_MAX)
    .transform((value) => value.trim())
    .refine((value) => value !== '', 'must not be empty');
const fields = () => ({
  name: name(),
  filter: savedInboxFilter(),
  sort: z.enum(CONVERSATION_SORTS, `must be one of: ${CONVERSATION_SORTS.join(', ')}`),
  shared: z.boolean(),
  position: z.int().min(0).max(POSITION_MAX),
});

const common = {
  tags: ['Inbox: saved views'],
  scope: null,
  surface: 'inbox',
  permission: 'conversations.view',
  tier: 'workspace',
} as const satisfies Partial<Endpoint>;
const LIST = '/v1/inbox/views';
const ONE = `${LIST}/{view_id}` as const;
const params = z.object({ view_id: uuidParam('UUID of a saved view that you see.') });
const RULE = 'Views of the team are changed by whoever may change conversations, your own by you alone.';

export const listInboxViewsEndpoint = endpoint({
  ...common,
  id: 'list-inbox-views',
  method: 'GET',
  path: LIST,
  summary: 'List the saved views',
  description: 'Those of the team and your own.',
  responses: { 200: json(wholeList(SavedViewSchema), 'The views, in order.', { object: 'list', data: [EXAMPLE] }) },
  errors: [],
});

export const createInboxViewEndpoint = endpoint({
  ...common,
  id: 'create-inbox-view',
  method: 'POST',
  path: LIST,
  summary: 'Save a view',
  description: `A team has at most ${INBOX_VIEWS_MAX}, and so has each person. ${RULE}`,
  body: z.strictObject({
    ...fields(),
    sort: fields().sort.default('-last_message_at'),
    shared: z.boolean().default(false),
    position: fields().position.optional(),
  }),
  bodyExample: { name: EXAMPLE.name, filter: EXAMPLE.filter, sort: EXAMPLE.sort, shared: true },
  responses: { 201: json(SavedViewSchema, 'The view; the last unless its position was given.', EXAMPLE) },
  errors: ['conflict'],
});

export const updateInboxViewEndpoint = endpoint({
  ...common,
  id: 'update-inbox-view',
  method: 'PATCH',
  path: ONE,
  summary: 'Change a saved view',
  description: RULE,
  params,
  body: z.strictObject(fields()).partial(),
  bodyExample: { name: 'Pro customers' },
  responses: { 200: json(SavedViewSchema, 'The view as it is now.', { ...EXAMPLE, name: 'Pro customers' }) },
  errors: ['not_found', 'conflict'],
});

export const deleteInboxViewEndpoint = endpoint({
  ...common,
  id: 'delete-inbox-view',
  method: 'DELETE',
  path: ONE,
  summary: 'Delete a saved view',
  description: RULE,
  params,
  responses: {
    200: json(deleted('inbox_view'), 'It is gone.', { object: 'inbox_view', id: EXAMPLE.id, deleted: true }),
  },
  errors: ['not_found'],
});
