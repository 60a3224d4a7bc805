import { attemptDelivery } from '../commands/attempt-delivery.ts';
import type { Deps } from '../commands/deps.ts';
import { type AttemptAt, saveAttempts } from '../commands/save-attempts.ts';
import { ATTEMPT_TIMEOUT_MS } from '../domain/webhook/retry-schedule.ts';
import { type ClaimedDelivery, claimDeliveries, releaseDeliveries } from '../store/webhooks/claim-deliveries.ts';
import { createLogSubscriber, type LogSubscriber } from './log-subscriber.ts';
import { createLanes } from './webhook-lanes.ts';

const PER_ENDPOINT = 4;
/** Some more are claimed than run, so that a lane that becomes free has work at once. */
const CLAIMED_PER_ENDPOINT = 12;
const CLAIMED_AT_ONCE = 400;
const TOTAL = { pglite: 64, postgres: 256 } as const;
/** Whoever dies holds its deliveries up no longer than this; what waited too long in a lane is given back unsent. */
const LEASE_MS = 3 * ATTEMPT_TIMEOUT_MS;
const SAVED_AT_ONCE = 200;
/** How long a server that stops waits for receivers. */
const STOP_MS = 3_000;

const PACES = {
  pglite: { maxEvents: 1, pollMs: 2_000, restFactor: 1, wakeMs: 20 },
  postgres: { maxEvents: 1, pollMs: 1_000, restFactor: 1, wakeMs: 5 },
} as const;

/** Sends what is due, each endpoint in lanes of its own, and keeps what came of it. Several nodes share the work. */
export function createWebhookSender(deps: Deps): LogSubscriber {
  const { database, clock, ids, log } = deps;
  const results: AttemptAt[] = [];
  let saving: Promise<void> | undefined;
  let isStopped = false;

  const lanes = createLanes({
    perEndpoint: PER_ENDPOINT,
    total: TOTAL[database.kind],
    run,
    onRoom: () => sender.wake(),
  });
  const sender = createLogSubscriber(deps, { name: 'sending webhooks', pace: PACES[database.kind], read: claim });

  async function claim(): Promise<number> {
    const now = clock.now();
    const claimed = await claimDeliveries(database.named, {
      claim: ids.uuid(),
      now,
      until: new Date(now.getTime() + LEASE_MS),
      perEndpoint: CLAIMED_PER_ENDPOINT,
      underWay: lanes.underWay(),
      limit: CLAIMED_AT_ONCE,
    });
    lanes.add(claimed);
    return Math.min(claimed.length, 1);
  }
  async function run(delivery: ClaimedDelivery): Promise<void> {
    const left = delivery.claimedUntil.getTime() - clock.now().getTime();
    // Nearly somebody else's: it would be sent twice.
    if (left < ATTEMPT_TIMEOUT_MS) return;
    try {
      results.push({ delivery, attempt: await attemptDelivery(deps, delivery) });
      saving ??= save();
    } catch (error) {
      log.error({ err: error, delivery: delivery.id }, 'a webhook could not be sent');
    }
  }
  /** Results that come together are saved together. */
  async function save(): Promise<void> {
    while (results.length > 0 && !isStopped) {
      try {
        const opened = await saveAttempts(deps, results.splice(0, SAVED_AT_ONCE));
        for (const endpointId of opened) await giveBack(lanes.drop(endpointId));
      } catch (error) {
        // They are sent again when their claim ends: twice is better than never.
        log.error({ err: error }, 'results of webhooks could not be saved');
      }
    }
    saving = undefined;
  }
  async function giveBack(deliveries: readonly ClaimedDelivery[]): Promise<void> {
    if (deliveries.length > 0) await releaseDeliveries(database.named, deliveries, clock.now());
  }
  return {
    start: () => sender.start(),
    wake: () => sender.wake(),
    async stop() {
      await sender.stop();
      await giveBack(lanes.drop()).catch((error) => log.error({ err: error }, 'webhooks could not be given back'));
      await Promise.race([lanes.idle().then(() => saving), deadline(STOP_MS)]);
      // What is cut off from here on did not fail for a reason of the receiver's.
      isStopped = true;
      await saving;
    },
  };
}

function deadline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
