import type { Channel } from '../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import { check, connect, templates } from './account.ts';
import { FIELDS, RULES } from './definition.ts';
import { receive } from './incoming/receive.ts';
import { fetchFile } from './media.ts';
import { format } from './outgoing/format.ts';
import { send, typing } from './outgoing/send.ts';

/** WhatsApp by Meta's Cloud API. All that goes out goes through `fetch`. */
export function createWhatsapp({ fetch }: { readonly fetch: OutsideFetch }): Channel {
  return {
    platform: 'whatsapp',
    fields: FIELDS,
    rules: RULES,
    receive: async (delivery, config, now) => receive(delivery, config, now),
    format,
    send: (to, part, config) => send(fetch, to, part, config),
    typing: (to, config) => typing(fetch, to, config),
    fetchFile: (file, config, maxBytes) => fetchFile(fetch, file, config, maxBytes),
    check: (config) => check(fetch, config),
    connect: (config) => connect(fetch, config),
    templates: (config) => templates(fetch, config),
  };
}
