import { z } from 'zod';
import { endpoint, json } from '../../endpoint.ts';
import { switchValue } from '../../shapes.ts';
import { offsetTimestamp } from '../../workspace/shapes.ts';
import { configuring } from './common.ts';

const DAYS_MAX = 3_650;
const days = () => z.int().min(1, 'must be at least 1').max(DAYS_MAX, `must be at most ${DAYS_MAX}`).nullable();

const fields = {
  delete_conversations_after_days: days().describe(
    'Conversations without a message for so many days are erased, with everything that repeats them; null keeps them.',
  ),
  delete_attachments_after_days: days().describe('Files of messages older than this are removed; null keeps them.'),
};

export const RetentionSchema = z
  .object({
    object: z.literal('retention'),
    ...fields,
    due: z
      .object({
        conversations: z.int().describe('Would be erased now.'),
        attachments: z.int().describe('Would be removed now, of those that stay.'),
        is_capped: z.boolean().describe('There are more: counting stops at 10,000 of each.'),
      })
      .describe('What these rules would take now.'),
    last_run_at: offsetTimestamp().nullable(),
    updated_at: offsetTimestamp().nullable(),
  })
  .meta({ id: 'Retention' });
export type Retention = z.output<typeof RetentionSchema>;

const common = { ...configuring, path: '/v1/inbox/retention', permission: 'visitors.erase' } as const;

export const getRetentionEndpoint = endpoint({
  ...common,
  id: 'get-retention',
  method: 'GET',
  summary: 'How long what was said is kept',
  responses: { 200: json(RetentionSchema, 'The rules, and what they would take now.') },
  errors: [],
});

export const updateRetentionEndpoint = endpoint({
  ...common,
  id: 'update-retention',
  method: 'PATCH',
  summary: 'Change how long what was said is kept',
  description:
    'Off as shipped. What is due is taken by a job within the hour, some at a time; the audit log says how many, and ' +
    'nothing of what they were. With `?dry_run=true` nothing is changed, and `due` says what the rules would take.',
  query: z.object({ dry_run: switchValue('Only say what would be taken.').optional() }),
  body: z.strictObject(fields).partial(),
  bodyExample: { delete_conversations_after_days: 365 },
  responses: { 200: json(RetentionSchema, 'The rules as they are now.') },
  errors: [],
});
