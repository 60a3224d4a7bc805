import type { Channel } from '../../domain/channels/channel.ts';
import type { OutsideFetch } from '../../lib/outside-fetch.ts';
import type { OpenSocket } from '../../lib/outside-socket.ts';
import { call } from './call.ts';
import { check, connect } from './check.ts';
import { appOf, DISCORD_FIELDS, DISCORD_RULES } from './definition.ts';
import { fetchFile } from './files.ts';
import { listen } from './gateway/listen.ts';
import { receive } from './incoming/receive.ts';
import { format } from './outgoing/format.ts';
import { send } from './outgoing/send.ts';

type Parts = {
  readonly fetch: OutsideFetch;
  /** For the gateway, by which messages come. Without it only commands are heard. */
  readonly openSocket?: OpenSocket;
  readonly now?: () => Date;
};

/** Discord, over its API, interactions and gateway. All calls go through what is given. */
export function createDiscord({ fetch, openSocket, now = () => new Date() }: Parts): Channel {
  return {
    platform: 'discord',
    fields: DISCORD_FIELDS,
    rules: DISCORD_RULES,
    receive: async (delivery, config, at) => receive(delivery, config, at),
    format,
    send: (to, part, config, speaker) => send(to, part, appOf(config), speaker, { fetch, now }),
    async typing(to, config) {
      const { channelId } = to.reply;
      const channel = typeof channelId === 'string' ? channelId : (to.thread.split(':')[0] ?? to.thread);
      await call(appOf(config), fetch, { method: 'POST', path: `/channels/${channel}/typing` });
    },
    fetchFile: (file, config, maxBytes) => fetchFile(file, appOf(config), maxBytes, fetch),
    check: (config) => check(config, fetch),
    connect: (config) => connect(config, fetch),
    ...(openSocket
      ? {
          listen: (config, listening) => listen(config, listening, { fetch, openSocket }),
          listens: (config) => appOf(config).hears,
        }
      : {}),
  };
}
