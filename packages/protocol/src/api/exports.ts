import { z } from 'zod';
import { EXPORT_FORMATS, EXPORT_ROWS, EXPORT_STATES } from '../words.ts';
import { listConversationsEndpoint } from './conversations.ts';
import { type Endpoint, endpoint, json } from './endpoint.ts';
import { timestamp, uuid, uuidParam } from './shapes.ts';

/** So many conversations may be named one by one. */
const IDS_MAX = 1_000;

/** What the makings of an export have in common, whoever asks for it: `filter` says which conversations. */
export const exportRequest = <F extends z.ZodRawShape>(filter: F) =>
  z.strictObject({
    format: z.enum(EXPORT_FORMATS, `must be one of: ${EXPORT_FORMATS.join(', ')}`),
    rows: z
      .enum(EXPORT_ROWS, `must be one of: ${EXPORT_ROWS.join(', ')}`)
      .default('conversation')
      .describe('What a row is. In `jsonl` a conversation has its messages and their sources.'),
    filter: z
      .strictObject({
        ...filter,
        ids: z
          .array(z.guid('must be a UUID'))
          .min(1, 'must name a conversation')
          .max(IDS_MAX, `must have at most ${IDS_MAX}`)
          .describe('Only these conversations.')
          .optional(),
      })
      .optional()
      .describe(
        'Which conversations: the parameters of the list, by name and as the list takes them. All unless given.',
      ),
  });

/** How far an export has come, whoever asks for it. */
export const exportProgress = () => ({
  format: z.enum(EXPORT_FORMATS),
  rows: z.enum(EXPORT_ROWS),
  state: z.enum(EXPORT_STATES).describe('`expired`: the file was removed, a day after it was done.'),
  rows_written: z.int(),
  rows_total: z.int().nullable().describe('Null until they are counted, which is the first thing done.'),
  bytes: z.int().describe('Of the file, so far.'),
  error: z.string().nullable().describe('Why it failed.'),
});

const { limit: _limit, offset: _offset, ...FILTER } = listConversationsEndpoint.query.shape;

export const AgentExportRequestSchema = exportRequest(FILTER).meta({ id: 'AgentExportRequest' });

export const AgentExportSchema = z
  .object({
    id: uuid(),
    ...exportProgress(),
    created_at: timestamp(),
    ended_at: timestamp().nullable(),
    expires_at: timestamp().nullable().describe('When the file is removed.'),
    download_url: z
      .string()
      .nullable()
      .describe(
        'Once it is done: whoever has this address gets the file, without a token. Made anew with each answer.',
      ),
    download_url_expires_at: timestamp().nullable(),
  })
  .meta({ id: 'AgentExport' });
export type AgentExport = z.output<typeof AgentExportSchema>;

const ID = '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e50';
const EXAMPLE: AgentExport = {
  id: ID,
  format: 'csv',
  rows: 'conversation',
  state: 'waiting',
  rows_written: 0,
  rows_total: null,
  bytes: 0,
  error: null,
  created_at: '2026-01-15T10:30:00.000Z',
  ended_at: null,
  expires_at: null,
  download_url: null,
  download_url_expires_at: null,
};

const common = {
  tags: ['Exports'],
  scope: 'read_all',
  surface: 'agent',
} as const satisfies Partial<Endpoint>;
const EXPORTS = '/v1/api/exports';

export const createAgentExportEndpoint = endpoint({
  ...common,
  id: 'create-agent-export',
  method: 'POST',
  path: EXPORTS,
  summary: 'Export conversations',
  description:
    "Begins to write the agent's conversations to a file of any length, as they are at one moment. Ask for its state until it is " +
    '`done`, then fetch `download_url`. Trials (`preview`, `simulation`) are left out unless `source` asks for them.',
  tier: 'heavy',
  body: AgentExportRequestSchema,
  bodyExample: { format: 'csv', rows: 'conversation', filter: { resolution_status: 'resolved' } },
  responses: { 201: json(AgentExportSchema, 'The export, which waits to be written.', EXAMPLE) },
  errors: ['conflict'],
});

export const getAgentExportEndpoint = endpoint({
  ...common,
  id: 'get-agent-export',
  method: 'GET',
  path: `${EXPORTS}/{export_id}`,
  summary: 'Get the state of an export',
  tier: 'read',
  params: z.object({ export_id: uuidParam("The export's UUID.") }),
  responses: {
    200: json(AgentExportSchema, 'The export.', {
      ...EXAMPLE,
      state: 'running',
      rows_written: 1_200,
      rows_total: 4_000,
    }),
  },
  errors: ['not_found'],
});
