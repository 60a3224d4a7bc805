import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { jsonObject, uuid } from '../shapes.ts';
import { entryPointParams, reading, subResources, writing } from './entry-point-endpoints.ts';
import * as shapes from './entry-point-shapes.ts';
import { numberedFields, numberedPage } from './shapes.ts';

/** A product of the workspace, found by the number on its package. */
export const ProductSchema = z
  .object({
    object: z.literal('product'),
    id: uuid(),
    public_slug: z.string(),
    url: z.string().describe('The scan link.'),
    digital_link: z.string().describe('The scan link as GS1 writes it, `/01/{gtin}`.'),
    name: z.string(),
    gtin: z.string().describe('As 14 digits.'),
    description: z.string().nullable(),
    status: z.enum(shapes.ENTRY_POINT_STATUSES),
    destination: shapes.DestinationSchema,
    metadata: z.record(z.string(), z.unknown()),
    ...shapes.scanFields,
  })
  .meta({ id: 'Product' });

const TAG = 'Products';
const params = entryPointParams('The id or the `public_slug`.');
const NOT_FOUND = ['not_found'] as const;
const gtin = z.string().max(20).describe('8, 12, 13 or 14 digits with a right check digit; unique in the workspace.');
const fields = {
  name: shapes.nameInput(),
  description: shapes.descriptionInput(),
  destination: shapes.DestinationInputSchema,
  status: shapes.statusInput(),
  metadata: jsonObject().describe('Replaced as a whole.'),
};

export const listProductsEndpoint = endpoint({
  ...reading(TAG),
  id: 'list-products',
  method: 'GET',
  path: '/v1/products',
  summary: 'List the products',
  query: z.object({
    ...numberedFields(),
    status: z.enum(shapes.ENTRY_POINT_STATUSES, `must be one of: ${shapes.ENTRY_POINT_STATUSES.join(', ')}`).optional(),
  }),
  responses: { 200: json(numberedPage(ProductSchema), 'The products, the newest first.') },
  errors: [],
});

export const createProductEndpoint = endpoint({
  ...writing(TAG),
  id: 'create-product',
  method: 'POST',
  path: '/v1/products',
  summary: 'Create a product',
  body: z.object(fields).partial().extend({ name: fields.name, gtin }),
  bodyExample: { name: 'Lumo 3', gtin: '4006381333931' },
  responses: { 201: json(ProductSchema, 'The new product.') },
  errors: ['conflict'],
});

export const getProductByGtinEndpoint = endpoint({
  ...reading(TAG),
  id: 'get-product-by-gtin',
  method: 'GET',
  path: '/v1/products/by-gtin/{gtin}',
  summary: 'Get a product by its GTIN',
  params: z.object({ gtin }),
  responses: { 200: json(ProductSchema, 'The product.') },
  errors: NOT_FOUND,
});

export const getProductEndpoint = endpoint({
  ...reading(TAG),
  id: 'get-product',
  method: 'GET',
  path: '/v1/products/{id}',
  summary: 'Get a product',
  params,
  responses: { 200: json(ProductSchema, 'The product.') },
  errors: NOT_FOUND,
});

export const updateProductEndpoint = endpoint({
  ...writing(TAG),
  id: 'update-product',
  method: 'PATCH',
  path: '/v1/products/{id}',
  summary: 'Change a product',
  params,
  body: z.object({ ...fields, gtin }).partial(),
  bodyExample: { status: 'inactive' },
  responses: { 200: json(ProductSchema, 'The product as it is now.') },
  errors: ['not_found', 'conflict'],
});

export const archiveProductEndpoint = endpoint({
  ...writing(TAG),
  id: 'archive-product',
  method: 'DELETE',
  path: '/v1/products/{id}',
  summary: 'Archive a product',
  description: 'The same as setting its status to `archived`. Its GTIN stays taken.',
  params,
  responses: { 200: json(ProductSchema, 'The archived product.') },
  errors: NOT_FOUND,
});

export const productSubResources = subResources({
  noun: 'products',
  stem: 'product',
  owner: 'product_id',
  tag: TAG,
  params,
});
