import type { JsonObject } from '../../lib/json.ts';
import type { ChannelConfig } from './channel.ts';
import type { StoredChannel } from './channel-state.ts';

/** Where platforms deliver to, below the installation's address. */
export const webhookPath = ({ platform, id }: Pick<StoredChannel, 'platform' | 'id'>): string =>
  `/channels/${platform}/${id}`;

/** A channel as its platform's code gets it; `open` unseals. */
export function channelConfig(
  channel: Pick<StoredChannel, 'id' | 'platform' | 'settings' | 'secrets'>,
  { open, baseUrl }: { readonly open: (sealed: string) => string; readonly baseUrl: string },
): ChannelConfig {
  return {
    id: channel.id,
    settings: channel.settings,
    // We have sealed them ourselves.
    secrets: JSON.parse(open(channel.secrets)) as Record<string, string> & JsonObject,
    webhookUrl: `${baseUrl}${webhookPath(channel)}`,
  };
}
