import { z } from 'zod';
import { type Endpoint, endpoint, json } from '../endpoint.ts';
import { exportProgress, exportRequest } from '../exports.ts';
import { inboxFilterFields } from '../inbox/filter.ts';
import { uuid, uuidParam } from '../shapes.ts';
import { ActorSchema } from './live-events.ts';
import { cursorFields, cursorPage, offsetTimestamp } from './shapes.ts';

export const ExportRequestSchema = exportRequest(inboxFilterFields()).meta({ id: 'ExportRequest' });
export type ExportRequest = z.input<typeof ExportRequestSchema>;

export const ExportSchema = z
  .object({
    object: z.literal('export'),
    id: uuid(),
    ...exportProgress(),
    filter: z.record(z.string(), z.unknown()).describe('As it was asked for.'),
    chatbot_id: uuid().nullable().describe('Of an export that was asked for through the API of an agent.'),
    created_by: ActorSchema,
    created_at: offsetTimestamp(),
    ended_at: offsetTimestamp().nullable(),
    expires_at: offsetTimestamp().nullable().describe('When the file is removed.'),
    download: z
      .object({
        url: z.string().describe('Whoever has this address gets the file, without a session.'),
        expires_at: offsetTimestamp(),
      })
      .nullable()
      .describe('Once it is done. Made anew with each answer.'),
  })
  .meta({ id: 'Export' });
export type Export = z.output<typeof ExportSchema>;

const EXAMPLE: Export = {
  object: 'export',
  id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e50',
  format: 'xlsx',
  rows: 'conversation',
  state: 'running',
  rows_written: 1_200,
  rows_total: 4_000,
  bytes: 310_402,
  error: null,
  filter: { status: 'resolved' },
  chatbot_id: null,
  created_by: { type: 'operator', id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e51' },
  created_at: '2026-05-22T14:08:42.000+00:00',
  ended_at: null,
  expires_at: null,
  download: null,
};

const common = {
  tags: ['Exports'],
  scope: null,
  surface: 'inbox',
  permission: 'conversations.export',
  tier: 'workspace',
} as const satisfies Partial<Endpoint>;
const EXPORTS = '/v1/exports';
const params = z.object({ export_id: uuidParam('UUID of an export of your workspace.') });

export const listExportsEndpoint = endpoint({
  ...common,
  id: 'list-exports',
  method: 'GET',
  path: EXPORTS,
  summary: 'List exports',
  description: 'Exports of the last 30 days, whoever asked for them, the newest first.',
  query: z.object(cursorFields()),
  responses: { 200: json(cursorPage(ExportSchema), 'A page of exports.') },
  errors: [],
});

export const createExportEndpoint = endpoint({
  ...common,
  id: 'create-export',
  method: 'POST',
  path: EXPORTS,
  summary: 'Export conversations',
  description:
    'Begins to write conversations to a file of any length, as they are at one moment. Ask for its state until it is `done`, ' +
    'then fetch `download.url`. Trials (`preview`, `simulation`) are left out.',
  body: ExportRequestSchema,
  bodyExample: { format: 'xlsx', rows: 'conversation', filter: { status: 'resolved' } },
  responses: {
    201: json(ExportSchema, 'The export, which waits to be written.', {
      ...EXAMPLE,
      state: 'waiting',
      rows_written: 0,
      rows_total: null,
      bytes: 0,
    }),
  },
  errors: ['conflict'],
});

export const getExportEndpoint = endpoint({
  ...common,
  id: 'get-export',
  method: 'GET',
  path: `${EXPORTS}/{export_id}`,
  summary: 'Get the state of an export',
  params,
  responses: { 200: json(ExportSchema, 'The export.', EXAMPLE) },
  errors: ['not_found'],
});

export const cancelExportEndpoint = endpoint({
  ...common,
  id: 'cancel-export',
  method: 'POST',
  path: `${EXPORTS}/{export_id}/cancel`,
  summary: 'Call an export off',
  description: 'What was written is removed. One that has ended already is answered as it is.',
  params,
  responses: { 200: json(ExportSchema, 'The export as it is now.', { ...EXAMPLE, state: 'cancelled' }) },
  errors: ['not_found'],
});
