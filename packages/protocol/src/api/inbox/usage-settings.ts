import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { text, uuid } from '../shapes.ts';
import { offsetTimestamp } from '../workspace/shapes.ts';
import { DaySpanSchema, timeZoneName } from './query-days.ts';

const PRICES_MAX = 200;
const BUDGETS_MAX = 200;
/** A thousand million of a currency, or so many tokens: sums of them are still exact. */
const MICROS_MAX = 1e15;
/** A hundred thousand of a currency for a million tokens. */
const PRICE_MICROS_MAX = 1e11;

export const BUDGET_UNITS = ['tokens', 'cost'] as const;
/** What a budget counts: input and output tokens together, or money. */
export type BudgetUnit = (typeof BUDGET_UNITS)[number];

export const BUDGET_LIMIT_ACTIONS = ['warn', 'builtin'] as const;
/** What happens at the limit of a budget: a warning only, or `builtin` answers until the month ends. */
export type BudgetLimitAction = (typeof BUDGET_LIMIT_ACTIONS)[number];

export const BUDGET_STATES = ['ok', 'near', 'reached'] as const;
/** How a budget stands: `near` from 80 % on. */
export type BudgetState = (typeof BUDGET_STATES)[number];

const priceAmount = () =>
  z.int().min(0, 'must be at least 0').max(PRICE_MICROS_MAX, `must be at most ${PRICE_MICROS_MAX}`);

const priceFields = {
  model: text(200, 1).describe('As usage names it: vendor and model, `openai/gpt-4o`.'),
  input_micros: priceAmount().describe('For a million input tokens, in millionths of the currency.'),
  output_micros: priceAmount().describe('For a million output tokens, in millionths of the currency.'),
};
const currency = () => z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as "EUR"');

const PricesSchema = z
  .object({
    object: z.literal('model_prices'),
    currency: currency().nullable().describe('Null while no price is set.'),
    prices: z.array(z.object(priceFields)).describe('By model. `builtin` costs nothing and is not among them.'),
    unpriced_models: z.array(z.string()).describe('Models that were used in the last 31 days and have no price.'),
    updated_at: offsetTimestamp().nullable(),
  })
  .meta({ id: 'ModelPrices' });
/** What models cost a workspace. */
export type ModelPrices = z.output<typeof PricesSchema>;

const BudgetFieldsSchema = z.strictObject({
  chatbot_id: uuid().nullable().describe('Null for the whole workspace.'),
  unit: z.enum(BUDGET_UNITS, `must be one of: ${BUDGET_UNITS.join(', ')}`),
  limit: z
    .int()
    .min(1, 'must be at least 1')
    .max(MICROS_MAX, `must be at most ${MICROS_MAX}`)
    .describe('For a calendar month: tokens, or millionths of the currency.'),
  at_limit: z
    .enum(BUDGET_LIMIT_ACTIONS, `must be one of: ${BUDGET_LIMIT_ACTIONS.join(', ')}`)
    .describe('`builtin`: it answers, at no cost, from the limit to the end of the month. `warn`: a warning only.'),
});

const BudgetSchema = z
  .object({
    ...BudgetFieldsSchema.shape,
    spent: z.int().describe('This month so far, in the unit of the limit.'),
    share: z.number().describe('`spent` of `limit`: 1 at the limit; may be more.'),
    state: z.enum(BUDGET_STATES).describe('`near` from 80 % on, `reached` from 100 % on.'),
    unpriced_models: z
      .array(z.string())
      .describe('For a budget of cost: models that were used and count as nothing, as no price is set.'),
  })
  .meta({ id: 'Budget' });
/** A monthly budget and how it stands. */
export type Budget = z.output<typeof BudgetSchema>;

const BudgetsSchema = z
  .object({
    object: z.literal('budgets'),
    time_zone: z.string().describe('In which months begin.'),
    month: DaySpanSchema.describe('The one that is counted now.'),
    currency: currency().nullable(),
    budgets: z.array(BudgetSchema).describe('That of the workspace first.'),
    updated_at: offsetTimestamp().nullable(),
  })
  .meta({ id: 'Budgets' });
/** The budgets of a workspace and how they stand. */
export type Budgets = z.output<typeof BudgetsSchema>;

const common = { tags: ['Workspace'], scope: null, surface: 'inbox', tier: 'workspace' } as const;

export const getPricesEndpoint = endpoint({
  ...common,
  id: 'get-prices',
  method: 'GET',
  path: '/v1/inbox/prices',
  summary: 'What models cost the workspace',
  permission: 'usage.view',
  responses: { 200: json(PricesSchema, 'The prices.') },
  errors: [],
});

export const putPricesEndpoint = endpoint({
  ...common,
  id: 'put-prices',
  method: 'PUT',
  path: '/v1/inbox/prices',
  summary: 'Set what models cost the workspace',
  description: 'Replaces all prices. Costs of the past are shown at the new ones.',
  permission: 'usage.manage',
  body: z.strictObject({
    currency: currency(),
    prices: z.array(z.strictObject(priceFields)).max(PRICES_MAX, `must be at most ${PRICES_MAX}`),
  }),
  bodyExample: {
    currency: 'EUR',
    prices: [{ model: 'compatible/large', input_micros: 2_000_000, output_micros: 8_000_000 }],
  },
  responses: { 200: json(PricesSchema, 'The prices as they are now.') },
  errors: [],
});

export const getBudgetsEndpoint = endpoint({
  ...common,
  id: 'get-budgets',
  method: 'GET',
  path: '/v1/inbox/budgets',
  summary: 'The budgets of the workspace, and how they stand',
  permission: 'usage.view',
  responses: { 200: json(BudgetsSchema, 'The budgets.') },
  errors: [],
});

export const putBudgetsEndpoint = endpoint({
  ...common,
  id: 'put-budgets',
  method: 'PUT',
  path: '/v1/inbox/budgets',
  summary: 'Set the budgets of the workspace',
  description:
    'Replaces all budgets: at most one for the workspace, and one for each chatbot. Owners get a mail when one is at ' +
    '80 %, and when its limit is reached: once a month, and again where the limit was changed.',
  permission: 'usage.manage',
  body: z.strictObject({
    time_zone: timeZoneName(),
    budgets: z.array(BudgetFieldsSchema).max(BUDGETS_MAX, `must be at most ${BUDGETS_MAX}`),
  }),
  bodyExample: {
    time_zone: 'Europe/Berlin',
    budgets: [{ chatbot_id: null, unit: 'tokens', limit: 50_000_000, at_limit: 'builtin' }],
  },
  responses: { 200: json(BudgetsSchema, 'The budgets as they are now.') },
  errors: [],
});
