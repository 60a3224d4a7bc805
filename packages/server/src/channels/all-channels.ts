import type { ChannelPlatform } from '@parley/protocol';
import type { Channel } from '../domain/channels/channel.ts';
import type { OutsideFetch } from '../lib/outside-fetch.ts';
import { createSlack } from './slack/slack.ts';
import { createWhatsapp } from './whatsapp/whatsapp.ts';

/** What channels are made with. */
export type ChannelParts = {
  /** The guarded client as a `fetch`. */
  readonly fetch: OutsideFetch;
};

/** Every platform that this installation can speak to. */
export function createChannels({ fetch }: ChannelParts): ReadonlyMap<ChannelPlatform, Channel> {
  const all: readonly Channel[] = [createSlack({ fetch }), createWhatsapp({ fetch })];
  return new Map(all.map((channel) => [channel.platform, channel]));
}
