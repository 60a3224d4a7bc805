import { z } from 'zod';
import { HIDDEN_SOURCES, SOURCES, type Source } from '../../words.ts';
import { endpoint, json } from '../endpoint.ts';
import { day } from '../shapes.ts';
import { queryUuid, queryWords } from '../workspace/query-lists.ts';
import { checkDayRange, DaySpanSchema, reportDayFields } from './query-days.ts';

type ShownSource = Exclude<Source, (typeof HIDDEN_SOURCES)[number]>;
const isShown = (source: Source): source is ShownSource => !HIDDEN_SOURCES.some((hidden) => hidden === source);
/** Where conversations that count come from: all but trials. */
export const ANALYTICS_SOURCES = SOURCES.filter(isShown) as [ShownSource, ...ShownSource[]];

const share = () => z.number().min(0).max(1).nullable();
const judgements = () => z.object({ positive: z.int(), neutral: z.int(), negative: z.int() });

const numbers = {
  conversations: z.int().describe('Begun on that day, or begun again more than three days after their end.'),
  returning: z.int().describe('Those of them that were begun again.'),
  messages: z
    .object({ visitor: z.int(), ai_assistant: z.int(), human_operator: z.int(), total: z.int() })
    .describe('Written on that day, by author; without welcome messages and markers.'),
  messages_per_conversation: z.number().nullable().describe('`messages.total` for each conversation.'),
  resolved: z
    .object({ confirmed: z.int(), assumed: z.int(), total: z.int() })
    .describe('Conversations that began on that day and are resolved: by people or an API, or as nothing followed.'),
  open: z.int().describe('Conversations that began on that day and have not ended.'),
  archived: z.int().describe('Conversations that began on that day and were put away without being resolved.'),
  resolution_rate: share().describe('`resolved.total` of `conversations`; null without any.'),
  handoffs: z.int().describe('Conversations that began on that day and in which a person was asked for.'),
  handoff_rate: share().describe('`handoffs` of `conversations`.'),
  first_human_reply: z
    .object({
      replied: z.int().describe('Hand-offs that a person has answered.'),
      median_seconds: z.number().nullable(),
      p90_seconds: z.number().nullable(),
    })
    .describe('From the first hand-off of a conversation to the first words of a person after it.'),
  answers: z
    .object({ answered: z.int(), unknown: z.int(), smalltalk: z.int(), handoff: z.int() })
    .describe('Replies of the agent on that day, by what they are.'),
  unknown_rate: share().describe('`answers.unknown` of `answers.answered` and `answers.unknown`.'),
  sentiment: judgements().describe('Conversations that began on that day, by how the visitor felt, where analysed.'),
  flagged: z.int().describe('Conversations that began on that day and are flagged.'),
  ratings: z
    .object({
      helpful: judgements().describe('Whether it helped.'),
      experience: judgements().describe('How the experience was.'),
      messages: judgements().describe('Single messages.'),
    })
    .describe('What visitors judged on that day; a judgement that was changed counts as it is now.'),
};

const NumbersSchema = z.object(numbers);
/** Figures of a day or of a range. */
export type AnalyticsNumbers = z.output<typeof NumbersSchema>;
const DaySchema = z.object({ day: day(), ...numbers });
/** Figures of one day. */
export type AnalyticsDay = z.output<typeof DaySchema>;

const counted = { conversations: z.int(), previous: z.int().describe('In the period before.') };

const AnalyticsSchema = z
  .object({
    object: z.literal('analytics'),
    ...DaySpanSchema.shape,
    time_zone: z.string(),
    previous: DaySpanSchema.describe('The period before, of the same length.'),
    counted_until: z.iso
      .datetime({ offset: true })
      .nullable()
      .describe('Null when everything is counted; else what happened since then is counted in a moment.'),
    totals: NumbersSchema,
    previous_totals: NumbersSchema,
    days: z.array(DaySchema).describe('Every day of the range, in order.'),
    previous_days: z.array(DaySchema),
    languages: z
      .array(z.object({ language: z.string().nullable().describe('ISO 639-1; null: not known.'), ...counted }))
      .describe('Languages that visitors write in; the most frequent first.'),
    channels: z.array(z.object({ source: z.enum(ANALYTICS_SOURCES), ...counted })).describe('The most used first.'),
    topics: z
      .array(z.object({ topic: z.string(), ...counted }))
      .describe('The 50 most frequent topics; empty while nothing is analysed.'),
    topics_by_day: z
      .array(z.object({ day: day(), topic: z.string(), conversations: z.int() }))
      .describe('The ten most frequent of `topics`, on the days on which they occur.'),
    intents: z.array(z.object({ intent: z.string(), ...counted })),
    knowledge_gaps: z
      .array(z.object({ question: z.string(), ...counted }))
      .describe('The 50 most frequent questions that the knowledge does not answer; empty while nothing is analysed.'),
  })
  .meta({ id: 'Analytics' });
/** How conversations went in some days, compared with those before. */
export type Analytics = z.output<typeof AnalyticsSchema>;

export const getAnalyticsEndpoint = endpoint({
  id: 'get-analytics',
  method: 'GET',
  path: '/v1/inbox/analytics',
  summary: 'How conversations go, by day, compared with the period before',
  description:
    'Trials (`preview`, `simulation`) are left out. Counts of days add up to the totals; rates, medians and averages are ' +
    'computed anew over the whole. Something new is counted about two seconds later.',
  tags: ['Workspace'],
  scope: null,
  surface: 'inbox',
  permission: 'analytics.view',
  tier: 'workspace',
  query: z
    .object({
      ...reportDayFields(),
      chatbot_id: queryUuid('Conversations with this chatbot.').optional(),
      source: queryWords('Conversations from these sources.', ANALYTICS_SOURCES).optional(),
    })
    .superRefine(checkDayRange),
  responses: { 200: json(AnalyticsSchema, 'The figures.') },
  errors: [],
});
