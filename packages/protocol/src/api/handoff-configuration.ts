import { z } from 'zod';
import { isTimeZone } from '../time-zone.ts';
import { HANDOFF_REASONS } from '../words.ts';
import { endpoint, json } from './endpoint.ts';
import { languageTag, text } from './shapes.ts';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const LANGUAGES_MAX = 50;
const OPERATORS_MAX = 50;

const time = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "09:00"');
const day = () => z.iso.date('must be a day such as "2026-12-24"');

/** When people are there, by weekday and time zone. */
export const WorkingHoursSchema = z.object({
  time_zone: text(100, 1).refine(isTimeZone, 'must be a time zone such as "Europe/Warsaw"'),
  days: z
    .partialRecord(z.enum(WEEKDAYS), z.array(z.object({ from: time(), to: time() })).max(10))
    .describe('By weekday, 1 Monday to 7 Sunday. An end of `00:00` is midnight.'),
});

const byLanguage = (max: number) =>
  z
    .record(languageTag(), text(max, 1))
    .refine((value) => Object.keys(value).length <= LANGUAGES_MAX, `must have at most ${LANGUAGES_MAX} languages`);

/** Whether no value occurs twice, regardless of case. */
const isDistinct = (values: readonly string[]): boolean =>
  new Set(values.map((value) => value.trim().toLowerCase())).size === values.length;

const filled = (max: number) => text(max, 1).refine((value) => value.trim() !== '', 'must not be blank');

const operators = (description: string) =>
  z
    .array(
      z
        .string()
        .regex(/^[0-9a-f-]{36}$/i, 'must be the id of a user')
        .meta({ format: 'uuid' }),
    )
    .max(OPERATORS_MAX)
    .refine(isDistinct, 'must name each person once')
    .describe(description);

const HolidaysSchema = z
  .strictObject({
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be a country such as "DE"')
      .nullable()
      .describe('Whose public holidays are free, by ISO 3166-1; null for those of no country.'),
    region: text(20, 1)
      .nullable()
      .describe('A part of the country with holidays of its own, such as `BY` of `DE`; null for the country alone.'),
    dates: z.array(day()).max(366).refine(isDistinct, 'must have each day once').describe('Days of your own.'),
  })
  .describe('Days on which nobody is there, whatever the working hours say.');

const RoutingProfileSchema = z
  .strictObject({
    topic: filled(100),
    description: text(1_000).describe('When it applies, for the agent to choose by.'),
    operators: operators('Who is told of such a hand-off: members of the workspace, by user id.'),
  })
  .meta({ id: 'HandoffRoutingProfile' });

const fields = {
  is_active: z.boolean().describe('Whether people can be asked to join.'),
  guidelines: z
    .array(z.enum(HANDOFF_REASONS))
    .max(HANDOFF_REASONS.length)
    .refine(isDistinct, 'must have each reason once')
    .describe('The built-in reasons for a hand-off that are switched on.'),
  custom_guidelines: z.array(filled(500)).max(20).describe('Reasons of your own, a sentence each.'),
  confirmation: z.strictObject({
    is_active: z.boolean().describe('Whether the visitor is asked before people are.'),
    also_when_asked: z.boolean().describe('Whether they are asked too when it was they who wanted a person.'),
    question: byLanguage(500).describe('What they are asked, by language; a missing one is said in words of ours.'),
    message: byLanguage(500).describe('What is said when people have been asked, by language.'),
  }),
  keywords: z
    .array(filled(60))
    .max(50)
    .refine(isDistinct, 'must have each keyword once')
    .describe('Words of a visitor that bring in a person at once; case and accents do not matter.'),
  working_hours: WorkingHoursSchema.strict().nullable().describe('When people are there; null for always.'),
  holidays: HolidaysSchema,
  out_of_hours_message: byLanguage(500).describe(
    'Said instead of a hand-off while people are out of hours, by language; `{{back_at}}` becomes when they are back.',
  ),
  out_of_hours_text: text(500).describe('The same for every language that is not named; the widget shows it as well.'),
  queue_out_of_hours: z
    .boolean()
    .describe('Whether a hand-off happens out of hours too: people answer when they are back.'),
  ai_summary: z.boolean().describe('Whether a note for the team says what the conversation was about.'),
  routing_profiles: z
    .array(RoutingProfileSchema)
    .max(20)
    .refine((value) => isDistinct(value.map(({ topic }) => topic)), 'must name each topic once'),
  notify: operators('Who is told by mail of hand-offs that no routing profile fits.'),
};

/** Everything about how conversations are handed over to people. */
export const HandoffConfigurationSchema = z.object(fields).meta({ id: 'HumanHandoffConfiguration' });
export type HandoffConfiguration = z.output<typeof HandoffConfigurationSchema>;

const common = {
  tags: ['Handoff Configuration'],
  surface: 'agent',
  path: '/v1/api/human_handoff/configuration',
} as const;

export const getHandoffConfigurationEndpoint = endpoint({
  ...common,
  id: 'get-human-handoff-configuration',
  method: 'GET',
  summary: 'Get how conversations are handed over to people',
  scope: 'read_all',
  tier: 'read',
  responses: { 200: json(HandoffConfigurationSchema, 'The configuration.') },
  errors: [],
});

export const putHandoffConfigurationEndpoint = endpoint({
  ...common,
  id: 'put-human-handoff-configuration',
  method: 'PUT',
  summary: 'Set how conversations are handed over to people',
  description:
    'Replaces the whole configuration. Working hours and the text out of hours are those of the widget, which shows them.',
  scope: 'write_all',
  tier: 'write',
  body: z.strictObject(fields).meta({ id: 'HumanHandoffConfigurationBody' }),
  bodyExample: {
    is_active: true,
    guidelines: ['asks_for_person', 'missing_knowledge'],
    custom_guidelines: ['The visitor wants to cancel a contract.'],
    confirmation: { is_active: true, also_when_asked: false, question: {}, message: {} },
    keywords: ['lawyer'],
    working_hours: { time_zone: 'Europe/Berlin', days: { 1: [{ from: '09:00', to: '17:00' }] } },
    holidays: { country: 'DE', region: 'BE', dates: ['2026-12-24'] },
    out_of_hours_message: { en: 'Nobody is here just now. We are back {{back_at}}.' },
    out_of_hours_text: '',
    queue_out_of_hours: false,
    ai_summary: true,
    routing_profiles: [{ topic: 'Returns', description: 'Sending goods back, refunds.', operators: [] }],
    notify: [],
  },
  responses: { 200: json(HandoffConfigurationSchema, 'The configuration, as stored.') },
  errors: [],
});
