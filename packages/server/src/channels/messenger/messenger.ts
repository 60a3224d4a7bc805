import type { Channel } from '../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import {
  checkMessaging,
  connectMessaging,
  fetchMessagingFile,
  profileOf,
} from '../shared/graph/graph-messaging-account.ts';
import { MESSAGING_RULES } from '../shared/graph/graph-messaging-fields.ts';
import { receiveMessaging } from '../shared/graph/graph-messaging-receive.ts';
import { sendMessaging, typingMessaging } from '../shared/graph/graph-messaging-send.ts';
import { textOf } from '../shared/loose-json.ts';
import { FIELDS } from './definition.ts';
import { uploadedFile } from './files.ts';
import { format } from './format.ts';

/** Messenger: what people write to a Facebook page. All that goes out goes through `fetch`. */
export function createMessenger({ fetch }: { readonly fetch: OutsideFetch }): Channel {
  return {
    platform: 'messenger',
    fields: FIELDS,
    rules: MESSAGING_RULES,
    receive: async (delivery, config, now) =>
      receiveMessaging(delivery, config, { platform: 'messenger', account: textOf(config.settings.page_id), now }),
    format,
    send: (to, part, config, speaker) =>
      sendMessaging(to, part, { fetch, fileMessage: uploadedFile(fetch, config), config, speaker }),
    typing: (to, config) => typingMessaging(fetch, to, config),
    fetchFile: (file, config, maxBytes) => fetchMessagingFile(fetch, file, config, maxBytes),
    profile: (person, config) =>
      profileOf(fetch, config, {
        person,
        fields: 'first_name,last_name',
        nameOf: ({ first_name: first, last_name: last }) => `${textOf(first)} ${textOf(last)}`,
      }),
    check: (config) => checkMessaging(fetch, config, { field: 'page_id', path: '/me', fields: 'name' }),
    connect: (config) => connectMessaging(fetch, config, { field: 'page_id' }),
  };
}
