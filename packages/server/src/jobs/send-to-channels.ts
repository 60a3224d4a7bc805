import type { Deps } from '../commands/deps.ts';
import { dropTakenOver } from '../commands/drop-agent-parts.ts';
import { loseParts } from '../commands/lose-parts.ts';
import { putChannelParts } from '../commands/put-channel-parts.ts';
import { sendChannelPart } from '../commands/send-channel-part.ts';
import { type ClaimedPart, claimParts } from '../store/channels/claim-parts.ts';
import { createChannelsThere } from './channels-there.ts';
import { createLogSubscriber, type LogSubscriber, type Pace } from './log-subscriber.ts';

const PACES = {
  pglite: { maxEvents: 48, pollMs: 1_000, restFactor: 1, wakeMs: 20 },
  postgres: { maxEvents: 500, pollMs: 500, restFactor: 1, wakeMs: 10 },
} as const satisfies Record<'pglite' | 'postgres', Pace>;

const SENDING = { maxEvents: 1, pollMs: 1_000, restFactor: 0, wakeMs: 0 };
/** So many calls at once, over all channels and to one of them: a slow one delays no other. */
const LANES = 16;
const PER_CHANNEL = 4;
/** A call has 15 seconds, and a file may be read before. Whoever dies leaves its parts as `unknown` after that. */
const LEASE_MS = 60_000;
const STOP_MS = 5_000;

/** Sends what is said in conversations of channels. Several nodes share the work. */
export function createChannelSender(deps: Deps): LogSubscriber {
  const pace = PACES[deps.database.kind];
  const channels = createChannelsThere(deps);
  let unsubscribe: (() => void) | undefined;
  const running = new Map<ClaimedPart, Promise<void>>();
  const reader = createLogSubscriber(deps, {
    name: 'following channels',
    pace,
    async read() {
      if (!(await channels.any())) return 0;
      const { events, parts, takenOver } = await putChannelParts(deps, pace);
      for (const conversation of takenOver) await dropTakenOver(deps, conversation);
      if (parts > 0) sender.wake();
      return events;
    },
  });
  const sender = createLogSubscriber(deps, { name: 'sending to channels', pace: SENDING, read: claim });

  async function claim(): Promise<number> {
    const room = LANES - running.size;
    if (room <= 0 || !(await channels.any())) return 0;
    const now = deps.clock.now();
    await loseParts(deps);
    const claimed = await claimParts(deps.database.named, {
      now,
      until: new Date(now.getTime() + LEASE_MS),
      limit: room,
      busy: busyChannels(),
    });
    for (const part of claimed) begin(part);
    return Math.min(claimed.length, 1);
  }
  function begin(part: ClaimedPart): void {
    const work = sendChannelPart(deps, part)
      .catch((error) =>
        deps.log.error({ err: error, part: part.id }, 'what came of a message to a channel could not be kept'),
      )
      .finally(() => {
        running.delete(part);
        sender.wake();
      });
    running.set(part, work);
  }
  function busyChannels(): string[] {
    const counts = new Map<string, number>();
    for (const { channel } of running.keys()) counts.set(channel.id, (counts.get(channel.id) ?? 0) + 1);
    return [...counts].flatMap(([id, count]) => (count >= PER_CHANNEL ? [id] : []));
  }
  return {
    start() {
      unsubscribe = channels.onChanged(() => {
        reader.wake();
        sender.wake();
      });
      reader.start();
      sender.start();
    },
    wake: () => reader.wake(),
    async stop() {
      unsubscribe?.();
      await reader.stop();
      await sender.stop();
      await Promise.race([Promise.all(running.values()), deadline(STOP_MS)]);
    },
  };
}

function deadline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
