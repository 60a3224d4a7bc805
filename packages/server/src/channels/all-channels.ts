import type { ChannelPlatform } from '@parley/protocol';
import type { Channel } from '../domain/channels/channel.ts';
import type { OutsideFetch } from '../lib/outside-fetch.ts';
import type { OpenSocket } from '../lib/outside-socket.ts';
import { createDiscord } from './discord/discord.ts';
import { createEmail, type EmailParts } from './email/email.ts';
import { createInstagram } from './instagram/instagram.ts';
import { createMessenger } from './messenger/messenger.ts';
import { createSlack } from './slack/slack.ts';
import { createTelegram } from './telegram/telegram.ts';
import { createWhatsapp } from './whatsapp/whatsapp.ts';

/** What channels are made with. */
export type ChannelParts = EmailParts & {
  /** The guarded client as a `fetch`. */
  readonly fetch: OutsideFetch;
  /** The same for sockets. */
  readonly openSocket: OpenSocket;
};

/** Every platform that this installation can speak to. */
export function createChannels({ fetch, openSocket, ...mail }: ChannelParts): ReadonlyMap<ChannelPlatform, Channel> {
  const all: readonly Channel[] = [
    createEmail(mail),
    createTelegram({ fetch }),
    createSlack({ fetch }),
    createWhatsapp({ fetch }),
    createMessenger({ fetch }),
    createInstagram({ fetch }),
    createDiscord({ fetch, openSocket }),
  ];
  return new Map(all.map((channel) => [channel.platform, channel]));
}
