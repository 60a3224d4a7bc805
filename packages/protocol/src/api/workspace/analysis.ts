import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { jsonObject, queryDate, text, uuid, uuidParam } from '../shapes.ts';
import { offsetTimestamp, wholeList } from './shapes.ts';

export const ANALYSIS_MODES = ['live', 'at_end', 'off'] as const;
const DIMENSIONS_MAX = 20;
const RECIPIENTS_MAX = 50;
const RUNS_MAX = 20;

const DimensionSchema = z
  .strictObject({
    key: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must begin with a letter and hold a-z, 0-9 and _ alone, at most 64')
      .describe('Its name in the API, in filters and exports.'),
    name: text(80, 1).describe('What the team calls it.'),
    description: text(1_000, 1).describe('What is to be judged, in words for whoever judges.'),
    schema: jsonObject().describe(
      'JSON Schema of the value: of `type` string, number, integer or boolean, or an array of strings. At most 4 KiB.',
    ),
  })
  .meta({ id: 'AnalysisDimension' });
export type AnalysisDimension = z.output<typeof DimensionSchema>;

const fields = {
  mode: z
    .enum(ANALYSIS_MODES, `must be one of: ${ANALYSIS_MODES.join(', ')}`)
    .describe('`live`: after each turn and at the end. `at_end`: once a conversation has ended. `off`: not at all.'),
  dimensions: z
    .array(DimensionSchema)
    .max(DIMENSIONS_MAX, `must be at most ${DIMENSIONS_MAX} dimensions`)
    .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, 'must have each key once')
    .describe('What you want to know of each conversation beside what every analysis says.'),
  flag_recipients: z
    .array(uuid())
    .max(RECIPIENTS_MAX, `must be at most ${RECIPIENTS_MAX} users`)
    .describe('Members who get a mail when a conversation is flagged: user ids.'),
};

export const AnalysisSettingsSchema = z
  .object({ object: z.literal('analysis_settings'), ...fields, updated_at: offsetTimestamp().nullable() })
  .meta({ id: 'AnalysisSettings' });
export type AnalysisSettings = z.output<typeof AnalysisSettingsSchema>;

export const AnalysisRunSchema = z
  .object({
    object: z.literal('analysis_run'),
    id: uuid(),
    chatbot_id: uuid().nullable().describe('Null for all of them.'),
    created_after: offsetTimestamp().nullable(),
    created_before: offsetTimestamp().nullable(),
    state: z.enum(['running', 'done', 'cancelled']),
    total: z.int().describe('Conversations that it began with.'),
    done: z.int(),
    failed: z.int().describe('Given up after some attempts.'),
    created_at: offsetTimestamp(),
    ended_at: offsetTimestamp().nullable(),
  })
  .meta({ id: 'AnalysisRun' });
export type AnalysisRun = z.output<typeof AnalysisRunSchema>;

const EXAMPLE: AnalysisSettings = {
  object: 'analysis_settings',
  mode: 'live',
  dimensions: [
    {
      key: 'churn_risk',
      name: 'Risk of leaving',
      description: 'How likely the visitor is to leave us, judged from what they say.',
      schema: { type: 'string', enum: ['low', 'medium', 'high'] },
    },
  ],
  flag_recipients: [],
  updated_at: '2026-05-22T14:08:42.000+00:00',
};

const RUN: AnalysisRun = {
  object: 'analysis_run',
  id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e61',
  chatbot_id: null,
  created_after: '2026-01-01T00:00:00.000+00:00',
  created_before: null,
  state: 'running',
  total: 1_200,
  done: 310,
  failed: 0,
  created_at: '2026-05-22T14:08:42.000+00:00',
  ended_at: null,
};

const common = { tags: ['Analysis'], scope: null, tier: 'workspace', surface: 'workspace' } as const;
const SETTINGS = '/v1/analysis/settings';
const RUNS = '/v1/analysis/runs';
const ONE = `${RUNS}/{run_id}` as const;
const params = z.object({ run_id: uuidParam('UUID of the run.') });

export const getAnalysisSettingsEndpoint = endpoint({
  ...common,
  id: 'get-analysis-settings',
  method: 'GET',
  path: SETTINGS,
  permission: 'agents.view',
  summary: 'How conversations are analysed',
  errors: [],
  responses: { 200: json(AnalysisSettingsSchema, 'The settings.', EXAMPLE) },
});

export const updateAnalysisSettingsEndpoint = endpoint({
  ...common,
  id: 'update-analysis-settings',
  method: 'PATCH',
  path: SETTINGS,
  permission: 'agents.manage',
  summary: 'Change how conversations are analysed',
  description:
    'Only what is given changes; `dimensions` is replaced as a whole. What was found before stays: begin a run to have it found ' +
    'anew. Without a language model a dimension whose schema names its values (`enum`) is told by their words, and no other.',
  errors: ['bad_request'],
  body: z.strictObject(fields).partial(),
  bodyExample: { dimensions: EXAMPLE.dimensions },
  responses: { 200: json(AnalysisSettingsSchema, 'The settings as they are now.', EXAMPLE) },
});

export const createAnalysisRunEndpoint = endpoint({
  ...common,
  id: 'create-analysis-run',
  method: 'POST',
  path: RUNS,
  permission: 'agents.manage',
  summary: 'Analyse conversations anew',
  description:
    'A job that begins at once, behind what is analysed live; 409 while another run of the workspace goes on.',
  errors: ['bad_request', 'not_found', 'conflict'],
  body: z.strictObject({
    chatbot_id: uuid().nullable().default(null).describe('Conversations of this chatbot; null for all.'),
    created_after: queryDate('Begun then or later.', 'start').nullable().default(null),
    created_before: queryDate('Begun then or earlier; a bare date includes that day.', 'end').nullable().default(null),
  }),
  bodyExample: { created_after: '2026-01-01' },
  responses: { 202: json(AnalysisRunSchema, 'The run.', RUN) },
});

export const listAnalysisRunsEndpoint = endpoint({
  ...common,
  id: 'list-analysis-runs',
  method: 'GET',
  path: RUNS,
  permission: 'agents.view',
  summary: 'List the runs over history',
  description: `The newest first, at most ${RUNS_MAX}.`,
  errors: [],
  responses: { 200: json(wholeList(AnalysisRunSchema), 'The runs.', { object: 'list', data: [RUN] }) },
});

export const getAnalysisRunEndpoint = endpoint({
  ...common,
  id: 'get-analysis-run',
  method: 'GET',
  path: ONE,
  permission: 'agents.view',
  summary: 'How far a run is',
  params,
  errors: ['not_found'],
  responses: { 200: json(AnalysisRunSchema, 'The run.', RUN) },
});

export const cancelAnalysisRunEndpoint = endpoint({
  ...common,
  id: 'cancel-analysis-run',
  method: 'POST',
  path: `${ONE}/cancel`,
  permission: 'agents.manage',
  summary: 'Call a run off',
  description: 'What it has found stays. 409 for one that has ended.',
  params,
  errors: ['not_found', 'conflict'],
  responses: { 200: json(AnalysisRunSchema, 'The run.', { ...RUN, state: 'cancelled', ended_at: RUN.created_at }) },
});
