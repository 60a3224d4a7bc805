import type { ChannelConfig, ChannelRules } from '../../domain/channels/channel.ts';
import type { ChannelField } from '../../domain/channels/channel-field.ts';

/** Telegram's own server of the Bot API. */
export const API_URL = 'https://api.telegram.org';

/** What is answered in groups: what is addressed to the bot, everything, or nothing. */
const GROUP_MODES = ['mentions', 'all', 'off'] as const;
export type GroupMode = (typeof GROUP_MODES)[number];

/** What a Telegram bot is set up with. */
export const TELEGRAM_FIELDS: readonly ChannelField[] = [
  {
    key: 'bot_token',
    kind: 'secret',
    label: 'Bot token',
    hint: 'From @BotFather in Telegram: /newbot, or /token for a bot that exists.',
    isRequired: true,
    max: 200,
    pattern: {
      source: '\\d{3,20}:[A-Za-z0-9_-]{20,150}',
      message: 'A bot token is a number, a colon, and about 35 letters and digits.',
    },
  },
  {
    key: 'groups',
    kind: 'choice',
    label: 'In groups',
    hint: 'Answer what mentions the bot, replies to it or is a command, everything, or nothing.',
    choices: GROUP_MODES,
    default: 'mentions',
  },
  {
    key: 'secret_token',
    kind: 'secret',
    label: 'Secret of the webhook',
    hint: 'Made by Parley and told to Telegram by Connect.',
    isGenerated: true,
    isAdvanced: true,
    max: 256,
    pattern: { source: '[A-Za-z0-9_-]{1,256}', message: 'Letters, digits, _ and - only.' },
  },
  {
    key: 'username',
    kind: 'text',
    label: "Bot's username",
    hint: 'Filled in by Check: mentions of it are known by it.',
    isAdvanced: true,
    max: 64,
    pattern: { source: '@?[A-Za-z0-9_]{3,63}', message: 'A username is letters, digits and _.' },
  },
  {
    key: 'api_url',
    kind: 'url',
    label: 'Address of the API',
    hint: `${API_URL} unless you run a Bot API server of your own.`,
    isAdvanced: true,
    default: API_URL,
    max: 500,
  },
];

/** Anybody may be answered at any time who has written; files are messages of their own. Typing shows for five seconds. */
export const TELEGRAM_RULES: ChannelRules = {
  receipts: false,
  templates: false,
  typingMs: 5_000,
  filesWithText: false,
  bursts: true,
  greets: false,
};

/** A bot as it is set up. `botId` is the number that its token begins with. */
export type Bot = {
  readonly token: string;
  readonly botId: number;
  readonly username: string | null;
  readonly groups: GroupMode;
  /** Without a slash at its end. */
  readonly apiUrl: string;
};

/** The settings as a bot. */
export function botOf({ settings, secrets }: ChannelConfig): Bot {
  const token = secrets.bot_token ?? '';
  const username = typeof settings.username === 'string' ? settings.username.replace(/^@/, '') : '';
  const apiUrl = typeof settings.api_url === 'string' && settings.api_url !== '' ? settings.api_url : API_URL;
  return {
    token,
    botId: Number.parseInt(token, 10),
    username: username === '' ? null : username,
    groups: GROUP_MODES.find((mode) => mode === settings.groups) ?? 'mentions',
    apiUrl: apiUrl.replace(/\/+$/, ''),
  };
}
