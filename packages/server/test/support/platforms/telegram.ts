import type { Delivery } from '../../../src/domain/channels/channel.ts';
import type { PlatformRequest, PlatformRoutes } from '../platforms.ts';

/** What the fake's file of any id holds. */
export const TELEGRAM_FILE = Buffer.from('bytes of a photo');

/** The address that the fake's bot is delivered to, until another is set. */
const webhooks = new Map<string, string>();
let lastMessageId = 100;

/** The Bot API as it answers when all is well: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export const telegramRoutes: PlatformRoutes = (request) => {
  const [, isFile, token = '', rest = ''] = /^\/(file\/)?bot([^/]+)\/([^?]*)/.exec(request.url) ?? [];
  if (isFile) return { body: TELEGRAM_FILE };
  const result = resultOf(rest, token, request);
  if (result !== undefined) return { json: { ok: true, result } };
  return token === '' ? undefined : { status: 404, json: { ok: false, error_code: 404, description: 'Not Found' } };
};

function resultOf(method: string, token: string, request: PlatformRequest): unknown {
  const asked = (request.json ?? {}) as { chat_id?: unknown; url?: string; user_id?: unknown };
  const chat = { id: Number(asked.chat_id ?? formField(request, 'chat_id')), type: 'private' };
  switch (method) {
    case 'getMe':
      return {
        id: Number.parseInt(token, 10),
        is_bot: true,
        first_name: 'Shop',
        username: 'shop_bot',
        can_join_groups: true,
      };
    case 'sendMessage':
    case 'sendPhoto':
    case 'sendDocument':
      lastMessageId += 1;
      return { message_id: lastMessageId, date: 1_790_000_000, chat };
    case 'sendChatAction':
      return true;
    case 'setWebhook':
      webhooks.set(token, asked.url ?? '');
      return true;
    case 'getWebhookInfo':
      return { url: webhooks.get(token) ?? '', has_custom_certificate: false, pending_update_count: 0 };
    case 'getFile':
      return { file_id: 'f', file_unique_id: 'u', file_size: TELEGRAM_FILE.length, file_path: 'photos/file_1.jpg' };
    case 'getChatMember':
      return { status: 'member', user: { id: asked.user_id, is_bot: false, first_name: 'Ann' } };
    default:
      return undefined;
  }
}

const formField = ({ body }: PlatformRequest, name: string): string | undefined =>
  new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]*)`).exec(body.toString('latin1'))?.[1];

/** An update as Telegram delivers it. */
export function telegramDelivery(update: unknown, secret = 'telegram-secret'): Delivery {
  const body = typeof update === 'string' ? update : JSON.stringify(update);
  return {
    method: 'POST',
    headers: new Map([
      ['content-type', 'application/json'],
      ['x-telegram-bot-api-secret-token', secret],
    ]),
    query: new Map(),
    body: new TextEncoder().encode(body),
  };
}
