import { z } from 'zod';
import { CHANNEL_PLATFORMS } from '../../words.ts';
import { endpoint, json } from '../endpoint.ts';
import { text, uuid, uuidParam } from '../shapes.ts';
import { isStorableJson } from '../storable.ts';
import {
  CHANNEL_STATES,
  ChannelCheckSchema,
  type ChannelJson,
  ChannelPlatformSchema,
  ChannelSchema,
  ChannelTemplateSchema,
} from './channel-shapes.ts';
import { queryUuid } from './query-lists.ts';
import { deleted, wholeList } from './shapes.ts';

const PATH = '/v1/channels';
const ONE = `${PATH}/{id}` as const;
const NAME_MAX = 100;

const CHANNEL: ChannelJson = {
  object: 'channel',
  id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e90',
  chatbot_id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e01',
  platform: 'telegram',
  name: 'Shop on Telegram',
  state: 'active',
  settings: { groups: 'mentioned', api_url: 'https://api.telegram.org' },
  secrets: [{ key: 'bot_token', is_set: true }],
  generated: {},
  webhook_url: 'https://parley.example.com/channels/telegram/019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e90',
  facts: { username: 'shop_bot' },
  problem: null,
  checked_at: '2026-05-22T14:08:44.000+00:00',
  last_received_at: '2026-05-22T15:20:10.000+00:00',
  last_refused_at: null,
  last_sent_at: '2026-05-22T15:20:13.000+00:00',
  created_at: '2026-05-22T14:08:42.000+00:00',
  updated_at: '2026-05-22T14:08:42.000+00:00',
};
const CHECK = {
  object: 'channel_check',
  ok: false,
  problems: [{ field: 'bot_token', message: 'Telegram does not know this token.' }],
  facts: {},
  checked_at: '2026-05-22T14:08:44.000+00:00',
} as const;

const common = { tags: ['Channels'], scope: null, tier: 'workspace', surface: 'workspace' } as const;
const reading = { ...common, permission: 'agents.view', errors: ['not_found'] } as const;
const writing = { ...common, permission: 'agents.manage', errors: ['not_found'] } as const;
const params = z.object({ id: uuidParam('UUID of the channel.') });

const settings = () =>
  z
    .record(z.string().max(100), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .refine((value) => isStorableJson(value), 'must not contain NUL characters or broken surrogate pairs')
    .describe('By field of the platform, secrets among them; null takes a value away.');
const name = () => z.string().trim().pipe(text(NAME_MAX, 1));

export const listChannelPlatformsEndpoint = endpoint({
  ...reading,
  id: 'list-channel-platforms',
  method: 'GET',
  path: `${PATH}/platforms`,
  summary: 'List the platforms',
  description: 'What a channel on each is set up with, and what its rules are.',
  errors: [],
  responses: { 200: json(wholeList(ChannelPlatformSchema), 'The platforms that this installation can speak to.') },
});

export const listChannelsEndpoint = endpoint({
  ...reading,
  id: 'list-channels',
  method: 'GET',
  path: PATH,
  summary: 'List the channels',
  description: 'All of the workspace, oldest first.',
  errors: ['bad_request'],
  query: z.object({ chatbot_id: queryUuid('Only those of a chatbot.').optional() }),
  responses: { 200: json(wholeList(ChannelSchema), 'The channels.', { object: 'list', data: [CHANNEL] }) },
});

export const createChannelEndpoint = endpoint({
  ...writing,
  id: 'create-channel',
  method: 'POST',
  path: PATH,
  summary: 'Create a channel',
  description:
    'An account of the chatbot on a platform. Its credentials are kept encrypted and never shown; `POST …/check` asks the ' +
    'platform whether they are good. At most 50 of a workspace.',
  errors: ['conflict'],
  body: z.object({
    chatbot_id: uuid().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a UUID'),
    platform: z.enum(CHANNEL_PLATFORMS, { error: `must be one of: ${CHANNEL_PLATFORMS.join(', ')}` }),
    name: name().describe('What the team calls it.'),
    settings: settings().default({}),
  }),
  bodyExample: {
    chatbot_id: CHANNEL.chatbot_id,
    platform: 'telegram',
    name: CHANNEL.name,
    settings: { bot_token: '123456789:AAExampleTokenOfTheBotFather0000000', groups: 'mentioned' },
  },
  responses: { 201: json(ChannelSchema, 'The channel.', CHANNEL) },
});

export const getChannelEndpoint = endpoint({
  ...reading,
  id: 'get-channel',
  method: 'GET',
  path: ONE,
  summary: 'Get a channel',
  params,
  responses: { 200: json(ChannelSchema, 'The channel.', CHANNEL) },
});

export const updateChannelEndpoint = endpoint({
  ...writing,
  id: 'update-channel',
  method: 'PATCH',
  path: ONE,
  summary: 'Change, pause or resume a channel',
  description:
    'Only what is given changes, within `settings` too. Another credential ends a `problem` until the next check.',
  errors: ['not_found', 'conflict'],
  params,
  body: z.object({
    name: name().optional(),
    state: z.enum(CHANNEL_STATES, { error: `must be one of: ${CHANNEL_STATES.join(', ')}` }).optional(),
    settings: settings().optional(),
  }),
  bodyExample: { state: 'paused' },
  responses: { 200: json(ChannelSchema, 'The channel as it is now.', { ...CHANNEL, state: 'paused' }) },
});

export const deleteChannelEndpoint = endpoint({
  ...writing,
  id: 'delete-channel',
  method: 'DELETE',
  path: ONE,
  summary: 'Delete a channel',
  description: 'Its conversations stay; what waits to be sent is not sent any more.',
  params,
  responses: {
    200: json(deleted('channel'), 'The channel is gone.', { object: 'channel', id: CHANNEL.id, deleted: true }),
  },
});

export const checkChannelEndpoint = endpoint({
  ...writing,
  id: 'check-channel',
  method: 'POST',
  path: `${ONE}/check`,
  summary: 'Check a channel',
  description:
    'Calls the platform with the credentials. What is wrong becomes the `problem` of the channel, or its `problem` ends; a ' +
    'fact under the key of a text field fills that field where it is empty.',
  errors: ['not_found', 'conflict'],
  params,
  responses: { 200: json(ChannelCheckSchema, 'What the platform told.', CHECK) },
});

export const connectChannelEndpoint = endpoint({
  ...writing,
  id: 'connect-channel',
  method: 'POST',
  path: `${ONE}/connect`,
  summary: 'Connect a channel',
  description: 'Tells the platform to deliver to `webhook_url`; 409 where it has no call for that.',
  errors: ['not_found', 'conflict'],
  params,
  responses: { 200: json(ChannelCheckSchema, 'What the platform told.', { ...CHECK, ok: true, problems: [] }) },
});

export const listChannelTemplatesEndpoint = endpoint({
  ...reading,
  id: 'list-channel-templates',
  method: 'GET',
  path: `${ONE}/templates`,
  summary: 'List the approved templates',
  description: 'Asks the platform; none where it has no templates.',
  errors: ['not_found', 'unavailable'],
  params,
  responses: { 200: json(wholeList(ChannelTemplateSchema), 'The templates.') },
});
