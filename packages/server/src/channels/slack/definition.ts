import type { ChannelRules } from '../../domain/channels/channel.ts';
import type { ChannelField } from '../../domain/channels/channel-field.ts';

/** Slack's Web API. */
export const API_URL = 'https://slack.com/api/';

/** In which of the channels that the bot is in the agent speaks: where it is mentioned, everywhere, or in none. */
export const CHANNEL_MODES = ['mentions', 'all', 'off'] as const;

/** What a Slack app is set up with. */
export const SLACK_FIELDS: readonly ChannelField[] = [
  {
    key: 'signing_secret',
    kind: 'secret',
    label: 'Signing secret',
    hint: 'In the settings of the app at api.slack.com/apps: Basic Information, App Credentials.',
    isRequired: true,
    max: 200,
  },
  {
    key: 'bot_token',
    kind: 'secret',
    label: 'Bot user OAuth token',
    hint: 'In the settings of the app: OAuth & Permissions, once the app is installed in the workspace. Begins with xoxb-.',
    isRequired: true,
    max: 500,
    pattern: { source: 'xoxb-\\S+', message: 'A bot token begins with xoxb-.' },
  },
  {
    key: 'channels',
    kind: 'choice',
    label: 'In channels',
    hint: 'Answer where the bot is mentioned and in the threads that follow, everything that is said in its channels, or only direct messages.',
    choices: CHANNEL_MODES,
    default: 'mentions',
  },
  {
    key: 'app_id',
    kind: 'text',
    label: 'App ID',
    hint: 'Basic Information, App Credentials: begins with A. What other apps deliver is then ignored.',
    max: 40,
    pattern: { source: 'A[A-Z0-9]+', message: 'An app ID is A and capital letters and digits.' },
  },
  {
    key: 'bot_user_id',
    kind: 'text',
    label: "Bot's user ID",
    hint: 'Filled in by Check.',
    isAdvanced: true,
    max: 40,
    pattern: { source: '[UW][A-Z0-9]+', message: 'A user ID is U or W and capital letters and digits.' },
  },
  {
    key: 'api_url',
    kind: 'url',
    label: 'Address of the API',
    hint: `${API_URL} unless a proxy is asked instead.`,
    isAdvanced: true,
    default: API_URL,
  },
];

/** Slack has neither windows, nor receipts, nor templates. A status stays for two minutes or until something is said. */
export const SLACK_RULES: ChannelRules = {
  receipts: false,
  templates: false,
  typingMs: 110_000,
  filesWithText: false,
  bursts: true,
  greets: true,
};
