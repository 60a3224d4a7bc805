import { z } from 'zod';
import { endpoint, json } from './endpoint.ts';
import { jsonObject, uuidParam } from './shapes.ts';

/** `{"metadata": {…}}`, both ways. */
export const ConversationMetadataSchema = z
  .object({ metadata: z.record(z.string(), z.unknown()) })
  .meta({ id: 'ConversationMetadata' });
export type ConversationMetadata = z.output<typeof ConversationMetadataSchema>;

const MetadataBodySchema = z.object({ metadata: jsonObject() }).meta({ id: 'ConversationMetadataBody' });

const EXAMPLE = { metadata: { ticket_id: 'T-1234', priority: 'high' } };
const LIMITS_TEXT =
  'At most 100 keys of at most 128 characters and 32 KiB in all. With a metadata schema configured, the result is ' +
  'validated: 422 names each failing path, and nothing is stored.';

const common = {
  tags: ['Conversation Metadata'],
  path: '/v1/api_core/conversations/{conv_id}/metadata',
  surface: 'agent',
  params: z.object({ conv_id: uuidParam("The conversation's UUID.") }),
  responses: { 200: json(ConversationMetadataSchema, 'All metadata of the conversation.', EXAMPLE) },
} as const;
const write = { ...common, scope: 'write_all', tier: 'write', body: MetadataBodySchema, bodyExample: EXAMPLE } as const;

export const getMetadataEndpoint = endpoint({
  ...common,
  id: 'get-conversation-metadata',
  method: 'GET',
  summary: 'Get metadata',
  scope: 'read_all',
  tier: 'read',
  errors: ['not_found'],
});

export const setMetadataEndpoint = endpoint({
  ...write,
  id: 'set-conversation-metadata',
  method: 'POST',
  summary: 'Set metadata',
  description: `Merges at the top level: given keys are set, \`null\` removes a key, the others stay. ${LIMITS_TEXT}`,
  errors: ['not_found', 'conflict'],
});

export const replaceMetadataEndpoint = endpoint({
  ...write,
  id: 'replace-conversation-metadata',
  method: 'PUT',
  summary: 'Replace metadata',
  description: `Replaces everything. ${LIMITS_TEXT}`,
  errors: ['not_found', 'conflict'],
});
