import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { jsonObject, queryText, text, uuid } from '../shapes.ts';
import { entryPointParams, reading, subResources, writing } from './entry-point-endpoints.ts';
import * as shapes from './entry-point-shapes.ts';
import { numberedFields, numberedPage } from './shapes.ts';

export const OBJECT_SORTS = ['scans', 'type', 'name', 'recent'] as const;

/** A thing of the caller's own world (a room, a machine) as an entry point. */
export const ObjectSchema = z
  .object({
    object: z.literal('object'),
    id: uuid(),
    type: z.string(),
    external_id: z.string(),
    public_slug: z.string(),
    url: z.string().describe('The scan link.'),
    name: z.string(),
    description: z.string().nullable(),
    metadata: z.record(z.string(), z.unknown()),
    destination: shapes.DestinationSchema,
    is_active: z.boolean(),
    ...shapes.scanFields,
  })
  .meta({ id: 'Object' });

const TAG = 'Objects';
const params = entryPointParams('The id or the `public_slug`.');
const type = z
  .string()
  .regex(/^[a-zA-Z0-9-]{1,64}$/, 'must be 1 to 64 letters, digits and hyphens')
  .describe('What kind of thing it is, such as `room`.');
const fields = {
  name: shapes.nameInput(),
  description: shapes.descriptionInput(),
  metadata: jsonObject().describe('Replaced as a whole.'),
  destination: shapes.DestinationInputSchema,
  is_active: z.boolean(),
};

export const listObjectsEndpoint = endpoint({
  ...reading(TAG),
  id: 'list-objects',
  method: 'GET',
  path: '/v1/objects',
  summary: 'List the objects',
  query: z.object({
    ...numberedFields(),
    sort: z.enum(OBJECT_SORTS, `must be one of: ${OBJECT_SORTS.join(', ')}`).default('recent'),
    type: queryText('Only of this type.', 64).optional(),
    external_id: queryText('Only the one with this id of yours.', 200).optional(),
    is_active: z
      .enum(['true', 'false'], 'must be true or false')
      .transform((value) => value === 'true')
      .meta({ openapi: { type: 'boolean' }, description: 'Only active ones, or only the others.' })
      .optional(),
  }),
  responses: { 200: json(numberedPage(ObjectSchema), 'The objects.') },
  errors: [],
});

export const putObjectEndpoint = endpoint({
  ...writing(TAG),
  id: 'put-object',
  method: 'POST',
  path: '/v1/objects',
  summary: 'Create or change an object',
  description:
    'One `external_id` is one object of the workspace: a second call with it changes what is given, and answers 200. ' +
    'A new one without a `name` is named after it.',
  body: z
    .object({ ...fields, properties: shapes.pairsInput(2_000), url_params: shapes.pairsInput(500) })
    .partial()
    .extend({ type, external_id: text(200, 1).describe('Your own id of it, unique in the workspace.') }),
  bodyExample: { type: 'room', external_id: 'room-12', name: 'Room 12' },
  responses: { 201: json(ObjectSchema, 'The new object.'), 200: json(ObjectSchema, 'The object as it is now.') },
  errors: [],
});

export const getObjectEndpoint = endpoint({
  ...reading(TAG),
  id: 'get-object',
  method: 'GET',
  path: '/v1/objects/{id}',
  summary: 'Get an object',
  params,
  responses: { 200: json(ObjectSchema, 'The object.') },
  errors: ['not_found'],
});

export const updateObjectEndpoint = endpoint({
  ...writing(TAG),
  id: 'update-object',
  method: 'PATCH',
  path: '/v1/objects/{id}',
  summary: 'Change an object',
  params,
  body: z.object({ ...fields, type }).partial(),
  bodyExample: { is_active: false },
  responses: { 200: json(ObjectSchema, 'The object as it is now.') },
  errors: ['not_found'],
});

export const objectSubResources = subResources({
  noun: 'objects',
  stem: 'object',
  owner: 'object_id',
  tag: TAG,
  params,
});
