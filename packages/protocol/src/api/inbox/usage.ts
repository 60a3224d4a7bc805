import { z } from 'zod';
import { endpoint, json } from '../endpoint.ts';
import { day, uuid } from '../shapes.ts';
import { queryUuid } from '../workspace/query-lists.ts';
import { checkDayRange, DaySpanSchema, reportDayFields } from './query-days.ts';

/** A sum of money: whole millionths of the currency, so that sums are exact. */
export const micros = () => z.int().describe('Millionths of the currency.');

const numbers = {
  turns: z.int().describe('Answers that were made; with those of trials (`preview`, `simulation`), which cost too.'),
  input_tokens: z.int(),
  output_tokens: z.int(),
  latency_ms: z
    .int()
    .nullable()
    .describe('The median, from reading the question to the reply, to within 4 %; null without turns.'),
  outcomes: z.record(z.string(), z.int()).describe('Turns by what came of them: `answer`, `smalltalk`, `unknown`, ….'),
  cost_micros: micros()
    .nullable()
    .describe('Millionths of the currency; null when a model of it has no price. `builtin` costs nothing.'),
};

const UsageNumbersSchema = z.object(numbers);
/** What some turns took. */
export type UsageNumbers = z.output<typeof UsageNumbersSchema>;

const keys = {
  day: day(),
  chatbot_id: uuid(),
  model: z.string().describe('`builtin`, or vendor and model: `openai/gpt-4o`.'),
};

const UsageSchema = z
  .object({
    object: z.literal('usage'),
    ...DaySpanSchema.shape,
    time_zone: z.string(),
    currency: z.string().nullable().describe('That of the prices; null while none is set.'),
    unpriced_models: z.array(z.string()).describe('Models that were used and have no price: their cost is null.'),
    totals: UsageNumbersSchema,
    by_day: z.array(z.object({ day: keys.day, ...numbers })).describe('Every day of the range, in order.'),
    by_chatbot: z.array(z.object({ chatbot_id: keys.chatbot_id, ...numbers })).describe('The most tokens first.'),
    by_model: z.array(z.object({ model: keys.model, ...numbers })).describe('The most tokens first.'),
    rows: z.array(z.object({ ...keys, ...numbers })).describe('Each day, chatbot and model with a turn, by day.'),
  })
  .meta({ id: 'Usage' });
/** What the turns of a workspace took, by day, chatbot and model. */
export type Usage = z.output<typeof UsageSchema>;

export const getUsageEndpoint = endpoint({
  id: 'get-usage',
  method: 'GET',
  path: '/v1/inbox/usage',
  summary: 'Tokens, latency and cost by day, chatbot and model',
  description:
    'Each number of a day, chatbot or model is the sum of its rows; medians are those of all their turns. Costs are ' +
    'computed with the prices that are set now, also for days before they were.',
  tags: ['Workspace'],
  scope: null,
  surface: 'inbox',
  permission: 'usage.view',
  tier: 'workspace',
  query: z
    .object({ ...reportDayFields(), chatbot_id: queryUuid('Usage of this chatbot.').optional() })
    .superRefine(checkDayRange),
  responses: { 200: json(UsageSchema, 'The usage.') },
  errors: [],
});
