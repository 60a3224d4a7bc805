import { WEBHOOK_CHANNEL } from '../commands/create-webhook.ts';
import type { Deps } from '../commands/deps.ts';
import { fanOutWebhooks } from '../commands/fan-out-webhooks.ts';
import { advanceRedeliveries } from '../commands/redeliver-webhooks.ts';
import { hasListeners } from '../store/webhooks/endpoint-cursors.ts';
import { createLogSubscriber, type LogSubscriber, type Pace } from './log-subscriber.ts';
import { createWebhookSender } from './send-webhooks.ts';

const PACES = {
  pglite: { maxEvents: 24, pollMs: 2_000, restFactor: 2, wakeMs: 50 },
  postgres: { maxEvents: 500, pollMs: 1_000, restFactor: 1, wakeMs: 20 },
} as const satisfies Record<'pglite' | 'postgres', Pace>;

/** How often to look whether there are endpoints, beside being told of them. */
const LOOK_MS = 5_000;

/** Tells endpoints what happens. An installation without any pays a small question every few seconds. */
export function createWebhooks(deps: Deps): LogSubscriber {
  const pace = PACES[deps.database.kind];
  const sender = createWebhookSender(deps);
  let isNeeded = false;
  let lookAtMs = 0;
  let unsubscribe: (() => void) | undefined;

  const reader = createLogSubscriber(deps, {
    name: 'following webhooks',
    pace,
    async read() {
      if (performance.now() >= lookAtMs) {
        isNeeded = await hasListeners(deps.database.db);
        lookAtMs = performance.now() + LOOK_MS;
      }
      if (!isNeeded) return 0;
      const { events, deliveries } = await fanOutWebhooks(deps, pace);
      const again = await advanceRedeliveries(deps);
      if (deliveries + again > 0) sender.wake();
      return events;
    },
  });
  return {
    start() {
      unsubscribe = deps.bus.subscribe(WEBHOOK_CHANNEL, () => {
        lookAtMs = 0;
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
    },
  };
}
