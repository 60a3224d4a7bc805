import { z } from 'zod';
import { RATING_QUESTIONS } from '../../words.ts';
import { endpoint, json } from '../endpoint.ts';
import { WidgetColoursSchema, WidgetLooksSchema } from './looks.ts';

/** Everything that a site's page needs of an agent, without knowing who visits. Nothing in it is secret. */
export const WidgetConfigSchema = z
  .object({
    scenario_id: z.string(),
    version: z.string().describe('Changes with every change of it.'),
    agent: z.object({
      name: z.string(),
      header: z.string(),
      subtitle: z.string(),
      avatar_url: z.string().nullable(),
      language: z.string().describe('Where the browser asks for a language that the widget does not speak.'),
      is_available: z.boolean().describe('False while neither the agent nor people can answer.'),
    }),
    welcome: z.array(z.string()).describe('Welcome messages, Markdown.'),
    starters: z.array(z.string()).describe('What a visitor might ask first.'),
    looks: WidgetLooksSchema,
    colours: WidgetColoursSchema,
    popup: z.object({ is_active: z.boolean(), text: z.string() }),
    opens_by_itself: z.boolean(),
    input_placeholder: z.string().describe('Empty for the one of the language.'),
    launcher_label: z.string(),
    features: z.object({
      voice: z.boolean(),
      typing: z.boolean().describe('Whether typing is shown.'),
      streaming: z.boolean(),
      attachments: z.boolean(),
      transcript: z.boolean(),
      feedback: z.boolean(),
      branding: z.boolean(),
    }),
    prechat: z
      .object({
        header: z.string(),
        text: z.string(),
        button: z.string(),
        fields: z.array(z.object({ name: z.enum(['name', 'email', 'phone']), is_required: z.boolean() })),
      })
      .nullable()
      .describe('The form before the first message; null for none.'),
    consent: z.object({ text: z.string() }).nullable().describe('To be agreed to before anything is sent or stored.'),
    disclaimer: z.string().describe('A line under the input; Markdown, empty for none.'),
    people: z.object({
      are_enabled: z.boolean().describe('Whether a person can be asked for.'),
      question: z.string().describe('Asked before people are; empty for the one of the language.'),
      away_text: z.string().nullable().describe('Shown while people are out of hours; null while they are in.'),
    }),
    rating: z
      .object({ questions: z.array(z.enum(RATING_QUESTIONS)) })
      .nullable()
      .describe('What is asked at the end; null for nothing.'),
    identity: z.enum(['optional', 'required']).describe('Whether only visitors whom the site vouches for may write.'),
    texts: z.record(z.string(), z.string()).describe("The agent's own words in place of the widget's, by key."),
  })
  .meta({ id: 'WidgetConfig' });
export type WidgetConfig = z.output<typeof WidgetConfigSchema>;

export const getWidgetConfigEndpoint = endpoint({
  id: 'get-widget-config',
  method: 'GET',
  path: '/widget/config/{scenario_id}',
  summary: 'What the widget shows',
  description:
    'For pages of sites: no credential. A site that is not among the allowed origins gets 403 `origin_not_allowed`.',
  tags: ['Widget'],
  scope: null,
  surface: 'widget',
  tier: 'none',
  params: z.object({ scenario_id: z.string() }),
  query: z.object({ language: z.string().optional().describe("The visitor's language, such as `de`.") }),
  responses: { 200: json(WidgetConfigSchema, 'The configuration.') },
  errors: ['not_found', 'forbidden'],
});
