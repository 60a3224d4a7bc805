import { z } from 'zod';
import { AGENT_STATES } from '../../words.ts';
import { endpoint, json } from '../endpoint.ts';
import { slugParam, text, uuid } from '../shapes.ts';
import { numberedFields, numberedPage, offsetTimestamp } from './shapes.ts';

export const TONES = ['professional', 'friendly', 'casual', 'formal', 'empathetic'] as const;
export type Tone = (typeof TONES)[number];

const LocationSchema = z.object({
  enabled: z.boolean(),
  address: text(500).nullish().default(null),
  lat: z.number().min(-90).max(90).nullish().default(null),
  lng: z.number().min(-180).max(180).nullish().default(null),
  place_id: text(500).nullish().default(null),
});

/** A field of the contract that takes one value here, with a sentence that says so to whoever sends another. */
const none = (why: string) => z.null(`must be null: ${why}`).optional();
const off = (why: string) => z.literal(false, `must be false: ${why}`).optional();
const empty = (why: string) => z.array(z.unknown()).max(0, `must be empty: ${why}`).optional();

const fields = {
  description: text(2_000).nullable().describe('For the team; visitors and the model never see it.'),
  welcome_message: text(1_000).nullable().describe('The first message; null for none.'),
  welcome_subtitle: text(200).nullable().describe('The line under the heading.'),
  system_prompt: text(2_000).nullable().describe('Who the agent is and what it is for.'),
  primary_color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be a colour such as #1A2B3C')
    .nullable(),
  tone: z
    .enum(TONES, `must be one of: ${TONES.join(', ')}`)
    .nullable()
    .describe("The manner; null for the plain one, and for presets that only the Agent API's `personality` names."),
  suggestions: z.array(text(200, 1)).max(10, 'must have at most 10 items'),
  human_support_enabled: z.boolean().describe('Whether people can be asked to join.'),
  location: LocationSchema.nullable(),
  away_mail_minutes: z
    .int()
    .min(0)
    .max(1_440)
    .describe(
      'So long after a reply of a person a visitor who is away gets it by e-mail; 0 for never. An addition of Parley.',
    ),
};

const written = z.object({
  ...fields,
  model: none('the model is the installation’s (PARLEY_MODEL)'),
  logo_url: none('logos are not served yet'),
  password: none('chat pages have no passwords yet'),
  password_protected: off('chat pages have no passwords yet'),
  web_search_enabled: off('the agent does not search the web'),
  page_ids: empty('there are no pages'),
  article_ids: empty('every article of the agent is used'),
  category_ids: empty('articles have tags instead of categories'),
});

const name = text(200, 1).describe("The agent's name, which visitors see.");

const CreateChatbotSchema = written.partial().extend({
  name,
  status: z.enum(['draft', 'active'], 'must be draft or active').default('draft').optional(),
});

const UpdateChatbotSchema = written
  .partial()
  .extend({ name, status: z.enum(AGENT_STATES, `must be one of: ${AGENT_STATES.join(', ')}`) })
  .partial();

/** An AI agent as the Workspace API calls it. */
export const ChatbotSchema = z
  .object({
    object: z.literal('chatbot'),
    id: uuid(),
    name: z.string(),
    slug: z.string().describe('Made of the name, for addresses in your own system.'),
    public_slug: z.string().describe('Never changes. The `scenario_id` of the Agent API.'),
    url: z.string().describe('The chat page.'),
    status: z.enum(AGENT_STATES).describe('Only an `active` one answers.'),
    ...fields,
    location: LocationSchema.required().nullable(),
    model: z.null(),
    logo_url: z.null(),
    password_protected: z.literal(false),
    web_search_enabled: z.literal(false),
    page_ids: z.array(uuid()),
    article_ids: z.array(uuid()),
    category_ids: z.array(uuid()),
    conversation_count: z.int().describe('Kept in the background: it may lag some seconds.'),
    last_active_at: offsetTimestamp().nullable(),
    created_at: offsetTimestamp(),
    updated_at: offsetTimestamp(),
  })
  .meta({ id: 'Chatbot' });
export type Chatbot = z.output<typeof ChatbotSchema>;

export const CHATBOT_SORTS = ['name', '-name', 'created_at', '-created_at', 'updated_at', '-updated_at'] as const;

const base = { tags: ['Chatbots'], scope: null, surface: 'workspace', tier: 'workspace' } as const;
const reading = { ...base, permission: 'agents.view' } as const;
const writing = { ...base, permission: 'agents.manage' } as const;
const params = z.object({ id: slugParam('The id or the `public_slug`.') });

export const listChatbotsEndpoint = endpoint({
  ...reading,
  id: 'list-chatbots',
  method: 'GET',
  path: '/v1/chatbots',
  summary: 'List the AI agents',
  query: z.object({
    ...numberedFields(),
    status: z.enum(AGENT_STATES, `must be one of: ${AGENT_STATES.join(', ')}`).optional(),
    sort: z.enum(CHATBOT_SORTS, `must be one of: ${CHATBOT_SORTS.join(', ')}`).default('-created_at'),
  }),
  responses: { 200: json(numberedPage(ChatbotSchema), 'The agents.') },
  errors: [],
});

export const createChatbotEndpoint = endpoint({
  ...writing,
  id: 'create-chatbot',
  method: 'POST',
  path: '/v1/chatbots',
  summary: 'Create an AI agent',
  description: 'Only `name` is needed. It starts as a `draft`, which answers nobody.',
  body: CreateChatbotSchema,
  bodyExample: { name: 'Ada' },
  responses: { 201: json(ChatbotSchema, 'The new agent.') },
  errors: [],
});

export const getChatbotEndpoint = endpoint({
  ...reading,
  id: 'get-chatbot',
  method: 'GET',
  path: '/v1/chatbots/{id}',
  summary: 'Get an AI agent',
  params,
  responses: { 200: json(ChatbotSchema, 'The agent.') },
  errors: ['not_found'],
});

export const updateChatbotEndpoint = endpoint({
  ...writing,
  id: 'update-chatbot',
  method: 'PATCH',
  path: '/v1/chatbots/{id}',
  summary: 'Change an AI agent',
  description:
    'Changes what is given and leaves the rest. A setting holds from the next message on. Visitors of one that is ' +
    'paused or archived wait for people, if people can be asked to join.',
  params,
  body: UpdateChatbotSchema,
  bodyExample: { status: 'active', tone: 'friendly' },
  responses: { 200: json(ChatbotSchema, 'The agent as it is now.') },
  errors: ['not_found'],
});

export const archiveChatbotEndpoint = endpoint({
  ...writing,
  id: 'archive-chatbot',
  method: 'DELETE',
  path: '/v1/chatbots/{id}',
  summary: 'Archive an AI agent',
  description: 'The same as setting its status to `archived`: its conversations stay.',
  params,
  responses: { 200: json(ChatbotSchema, 'The archived agent.') },
  errors: ['not_found'],
});
