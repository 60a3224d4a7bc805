import { CHANNELS_CHANGED } from '../commands/create-channel.ts';
import type { Deps } from '../commands/deps.ts';
import { hasChannels } from '../store/channels/log-cursor.ts';

/** How often to look whether there are channels, beside being told of them. */
const LOOK_MS = 5_000;

/** Whether there are channels: an installation without any pays a small question every few seconds, and no more. */
export type ChannelsThere = { any(): Promise<boolean>; onChanged(hear: () => void): () => void };

export function createChannelsThere({ database, bus }: Pick<Deps, 'database' | 'bus'>): ChannelsThere {
  let known = false;
  let lookAtMs = 0;
  return {
    async any() {
      if (performance.now() >= lookAtMs) {
        lookAtMs = performance.now() + LOOK_MS;
        known = await hasChannels(database.db);
      }
      return known;
    },
    onChanged: (hear) =>
      bus.subscribe(CHANNELS_CHANGED, () => {
        lookAtMs = 0;
        hear();
      }),
  };
}
