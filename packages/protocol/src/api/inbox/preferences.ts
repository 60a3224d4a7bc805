import { z } from 'zod';
import { METADATA_KEY_MAX } from '../../limits.ts';
import {
  COLOUR_SCHEMES,
  INBOX_LANGUAGES,
  LIST_BADGES,
  LIST_METADATA_KEYS_MAX,
  NOTIFICATION_KINDS,
} from '../../words.ts';
import { type Endpoint, endpoint, json } from '../endpoint.ts';
import { text } from '../shapes.ts';

const set = <const T extends readonly [string, ...string[]]>(words: T) =>
  z
    .array(z.enum(words, `must be of: ${words.join(', ')}`))
    .max(words.length, `must have at most ${words.length} items`)
    .refine((values) => new Set(values).size === values.length, 'must not name one twice');

const fields = {
  language: z
    .enum(INBOX_LANGUAGES, `must be one of: ${INBOX_LANGUAGES.join(', ')}`)
    .nullable()
    .describe("Null for the browser's."),
  colour_scheme: z.enum(COLOUR_SCHEMES, `must be one of: ${COLOUR_SCHEMES.join(', ')}`),
  notifications: set(NOTIFICATION_KINDS).describe('Of new messages in which conversations; all three are all.'),
  sound: z.boolean(),
  list_badges: set(LIST_BADGES).describe(
    'What rows of the conversation list show beside name, time and status; channel, priority and tags unless chosen.',
  ),
  list_metadata_keys: z
    .array(text(METADATA_KEY_MAX, 1))
    .max(LIST_METADATA_KEYS_MAX, `must have at most ${LIST_METADATA_KEYS_MAX} items`)
    .refine((keys) => new Set(keys).size === keys.length, 'must not name one twice')
    .describe('Keys of the metadata whose values rows of the conversation list show; none unless chosen.'),
};

/** How one person wants the inbox of a workspace. */
export const PreferencesSchema = z
  .object({ object: z.literal('preferences'), ...fields })
  .meta({ id: 'InboxPreferences' });
export type Preferences = z.output<typeof PreferencesSchema>;

const common = {
  tags: ['Inbox: preferences'],
  scope: null,
  surface: 'inbox',
  tier: 'workspace',
  permission: null,
  path: '/v1/inbox/preferences',
} as const satisfies Partial<Endpoint>;

export const getPreferencesEndpoint = endpoint({
  ...common,
  id: 'get-preferences',
  method: 'GET',
  summary: 'How you want the inbox',
  responses: { 200: json(PreferencesSchema, 'Your preferences, or what holds where you have none.') },
  errors: [],
});

export const updatePreferencesEndpoint = endpoint({
  ...common,
  id: 'update-preferences',
  method: 'PATCH',
  summary: 'Change how you want the inbox',
  description: 'Kept for you in this workspace.',
  body: z.strictObject(fields).partial(),
  bodyExample: { language: 'de', sound: false },
  responses: { 200: json(PreferencesSchema, 'Your preferences now.') },
  errors: [],
});
