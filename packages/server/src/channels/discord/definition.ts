import type { ChannelConfig, ChannelRules } from '../../domain/channels/channel.ts';
import type { ChannelField } from '../../domain/channels/channel-field.ts';

/** Discord's API, in the version that is spoken. */
export const API_URL = 'https://discord.com/api/v10';

const CHANNEL_MODES = ['mentions', 'all', 'off'] as const;
const SNOWFLAKE = { source: '\\d{15,22}', message: 'An ID is about 19 digits.' };

/** What a Discord app is set up with. */
export const DISCORD_FIELDS: readonly ChannelField[] = [
  {
    key: 'bot_token',
    kind: 'secret',
    label: 'Bot token',
    hint: 'At discord.com/developers/applications: Bot, Reset Token.',
    isRequired: true,
    max: 200,
    pattern: {
      source: '[A-Za-z0-9_-]{15,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+',
      message: 'A bot token has three parts with dots between.',
    },
  },
  {
    key: 'application_id',
    kind: 'text',
    label: 'Application ID',
    hint: 'General Information.',
    isRequired: true,
    pattern: SNOWFLAKE,
    max: 22,
  },
  {
    key: 'public_key',
    kind: 'text',
    label: 'Public key',
    hint: 'General Information: 64 hexadecimal digits. What Discord delivers is checked against it.',
    isRequired: true,
    pattern: { source: '[0-9a-fA-F]{64}', message: 'A public key is 64 hexadecimal digits.' },
    max: 64,
  },
  {
    key: 'messages',
    kind: 'switch',
    label: 'Hear messages',
    hint: 'Direct messages and mentions, by a connection that Parley holds open. Off: only the command /ask.',
    default: true,
  },
  {
    key: 'channels',
    kind: 'choice',
    label: 'In channels of servers',
    hint: 'Answer where the bot is mentioned and in the threads that it began, everything, or nothing.',
    choices: CHANNEL_MODES,
    default: 'mentions',
  },
  {
    key: 'reply_in',
    kind: 'choice',
    label: 'Reply in',
    hint: 'The channel, or a thread that the bot begins at the message.',
    choices: ['channel', 'thread'],
    default: 'channel',
  },
  {
    key: 'api_url',
    kind: 'url',
    label: 'Address of the API',
    hint: `${API_URL} unless a proxy is asked instead.`,
    isAdvanced: true,
    default: API_URL,
    max: 500,
  },
];

/** Typing shows for ten seconds. */
export const DISCORD_RULES: ChannelRules = {
  receipts: false,
  templates: false,
  typingMs: 9_000,
  filesWithText: true,
  bursts: true,
  greets: false,
};

/** An app as it is set up. */
export type App = {
  readonly token: string;
  readonly applicationId: string;
  readonly publicKey: string;
  /** The user that the bot is: a token begins with its id. */
  readonly botId: string;
  readonly hears: boolean;
  readonly channels: (typeof CHANNEL_MODES)[number];
  readonly repliesInThread: boolean;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  /** Where this Parley is: Discord asks that programs name themselves by an address. */
  readonly home: string;
};

/** The settings as an app. */
export function appOf({ settings, secrets, webhookUrl }: ChannelConfig): App {
  const text = (key: string): string => (typeof settings[key] === 'string' ? settings[key] : '');
  const token = secrets.bot_token ?? '';
  return {
    token,
    applicationId: text('application_id'),
    publicKey: text('public_key'),
    botId: Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('latin1'),
    hears: settings.messages !== false,
    channels: CHANNEL_MODES.find((mode) => mode === settings.channels) ?? 'mentions',
    repliesInThread: settings.reply_in === 'thread',
    apiUrl: (text('api_url') || API_URL).replace(/\/+$/, ''),
    home: URL.canParse(webhookUrl) ? new URL(webhookUrl).origin : 'https://localhost',
  };
}
