import { AppError } from '@parley/protocol';
import { createRedactor } from '../domain/actions/redact.ts';
import type { Channel, ChannelConfig } from '../domain/channels/channel.ts';
import { channelConfig } from '../domain/channels/channel-config.ts';
import type { StoredChannel } from '../domain/channels/channel-state.ts';
import { storableText } from '../lib/storable-text.ts';
import type { Agent } from '../store/agents/find-access.ts';
import type { OpenedChannel } from '../store/channels/open-channel.ts';
import type { Deps } from './deps.ts';

/** A channel that can be spoken through. */
export type ChannelAccess = {
  readonly channel: StoredChannel;
  readonly agent: Agent;
  readonly quietMs: number;
  readonly port: Channel;
  readonly config: ChannelConfig;
};

type AccessDeps = Pick<Deps, 'channels' | 'secrets' | 'baseUrl'>;

/** The code and the configuration of a channel, its secrets in plain text. Throws `unavailable` for a platform that is not here. */
export function portOf(deps: AccessDeps, channel: StoredChannel): Pick<ChannelAccess, 'port' | 'config'> {
  const port = deps.channels.get(channel.platform);
  if (!port) throw new AppError('unavailable', `This installation does not speak to ${channel.platform}.`);
  return { port, config: channelConfig(channel, { open: deps.secrets.open, baseUrl: deps.baseUrl() }) };
}

/** The same with the channel and its agent. */
export const accessTo = (deps: AccessDeps, { channel, agent, quietMs }: OpenedChannel): ChannelAccess => ({
  channel,
  agent,
  quietMs,
  ...portOf(deps, channel),
});

const DETAIL_MAX = 500;

/** What a platform, or its code, says of a failure, fit to be kept and shown: without the channel's secrets, which it may repeat. */
export function fitToTell({ secrets }: Pick<ChannelConfig, 'secrets'>, said: unknown): string {
  const text = said instanceof Error ? said.message : String(said);
  return createRedactor(new Map(Object.entries(secrets)))
    .text(storableText(text))
    .slice(0, DETAIL_MAX);
}
