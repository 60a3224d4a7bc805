import { z } from 'zod';
import { readAllowedOrigin } from '../allowed-origin.ts';
import { WIDGET_TEXT_KEYS } from '../text-keys.ts';
import { RATING_QUESTIONS, type RatingQuestion } from '../words.ts';
import { endpoint, json } from './endpoint.ts';
import { WorkingHoursSchema } from './handoff-configuration.ts';
import { httpUrl, languageTag, text } from './shapes.ts';
import {
  COLOUR_ROLES,
  LAUNCHER_SIZES,
  LAUNCHER_STYLES,
  ROUNDNESS,
  WIDGET_CORNERS,
  WIDGET_THEMES,
} from './widget/looks.ts';

/** `rgb(0, 122, 255)` or `#007AFF`; the contract writes the first. */
const COLOUR = 'must be a colour such as "rgb(0, 122, 255)" or "#007AFF"';
const colour = () =>
  text(40)
    .regex(/^(#[0-9a-f]{6}|rgb\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*\))$/i, COLOUR)
    .refine(
      (value) => value.startsWith('#') || (value.match(/\d+/g) ?? []).every((part) => Number(part) <= 255),
      COLOUR,
    );
const origin = () =>
  text(300)
    .transform((given, context) => {
      const read = readAllowedOrigin(given);
      if ('origin' in read) return read.origin;
      context.addIssue({ code: 'custom', message: read.problem });
      return z.NEVER;
    })
    .meta({ openapi: { type: 'string', maxLength: 300 } });

const NO_KEY = "is no key of the widget's texts: docs/guide/widget-texts.md says which there are";
const ownTexts = () =>
  z.partialRecord(z.enum(WIDGET_TEXT_KEYS), text(1_000), {
    // zod's types do not know that records say this too.
    error: ({ code }) => ((code as string) === 'unrecognized_keys' ? NO_KEY : undefined),
  });

const fields = {
  welcome_message: text(1_000).describe('First bubble, HTML.'),
  welcome_message2: text(1_000).describe('Second bubble; empty for none.'),
  header: text(200),
  subtitle: text(200),
  conversation_starters: z.array(text(200, 1)).max(10),
  popup_active: z.boolean().describe('A welcome beside the launcher.'),
  input_placeholder: text(200).describe('Empty for the one of the language.'),
  primary_color: colour(),
  header_color: colour(),
  header_text_color: z.boolean().describe('True for light text on the header.'),
  header_collapse: z.boolean(),
  voice_active: z.boolean(),
  typing: z.boolean(),
  window_auto_open: z.boolean(),
  white_label: z.boolean(),
  prechat_active: z.boolean(),
  prechat_header_text: text(200).nullable(),
  prechat_button_text: text(100).nullable(),
  prechat_message_text: text(1_000).nullable(),
  background_disclaimer_text: text(1_000).nullable(),
  streaming_active: z.boolean(),
  link_tracking_active: z.boolean(),
  window_height: z.int().min(400).max(1_200),
  window_width: z.int().min(300).max(700),
  size: z.enum(LAUNCHER_SIZES),
  location: z.enum(WIDGET_CORNERS),
  avatar_image: httpUrl().nullable(),
  // Own to Parley from here on.
  launcher_style: z.enum(LAUNCHER_STYLES),
  launcher_label: text(60),
  draggable: z.boolean(),
  theme: z.enum(WIDGET_THEMES),
  custom_colors: z.partialRecord(z.enum(COLOUR_ROLES), colour()).describe('Of the theme `custom`.'),
  roundness: z.enum(ROUNDNESS),
  text_size: z.enum(LAUNCHER_SIZES),
  popup_text: text(300).describe('Empty for the first welcome message.'),
  prechat_fields: z
    .array(z.object({ name: z.enum(['name', 'email', 'phone']), is_required: z.boolean() }))
    .max(3)
    .refine((given) => new Set(given.map(({ name }) => name)).size === given.length, 'must name each field once'),
  consent_text: text(2_000).nullable().describe('To be agreed to before the first message; nothing is stored before.'),
  attachments_active: z.boolean(),
  transcript_active: z.boolean(),
  feedback_active: z.boolean(),
  allowed_origins: z
    .array(origin())
    .max(100)
    .describe('Sites that may show the widget, of addresses the origin; empty allows all.'),
  identity_required: z.boolean().describe('Whether only visitors whom the site vouches for may write.'),
  quiet_ms: z
    .int()
    .min(0)
    .max(10_000)
    .describe('Messages that follow each other within so long are answered together.'),
  daily_turns: z
    .int()
    .min(0)
    .max(1_000_000_000)
    .describe('So many answers a day; what is asked beyond that is answered by `builtin`. 0 for no limit.'),
  handoff_question: text(500).describe('Asked before people are; empty for the words of the language.'),
  out_of_hours_text: text(500).describe('Shown while people are out of hours; empty shows nothing.'),
  working_hours: WorkingHoursSchema.nullable().describe('When people are there; null for always.'),
  texts: z
    .record(languageTag(), ownTexts())
    .refine((value) => JSON.stringify(value).length <= 100_000, 'must have at most 100,000 characters in all')
    .describe("The widget's words in your own, by language and key."),
};

export const WidgetConfigurationSchema = z
  .object({
    ...fields,
    contrast_warnings: z
      .array(
        z.object({
          text: z.enum(COLOUR_ROLES),
          background: z.enum(COLOUR_ROLES),
          scheme: z.enum(['light', 'dark']),
          ratio: z.number(),
        }),
      )
      .describe('Pairs whose contrast is under 4.5 to 1 (WCAG 2.2, 1.4.3).'),
  })
  .meta({ id: 'WidgetConfiguration' });
export type WidgetConfiguration = z.output<typeof WidgetConfigurationSchema>;

export const WidgetConfigurationPatchSchema = z
  .object({
    ...fields,
    header_color: colour().nullable().describe('Null for the primary colour, whichever that is.'),
    header_text_color: z.boolean().nullable().describe('True for light text on the header; null for what can be read.'),
  })
  .partial()
  .meta({ id: 'WidgetConfigurationPatch' });
export type WidgetConfigurationPatch = z.output<typeof WidgetConfigurationPatchSchema>;

const common = { tags: ['Widget Configuration'], surface: 'agent' } as const;

export const getWidgetConfigurationEndpoint = endpoint({
  ...common,
  id: 'get-widget-configuration',
  method: 'GET',
  path: '/v1/api/widget/configuration',
  summary: 'Get the configuration of the widget',
  scope: 'read_all',
  tier: 'read',
  responses: { 200: json(WidgetConfigurationSchema, 'The configuration.') },
  errors: [],
});

export const updateWidgetConfigurationEndpoint = endpoint({
  ...common,
  id: 'update-widget-configuration',
  method: 'PATCH',
  path: '/v1/api/widget/configuration',
  summary: 'Change the configuration of the widget',
  description:
    'Changes what is given; what is sent back as it was shown changes nothing. It reaches every site within a minute.',
  scope: 'write_all',
  tier: 'write',
  body: WidgetConfigurationPatchSchema,
  bodyExample: { header: 'Ask us anything', primary_color: 'rgb(0, 122, 255)' },
  responses: { 200: json(WidgetConfigurationSchema, 'The whole configuration, as it is now.') },
  errors: [],
});

export const WidgetAvatarSchema = z.object({ avatar_image: z.string().nullable() }).meta({ id: 'WidgetAvatar' });

export const uploadWidgetAvatarEndpoint = endpoint({
  ...common,
  id: 'upload-widget-avatar',
  method: 'POST',
  path: '/v1/api/widget/avatar',
  summary: 'Upload the avatar',
  description:
    'A PNG, JPEG, GIF or WebP image of at most 5 MB: its content decides, not its name. It is served from here, so that sites need to allow no other host.',
  scope: 'write_all',
  tier: 'heavy',
  body: z
    .object({ file: z.string().meta({ openapi: { type: 'string', contentMediaType: 'application/octet-stream' } }) })
    .meta({ id: 'WidgetAvatarUpload' }),
  bodyType: 'multipart/form-data',
  responses: { 200: json(WidgetAvatarSchema, 'Where the image is.') },
  errors: ['payload_too_large', 'unsupported_media_type'],
});

export const removeWidgetAvatarEndpoint = endpoint({
  ...common,
  id: 'remove-widget-avatar',
  method: 'DELETE',
  path: '/v1/api/widget/avatar',
  summary: 'Remove the avatar',
  description: 'Uploaded or named by an address.',
  scope: 'write_all',
  tier: 'write',
  responses: { 200: json(WidgetAvatarSchema, 'There is none now.') },
  errors: [],
});

export const rotateIdentitySecretEndpoint = endpoint({
  ...common,
  id: 'rotate-identity-secret',
  method: 'POST',
  path: '/v1/api/widget/identity_secret',
  summary: 'Make a new identity secret',
  description:
    'The secret with which your backend signs who a visitor is (HS256). It is shown once; the one before works for a day.',
  scope: 'write_all',
  tier: 'write',
  responses: { 200: json(z.object({ secret: z.string() }).meta({ id: 'IdentitySecret' }), 'The new secret.') },
  errors: [],
});

const QUESTIONS: readonly RatingQuestion[] = RATING_QUESTIONS;
const ratings = {
  conv_rating_active: z.boolean(),
  conv_rating_popup_active: z.boolean().describe('Must equal `conv_rating_active`.'),
  conv_rating_question_codes: z.array(z.enum(RATING_QUESTIONS)).min(1).max(QUESTIONS.length),
};

export const RatingsConfigurationSchema = z.object(ratings).meta({ id: 'ConversationRatingsConfiguration' });
export type RatingsConfiguration = z.output<typeof RatingsConfigurationSchema>;

const ratingsCommon = { tags: ['Conversation Rating'], surface: 'agent' } as const;

export const getRatingsConfigurationEndpoint = endpoint({
  ...ratingsCommon,
  id: 'get-conversation-ratings-configuration',
  method: 'GET',
  path: '/v1/api/conversation_ratings/configuration',
  summary: 'Get what visitors are asked at the end',
  scope: 'read_all',
  tier: 'read',
  responses: { 200: json(RatingsConfigurationSchema, 'The configuration.') },
  errors: [],
});

export const updateRatingsConfigurationEndpoint = endpoint({
  ...ratingsCommon,
  id: 'update-conversation-ratings-configuration',
  method: 'PATCH',
  path: '/v1/api/conversation_ratings/configuration',
  summary: 'Change what visitors are asked at the end',
  description:
    'Changes what is given. `conv_rating_active` and `conv_rating_popup_active` are given together, and equal.',
  scope: 'write_all',
  tier: 'write',
  body: z.object(ratings).partial().meta({ id: 'ConversationRatingsConfigurationPatch' }),
  bodyExample: { conv_rating_active: true, conv_rating_popup_active: true },
  responses: { 200: json(RatingsConfigurationSchema, 'The whole configuration, as it is now.') },
  errors: [],
});
