import { telegramRoutes } from '../platforms/telegram.ts';
import type { ChannelKit, Signed, Words } from './channel-kit.ts';

const token = (n: number) => `10${n}:AAtelegram-token-of-test-${n}-0123456789`;
const secret = (n: number) => `telegram_secret_${n}`;
const BOT = { id: 101, is_bot: true, first_name: 'Shop', username: 'shop_bot' };

const signs = (body: string, channel: number): Signed => ({
  headers: { 'x-telegram-bot-api-secret-token': secret(channel) },
  body,
});
const from = (person: string) => ({
  id: Number(person),
  is_bot: false,
  first_name: 'Ada',
  last_name: 'King',
  language_code: 'en',
});
const seconds = (at = new Date()) => Math.floor(at.getTime() / 1000);
const message = ({ n, text, person = '5001', at }: Words, more: object = {}) => ({
  message_id: n,
  from: from(person),
  chat: { id: Number(person), type: 'private', first_name: 'Ada' },
  date: seconds(at),
  ...(text === '' ? {} : { text }),
  ...more,
});
const update = (id: number, content: object) => JSON.stringify({ update_id: 70_000 + id, ...content });

/** Telegram as its Bot API documents it. */
export const telegramKit: ChannelKit = {
  platform: 'telegram',
  routes: telegramRoutes,
  settings: (origin) => ({ api_url: origin, username: 'shop_bot', groups: 'mentions' }),
  secrets: (n) => ({ bot_token: token(n), secret_token: secret(n) }),
  says: (words, channel) => signs(update(words.n, { message: message(words) }), channel),
  signs,
  forged: ({ body }) => [
    { headers: { 'x-telegram-bot-api-secret-token': 'telegram_secret_x' }, body },
    { headers: {}, body },
  ],
  challenges: [],
  passedOver: [
    update(1, { message: { ...message({ n: 1, text: 'I am a bot' }), from: { ...BOT, id: 77 } } }),
    update(2, {
      channel_post: { message_id: 2, chat: { id: -100, type: 'channel', title: 'News' }, date: 1, text: 'News' },
    }),
    update(3, { poll: { id: '1' } }),
    update(4, { my_chat_member: { chat: { id: 5001, type: 'private' }, from: from('5001'), date: 1 } }),
  ],
  facts: (person) => ({ telegram_chat_id: person, telegram_chat_type: 'private', telegram_user_id: person }),
  visitor: { name: 'Ada King' },
  sendsFile: (words, channel) =>
    signs(
      update(words.n, {
        message: message(
          { ...words, text: '' },
          {
            caption: words.text,
            photo: [
              { file_id: 'small', file_unique_id: 's', width: 10, height: 10, file_size: 100 },
              { file_id: 'large', file_unique_id: 'l', width: 100, height: 100, file_size: 1000 },
            ],
          },
        ),
      }),
      channel,
    ),
  edits: (words, channel) =>
    signs(update(words.n + 500, { edited_message: { ...message(words), edit_date: seconds(words.at) } }), channel),
  file: /^\/telegram\/file\/bot/,
  sends: /^\/telegram\/bot[^/]+\/sendMessage$/,
  textOf: ({ json }) =>
    (json as { text: string }).text
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  size: {
    of: ({ json }) =>
      (json as { text: string }).text.replaceAll(/<[^>]+>/g, '').replaceAll(/&(lt|gt|amp|quot);/g, '.').length,
    max: 4096,
  },
  typing: /^\/telegram\/bot[^/]+\/sendChatAction$/,
  answers: {
    rateLimited: (retry_after) => ({
      status: 429,
      json: {
        ok: false,
        error_code: 429,
        description: `Too Many Requests: retry after ${retry_after}`,
        parameters: { retry_after },
      },
    }),
    unauthorised: { status: 401, json: { ok: false, error_code: 401, description: 'Unauthorized' } },
    blocked: {
      status: 403,
      json: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
    },
  },
  environment: ['TELEGRAM_BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET_TOKEN', 'BOT_TOKEN'],
  secretWords: (n) => [token(n), secret(n)],
};
