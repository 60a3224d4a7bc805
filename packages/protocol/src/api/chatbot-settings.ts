import { z } from 'zod';
import { endpoint, json } from './endpoint.ts';
import { languageTag, text } from './shapes.ts';

export const SETTINGS_LIMITS = {
  guidelineMax: 500,
  guidelinesTotalMax: 10_000,
  autoCloseHoursMax: 8_760,
  silenceMinutesMax: 10_080,
} as const;

/** `ai_commands`: the guidelines, each at most 500 characters and 10,000 in all. A write replaces the whole list. */
export const GuidelinesSchema = z
  .array(text(SETTINGS_LIMITS.guidelineMax))
  .refine(
    (list) => list.reduce((sum, item) => sum + item.length, 0) <= SETTINGS_LIMITS.guidelinesTotalMax,
    `must have at most ${SETTINGS_LIMITS.guidelinesTotalMax} characters in all`,
  );

const fields = {
  one_word_description: text(200).describe("The agent's name."),
  short_description: text(2_000).describe('The main prompt: who the agent is and what it is for.'),
  ai_commands: GuidelinesSchema.describe(
    'Guidelines: at most 500 characters each and 10,000 in all. A write replaces the list.',
  ),
  personality: z.int().min(0).max(13).describe('Preset 0 to 13; 0 is Normal.'),
  profession: text(200).describe('Preset slug, such as `helpful_assistant` or `support_agent`.'),
  creativity_level: z.int().min(0).max(2).describe('0 deterministic, 1 balanced, 2 creative.'),
  reply_length: z.int().min(0).max(2).describe('0 short, 1 medium, 2 long.'),
  greeting: text(1_000).describe('First welcome message, HTML; empty for none.'),
  greeting2: text(1_000).describe('Second welcome message, HTML; empty for none.'),
  header: text(200).describe("Heading of the widget's window."),
  header2: text(200).describe('Line under the heading.'),
  language_chosen: languageTag().describe('Language of last resort, such as `en`.'),
  unknown_reply: z
    .record(languageTag(), text(1_000))
    .describe(
      'What the agent says when nothing supports an answer, by language (`{"de": "…"}`). ' +
        'A language that is missing has a built-in text. An addition of Parley.',
    ),
  people_enabled: z
    .boolean()
    .describe('Whether people can be asked to join. If not, the agent offers nobody. An addition of Parley.'),
  people_keep_conversations: z
    .boolean()
    .describe('A visitor who comes back after the end waits for the people who had the conversation. Own to Parley.'),
  auto_close_hours: z
    .int()
    .min(0)
    .max(SETTINGS_LIMITS.autoCloseHoursMax)
    .describe('What the agent drives is resolved after so many hours without a message; 0 never. Own to Parley.'),
  queue_notice_minutes: z
    .int()
    .min(0)
    .max(SETTINGS_LIMITS.silenceMinutesMax)
    .describe('Who waits for people so long is told once that it takes longer; 0 never. Own to Parley.'),
  hand_back_after_minutes: z
    .int()
    .min(0)
    .max(SETTINGS_LIMITS.silenceMinutesMax)
    .describe(
      'What people have goes back to the agent after so long without a word of theirs; 0 never. Own to Parley.',
    ),
};

export const ChatbotSettingsSchema = z.object(fields).meta({ id: 'ChatbotSettings' });
export type ChatbotSettings = z.output<typeof ChatbotSettingsSchema>;

/** Any of the settings; those that are left out stay. */
export const ChatbotSettingsPatchSchema = z.object(fields).partial().meta({ id: 'ChatbotSettingsPatch' });
export type ChatbotSettingsPatch = z.output<typeof ChatbotSettingsPatchSchema>;

export const getChatbotSettingsEndpoint = endpoint({
  id: 'get-chatbot-settings',
  method: 'GET',
  path: '/v1/api/chatbot_settings',
  summary: 'Get the settings of the agent',
  tags: ['Chatbot Settings'],
  scope: 'read_all',
  surface: 'agent',
  tier: 'read',
  responses: { 200: json(ChatbotSettingsSchema, 'The settings.') },
  errors: [],
});

export const updateChatbotSettingsEndpoint = endpoint({
  id: 'update-chatbot-settings',
  method: 'PATCH',
  path: '/v1/api/chatbot_settings',
  summary: 'Change settings of the agent',
  description: 'Changes what is given and leaves the rest. It holds from the next message on.',
  tags: ['Chatbot Settings'],
  scope: 'write_all',
  surface: 'agent',
  tier: 'write',
  body: ChatbotSettingsPatchSchema,
  bodyExample: { greeting: 'Hello! How can I help you today?', reply_length: 1 },
  responses: { 200: json(ChatbotSettingsSchema, 'All settings, as they are now.') },
  errors: [],
});
