import { z } from 'zod';
import { LIMITS } from '../../limits.ts';
import { PRIORITIES } from '../../words.ts';
import { endpoint, json } from '../endpoint.ts';
import { uuid } from '../shapes.ts';

/** So many conversations one request may change. */
export const BULK_MAX = 200;

const id = () => z.guid('must be a UUID').transform((value) => value.toLowerCase());
const tagIds = () =>
  z
    .array(id())
    .min(1, 'must name a tag')
    .max(LIMITS.conversationTags, `must have at most ${LIMITS.conversationTags} items`);

export const BulkActionSchema = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({
        type: z.literal('assign'),
        assigned_to: id().nullable().describe('The user id of a member; null takes it from whoever has it.'),
      }),
      z.strictObject({ type: z.literal('add_tags'), tag_ids: tagIds() }),
      z.strictObject({ type: z.literal('remove_tags'), tag_ids: tagIds() }),
      z.strictObject({ type: z.literal('set_priority'), priority: z.enum(PRIORITIES) }),
      z.strictObject({ type: z.literal('resolve') }),
      z.strictObject({ type: z.literal('close') }),
      z.strictObject({ type: z.literal('archive') }),
      z.strictObject({ type: z.literal('mark_read') }),
      z.strictObject({ type: z.literal('mark_unread') }),
    ],
    'must have a `type`: assign, add_tags, remove_tags, set_priority, resolve, close, archive, mark_read or mark_unread',
  )
  .meta({ id: 'BulkAction' });
export type BulkAction = z.output<typeof BulkActionSchema>;

export const BulkResultSchema = z
  .object({
    object: z.literal('bulk_result'),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    data: z
      .array(
        z.object({
          id: uuid(),
          outcome: z.enum(['changed', 'unchanged', 'refused']).describe('`unchanged`: it was so already.'),
          error: z
            .object({ code: z.string(), message: z.string() })
            .nullable()
            .describe('Why it was refused, in the words of the command itself.'),
        }),
      )
      .describe('One for each id, in their order.'),
  })
  .meta({ id: 'BulkResult' });
export type BulkResult = z.output<typeof BulkResultSchema>;

const FIRST = '8f3a9d2e-1b4c-4f5d-9e8a-7c3b2a1d0f9e';

export const bulkUpdateEndpoint = endpoint({
  id: 'bulk-update-conversations',
  method: 'POST',
  path: '/v1/inbox/bulk',
  summary: 'Do one thing with many conversations',
  description:
    'Each conversation by itself, as if it were asked for alone: one that refuses keeps no other from changing, and none is ' +
    'left half changed. Those that are not of the workspace are refused like unknown ones.',
  tags: ['Inbox: the list'],
  scope: null,
  surface: 'inbox',
  permission: 'conversations.manage',
  tier: 'workspace',
  body: z.strictObject({
    ids: z
      .array(id())
      .min(1, 'must name a conversation')
      .max(BULK_MAX, `must have at most ${BULK_MAX} items`)
      .transform((ids) => [...new Set(ids)]),
    action: BulkActionSchema,
  }),
  bodyExample: { ids: [FIRST], action: { type: 'set_priority', priority: 'high' } },
  responses: {
    200: json(BulkResultSchema, 'What became of each.', {
      object: 'bulk_result',
      changed: 1,
      unchanged: 0,
      refused: 0,
      data: [{ id: FIRST, outcome: 'changed', error: null }],
    }),
  },
  errors: [],
});
