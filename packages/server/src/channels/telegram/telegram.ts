import type { Channel } from '../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { apiOf } from './api.ts';
import { check, connect } from './check.ts';
import { botOf, TELEGRAM_FIELDS, TELEGRAM_RULES } from './definition.ts';
import { fetchFile } from './files.ts';
import { receive } from './incoming/receive.ts';
import { format } from './outgoing/format.ts';
import { placeOf, send } from './outgoing/send.ts';

/** Telegram, over the Bot API. All calls go through the `fetch` given. */
export function createTelegram({ fetch }: { readonly fetch: OutsideFetch }): Channel {
  return {
    platform: 'telegram',
    fields: TELEGRAM_FIELDS,
    rules: TELEGRAM_RULES,
    receive: async (delivery, config, now) => receive(delivery, config, now),
    format,
    send: (to, part, config) => send(to, part, botOf(config), fetch),
    async typing(to, config) {
      const { chat_id, message_thread_id } = placeOf(to);
      const topic = message_thread_id === undefined ? {} : { message_thread_id };
      const api = await apiOf(botOf(config), fetch);
      await api.raw.sendChatAction({ chat_id, ...topic, action: 'typing' }).catch(() => undefined);
    },
    fetchFile: (file, config, maxBytes) => fetchFile(file, botOf(config), maxBytes, fetch),
    check: (config) => check(config, fetch),
    connect: (config) => connect(config, fetch),
  };
}
