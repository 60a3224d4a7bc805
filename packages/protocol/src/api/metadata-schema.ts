import { z } from 'zod';
import { endpoint, json } from './endpoint.ts';
import { jsonObject } from './shapes.ts';

/** The agent's JSON schema (draft 2020-12) for conversation metadata, or null. */
export const MetadataSchemaSchema = z
  .object({ schema: z.record(z.string(), z.unknown()).nullable() })
  .meta({ id: 'MetadataSchema' });
export type MetadataSchema = z.output<typeof MetadataSchemaSchema>;

const common = { tags: ['Conversation Metadata'], path: '/v1/api/metadata_schema', surface: 'agent' } as const;
const EXAMPLE = { schema: { type: 'object', properties: { priority: { enum: ['low', 'high'] } } } };

export const getMetadataSchemaEndpoint = endpoint({
  ...common,
  id: 'get-metadata-schema',
  method: 'GET',
  summary: 'Get the metadata schema',
  scope: 'read_all',
  tier: 'read',
  responses: { 200: json(MetadataSchemaSchema, 'The schema; null if none is configured.', EXAMPLE) },
  errors: [],
});

export const putMetadataSchemaEndpoint = endpoint({
  ...common,
  id: 'put-metadata-schema',
  method: 'PUT',
  summary: 'Set the metadata schema',
  description:
    'A JSON Schema of at most 64 KiB that metadata must satisfy from now on; what is stored stays. A schema that does not ' +
    'compile answers 422 with the reason.',
  scope: 'write_all',
  tier: 'write',
  body: z.object({ schema: jsonObject() }).meta({ id: 'MetadataSchemaBody' }),
  bodyExample: EXAMPLE,
  responses: { 200: json(MetadataSchemaSchema, 'The schema, as stored.') },
  errors: [],
});

export const deleteMetadataSchemaEndpoint = endpoint({
  ...common,
  id: 'delete-metadata-schema',
  method: 'DELETE',
  summary: 'Remove the metadata schema',
  scope: 'write_all',
  tier: 'write',
  responses: { 200: json(MetadataSchemaSchema, 'There is none now.', { schema: null }) },
  errors: [],
});
