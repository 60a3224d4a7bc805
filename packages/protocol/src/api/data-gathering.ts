import { z } from 'zod';
import { endpoint, json } from './endpoint.ts';
import { text } from './shapes.ts';

const GATHERED_TYPES = ['string', 'number', 'integer', 'boolean'] as const;

const GatheredFieldSchema = z
  .strictObject({
    key: text(128, 1).regex(/^[\w.-]+$/, 'may have letters, digits, "_", "-" and "."'),
    description: text(500, 1).describe('What the agent listens for.'),
    type: z.enum(GATHERED_TYPES).describe('Of the value; the metadata schema, where it names the key, decides.'),
  })
  .meta({ id: 'GatheredField' });

export const DataGatheringConfigurationSchema = z
  .strictObject({
    fields: z
      .array(GatheredFieldSchema)
      .max(20)
      .refine((value) => new Set(value.map(({ key }) => key)).size === value.length, 'must name each key once'),
  })
  .meta({ id: 'DataGatheringConfiguration' });
export type DataGatheringConfiguration = z.output<typeof DataGatheringConfigurationSchema>;

const gathering = {
  tags: ['Data Gathering'],
  surface: 'agent',
  path: '/v1/api/data_gathering/configuration',
} as const;

export const getDataGatheringEndpoint = endpoint({
  ...gathering,
  id: 'get-data-gathering-configuration',
  method: 'GET',
  summary: 'Get which metadata the agent fills from the talk',
  scope: 'read_all',
  tier: 'read',
  responses: { 200: json(DataGatheringConfigurationSchema, 'The configuration.') },
  errors: [],
});

export const putDataGatheringEndpoint = endpoint({
  ...gathering,
  id: 'put-data-gathering-configuration',
  method: 'PUT',
  summary: 'Set which metadata the agent fills from the talk',
  description:
    'Replaces the whole list. What the agent writes down counts as said by the visitor: it never changes a key that the API or a signature has set.',
  scope: 'write_all',
  tier: 'write',
  body: DataGatheringConfigurationSchema,
  bodyExample: { fields: [{ key: 'order_number', description: 'The number of the order.', type: 'string' }] },
  responses: { 200: json(DataGatheringConfigurationSchema, 'The configuration, as stored.') },
  errors: [],
});
