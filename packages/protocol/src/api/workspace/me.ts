import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { uuid } from '../shapes.ts';

const MeSchema = z
  .object({
    object: z.literal('me'),
    connection_label: z.string().describe('The name of the key, for lists of connections.'),
    org_name: z.string(),
    auth: z.object({ type: z.enum(['api_key', 'session']) }),
    org: z.object({ id: uuid(), name: z.string(), slug: z.string() }),
    api_key: z.object({ id: uuid(), name: z.string() }).optional(),
    user: z.object({ id: uuid(), first_name: z.string(), last_name: z.string(), role: z.string() }).optional(),
  })
  .meta({ id: 'Me' });

export const getMeEndpoint = endpoint({
  id: 'get-me',
  method: 'GET',
  path: '/v1/me',
  summary: 'Who is calling',
  description: 'The cheapest way to check a key.',
  tags: ['Workspace'],
  scope: null,
  surface: 'workspace',
  permission: null,
  tier: 'workspace',
  responses: { 200: json(MeSchema, 'The workspace, and the key or person.') },
  errors: [],
});
