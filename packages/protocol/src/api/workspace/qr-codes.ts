import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { queryInteger, uuid } from '../shapes.ts';
import { entryPointParams, reading, subResources, writing } from './entry-point-endpoints.ts';
import * as shapes from './entry-point-shapes.ts';
import { numberedFields, numberedPage } from './shapes.ts';

/** A QR code of the workspace. */
export const QrCodeSchema = z
  .object({
    object: z.literal('qr_code'),
    id: uuid(),
    group_id: z.null().describe('There are no groups.'),
    public_slug: z.string().describe('Never changes and is never used again; stands for the id in paths.'),
    url: z.string().describe('The scan link: what the image says.'),
    name: z.string(),
    description: z.string().nullable(),
    status: z.enum(shapes.ENTRY_POINT_STATUSES),
    destination: shapes.DestinationSchema,
    ...shapes.scanFields,
  })
  .meta({ id: 'QrCode' });

const TAG = 'QR Codes';
const params = entryPointParams('The id or the `public_slug`.');
const NOT_FOUND = ['not_found'] as const;
const fields = {
  name: shapes.nameInput(),
  description: shapes.descriptionInput(),
  destination: shapes.DestinationInputSchema,
  status: shapes.statusInput(),
};

export const listQrCodesEndpoint = endpoint({
  ...reading(TAG),
  id: 'list-qr-codes',
  method: 'GET',
  path: '/v1/qr-codes',
  summary: 'List the QR codes',
  query: z.object({
    ...numberedFields(),
    status: z.enum(shapes.ENTRY_POINT_STATUSES, `must be one of: ${shapes.ENTRY_POINT_STATUSES.join(', ')}`).optional(),
  }),
  responses: { 200: json(numberedPage(QrCodeSchema), 'The QR codes, the newest first.') },
  errors: [],
});

export const createQrCodeEndpoint = endpoint({
  ...writing(TAG),
  id: 'create-qr-code',
  method: 'POST',
  path: '/v1/qr-codes',
  summary: 'Create a QR code',
  body: z
    .object({ ...fields, status: shapes.statusInput() })
    .partial()
    .extend({ name: fields.name }),
  bodyExample: { name: 'Table 12', destination: { type: 'url', url: 'https://example.com/menu' } },
  responses: { 201: json(QrCodeSchema, 'The new QR code.') },
  errors: [],
});

export const getQrCodeEndpoint = endpoint({
  ...reading(TAG),
  id: 'get-qr-code',
  method: 'GET',
  path: '/v1/qr-codes/{id}',
  summary: 'Get a QR code',
  params,
  responses: { 200: json(QrCodeSchema, 'The QR code.') },
  errors: NOT_FOUND,
});

export const updateQrCodeEndpoint = endpoint({
  ...writing(TAG),
  id: 'update-qr-code',
  method: 'PATCH',
  path: '/v1/qr-codes/{id}',
  summary: 'Change a QR code',
  params,
  body: z.object(fields).partial(),
  bodyExample: { status: 'inactive' },
  responses: { 200: json(QrCodeSchema, 'The QR code as it is now.') },
  errors: NOT_FOUND,
});

export const archiveQrCodeEndpoint = endpoint({
  ...writing(TAG),
  id: 'archive-qr-code',
  method: 'DELETE',
  path: '/v1/qr-codes/{id}',
  summary: 'Archive a QR code',
  description: 'The same as setting its status to `archived`: its link leads nowhere any more, and its scans stay.',
  params,
  responses: { 200: json(QrCodeSchema, 'The archived QR code.') },
  errors: NOT_FOUND,
});

const colour = (what: string, value: string) =>
  z
    .string()
    .regex(/^#?[0-9a-fA-F]{6}$/, 'must be a colour such as 1A2B3C')
    .default(value)
    .describe(what);

export const getQrCodeImageEndpoint = endpoint({
  ...reading(TAG),
  id: 'get-qr-code-image',
  method: 'GET',
  path: '/v1/qr-codes/{id}/image',
  summary: 'The image of a QR code',
  params,
  query: z.object({
    format: z.enum(['svg', 'png'], 'must be svg or png').default('svg'),
    size: queryInteger('Width and height in pixels.', 64, 2_000, { default: 512 }).default(512),
    margin: queryInteger('The quiet border, in modules.', 0, 20, { default: 4 }).default(4),
    ecl: z.enum(['L', 'M', 'Q', 'H'], 'must be L, M, Q or H').default('M').describe('The error correction level.'),
    dark: colour('Colour of the modules.', '000000'),
    light: colour('Colour behind them.', 'ffffff'),
  }),
  responses: {
    200: {
      description: 'The image.',
      content: { 'image/svg+xml': z.string(), 'image/png': z.string().meta({ openapi: { type: 'string' } }) },
    },
  },
  errors: NOT_FOUND,
});

export const qrCodeSubResources = subResources({
  noun: 'qr-codes',
  stem: 'qr-code',
  owner: 'qr_code_id',
  tag: TAG,
  params,
});
