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
import { linkedFile } from './files.ts';
import { format } from './format.ts';

/** Instagram: what people write to a professional account that is linked to a page. All that goes out goes through `fetch`. */
export function createInstagram({ fetch }: { readonly fetch: OutsideFetch }): Channel {
  const field = 'instagram_account_id';
  return {
    platform: 'instagram',
    fields: FIELDS,
    rules: MESSAGING_RULES,
    receive: async (delivery, config, now) =>
      receiveMessaging(delivery, config, { platform: 'instagram', account: textOf(config.settings[field]), now }),
    format,
    send: (to, part, config, speaker) => sendMessaging(to, part, { fetch, fileMessage: linkedFile, config, speaker }),
    typing: (to, config) => typingMessaging(fetch, to, config),
    fetchFile: (file, config, maxBytes) => fetchMessagingFile(fetch, file, config, maxBytes),
    profile: (person, config) =>
      profileOf(fetch, config, {
        person,
        fields: 'name,username',
        nameOf: ({ name, username }) => textOf(name) || textOf(username),
      }),
    check: (config) => {
      const path = `/${encodeURIComponent(textOf(config.settings[field]))}`;
      return checkMessaging(fetch, config, { field, path, fields: 'name,username' });
    },
    connect: (config) => connectMessaging(fetch, config, { field }),
  };
}
