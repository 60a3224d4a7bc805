import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { queryDate, queryList, queryText, uuid } from '../shapes.ts';
import { cursorFields, cursorPage, offsetTimestamp } from './shapes.ts';

const ACTOR_TYPES = ['operator', 'api_key', 'agent_token', 'visitor', 'ai_assistant', 'system'] as const;

export const AuditEntrySchema = z
  .object({
    object: z.literal('audit_entry'),
    id: uuid(),
    actor: z
      .object({
        type: z.enum(ACTOR_TYPES),
        id: z.string().optional(),
        name: z
          .string()
          .nullable()
          .describe("The person's, key's or token's; also of those who left. Null where there is none."),
      })
      .describe('Who did it.'),
    action: z.string().describe('Noun and verb: `conversation.update`.'),
    target: z.object({ type: z.string(), id: z.string() }).nullable().describe('What it was done to.'),
    details: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('What changed: never a secret or the text of a message.'),
    ip: z.string().nullable().describe('From where; null for the command line.'),
    user_agent: z.string().nullable(),
    created_at: offsetTimestamp(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.output<typeof AuditEntrySchema>;

export const listAuditLogEndpoint = endpoint({
  id: 'list-audit-log',
  method: 'GET',
  path: '/v1/audit-log',
  summary: 'Who did what',
  description:
    'Every act of administration and every change by a person or a key, the newest first. Nothing in it can be changed.',
  tags: ['Audit log'],
  scope: null,
  surface: 'workspace',
  permission: 'audit.view',
  tier: 'workspace',
  query: z.object({
    ...cursorFields(),
    actor: queryText('The id of a person, key or token.', 100).optional(),
    action: queryList('Actions: `api_key.create,api_key.revoke`.').optional(),
    target: queryText('The id of what it was done to.', 200).optional(),
    from: queryDate('Not before.', 'start').optional(),
    to: queryDate('Not after; a bare date includes that day.', 'end').optional(),
  }),
  responses: { 200: json(cursorPage(AuditEntrySchema), 'A page of entries.') },
  errors: [],
});
