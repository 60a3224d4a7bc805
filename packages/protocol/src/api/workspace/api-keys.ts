import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { text, uuid, uuidParam } from '../shapes.ts';
import { offsetTimestamp, wholeList } from './shapes.ts';

export const API_KEY_STATES = ['active', 'paused', 'revoked', 'expired'] as const;
export type ApiKeyState = (typeof API_KEY_STATES)[number];

const keyFields = {
  object: z.literal('api_key'),
  id: uuid(),
  name: z.string(),
  last4: z.string().describe('The last four characters of the key: the rest is not stored.'),
  state: z.enum(API_KEY_STATES),
  expires_at: offsetTimestamp().nullable(),
  created_at: offsetTimestamp(),
  last_used_at: offsetTimestamp().nullable().describe('To the minute.'),
};

export const ApiKeySchema = z.object(keyFields).meta({ id: 'ApiKey' });
export type ApiKey = z.output<typeof ApiKeySchema>;

const NewApiKeySchema = z
  .object({ ...keyFields, key: z.string().describe('The key itself: shown this once.') })
  .meta({ id: 'NewApiKey' });

const common = {
  tags: ['API keys'],
  scope: null,
  surface: 'inbox',
  permission: 'keys.manage',
  tier: 'workspace',
} as const;
const params = z.object({ key_id: uuidParam('The id of the key.') });

export const listApiKeysEndpoint = endpoint({
  ...common,
  id: 'list-api-keys',
  method: 'GET',
  path: '/v1/api-keys',
  summary: 'List the keys of the workspace',
  responses: { 200: json(wholeList(ApiKeySchema), 'All keys, the newest first; revoked and expired ones too.') },
  errors: [],
});

export const createApiKeyEndpoint = endpoint({
  ...common,
  id: 'create-api-key',
  method: 'POST',
  path: '/v1/api-keys',
  summary: 'Make a key',
  body: z.strictObject({
    name: text(200, 1).describe('What it is for.'),
    expires_at: offsetTimestamp().nullable().optional().describe('When it stops working; never, if left out.'),
  }),
  bodyExample: { name: 'Warehouse sync', expires_at: null },
  responses: { 201: json(NewApiKeySchema, 'The key, shown this once.') },
  errors: [],
});

const change = (verb: 'pause' | 'resume' | 'revoke', summary: string, description: string) =>
  ({
    ...common,
    id: `${verb}-api-key`,
    method: 'POST',
    path: `/v1/api-keys/{key_id}/${verb}`,
    summary,
    description,
    params,
    responses: { 200: json(ApiKeySchema, 'The key as it is now.') },
    errors: ['not_found', 'conflict'],
  }) as const;

export const pauseApiKeyEndpoint = endpoint(
  change('pause', 'Pause a key', 'Requests with it answer 403 `api_key_paused`, at once and on every node.'),
);
export const resumeApiKeyEndpoint = endpoint(change('resume', 'Resume a paused key', 'A revoked one answers 409.'));
export const revokeApiKeyEndpoint = endpoint(
  change('revoke', 'Revoke a key', 'For good: requests with it answer 401 `api_key_revoked`.'),
);
