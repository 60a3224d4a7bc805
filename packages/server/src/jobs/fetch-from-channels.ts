import { askChannelProfile } from '../commands/ask-channel-profile.ts';
import type { Deps } from '../commands/deps.ts';
import { fetchChannelFile } from '../commands/fetch-channel-file.ts';
import { createChannelsThere } from './channels-there.ts';
import { createLogSubscriber, type LogSubscriber } from './log-subscriber.ts';

const PACE = { maxEvents: 1, pollMs: 2_000, restFactor: 0, wakeMs: 50 };
const FILE_LANES = 2;

/** Fetches what messages from channels have only named: files, and who wrote. Several nodes share the work. */
export function createChannelFetcher(deps: Deps): LogSubscriber {
  const channels = createChannelsThere(deps);
  const lane = (name: string, step: (deps: Deps) => Promise<boolean>) =>
    createLogSubscriber(deps, {
      name,
      pace: PACE,
      read: async () => ((await channels.any()) && (await step(deps)) ? 1 : 0),
    });
  const lanes = [
    ...Array.from({ length: FILE_LANES }, () => lane('fetching files of visitors', fetchChannelFile)),
    lane('asking who visitors are', askChannelProfile),
  ];
  return {
    start() {
      for (const each of lanes) each.start();
    },
    wake() {
      for (const each of lanes) each.wake();
    },
    async stop() {
      await Promise.all(lanes.map((each) => each.stop()));
    },
  };
}
