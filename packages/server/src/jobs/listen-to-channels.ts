import { portOf } from '../commands/channel-access.ts';
import { CHANNELS_CHANGED } from '../commands/create-channel.ts';
import type { Deps } from '../commands/deps.ts';
import { listenToChannel, tellNotListening } from '../commands/listen-to-channel.ts';
import type { StoredChannel } from '../domain/channels/channel-state.ts';
import { endLease, type Lease, listListening, renewLease, takeLease } from '../store/channels/listeners.ts';
import { createLogSubscriber, type LogSubscriber } from './log-subscriber.ts';

const PACE = { maxEvents: 1, pollMs: 5_000, restFactor: 0, wakeMs: 100 };
/** Who dies is followed by another node after so long. */
const LEASE_MS = 20_000;
const FIRST_WAIT_MS = 5_000;
/** A connection that was there for so long has worked: what failed before counts no more. */
const WORKED_MS = 60_000;
const LONGEST_WAIT_MS = 5 * 60_000;

type Held = { readonly channel: StoredChannel; readonly stop: AbortController; readonly work: Promise<void> };

/** Holds the connections of channels open that need one (mailboxes, gateways): each on one node, under a lease. */
export function createChannelListener(deps: Deps): LogSubscriber {
  const held = new Map<string, Held>();
  const { database, clock, nodeId: node } = deps;
  const platforms = [...deps.channels].flatMap(([platform, { listen }]) => (listen ? [platform] : []));
  const until = (ms: number) => new Date(clock.now().getTime() + ms);
  let unsubscribe: (() => void) | undefined;
  const subscriber = createLogSubscriber(deps, { name: 'listening to channels', pace: PACE, read: look });

  async function look(): Promise<number> {
    const wanted = new Map(
      (await listListening(database.named, platforms)).filter(listens).map((each) => [each.id, each]),
    );
    for (const [id, { channel, stop }] of held) {
      const now = wanted.get(id);
      const isSame = now?.updatedAt.getTime() === channel.updatedAt.getTime();
      const isOurs = isSame && (await renewLease(database.named, { channelId: id, node, until: until(LEASE_MS) }));
      if (!isOurs) stop.abort();
    }
    for (const channel of wanted.values()) {
      if (held.has(channel.id)) continue;
      const at = { channelId: channel.id, node, now: clock.now(), until: until(LEASE_MS) };
      const lease = await takeLease(database.named, at);
      if (lease) hold(channel, lease);
    }
    return 0;
  }
  function listens(channel: StoredChannel): boolean {
    const { port, config } = portOf(deps, channel);
    return port.listens?.(config) ?? port.listen !== undefined;
  }
  function hold(channel: StoredChannel, lease: Lease): void {
    const stop = new AbortController();
    const begunMs = clock.monotonicMs();
    const work = listenToChannel(deps, channel, { lease, signal: stop.signal })
      .then(() => null)
      .catch((error: unknown) => error)
      .then((error) => {
        const failures = clock.monotonicMs() - begunMs >= WORKED_MS ? 0 : lease.failures;
        return ended(channel, failures, stop.signal.aborted ? null : (error ?? new Error('the connection ended')));
      })
      .catch((error: unknown) => deps.log.error({ err: error, channel: channel.id }, 'a channel could not be let go'))
      .finally(() => {
        held.delete(channel.id);
        subscriber.wake();
      });
    held.set(channel.id, { channel, stop, work });
  }
  async function ended(channel: StoredChannel, before: number, error: unknown): Promise<void> {
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** before, LONGEST_WAIT_MS);
    const failures = error ? before + 1 : 0;
    await endLease(database.named, { channelId: channel.id, node, retryAt: error ? until(waitMs) : null, failures });
    if (error) await tellNotListening(deps, channel, { error, failures });
  }
  return {
    start() {
      if (platforms.length === 0) return;
      unsubscribe = deps.bus.subscribe(CHANNELS_CHANGED, () => subscriber.wake());
      subscriber.start();
    },
    wake: () => {},
    async stop() {
      unsubscribe?.();
      await subscriber.stop();
      for (const { stop } of held.values()) stop.abort();
      await Promise.all([...held.values()].map(({ work }) => work));
    },
  };
}
