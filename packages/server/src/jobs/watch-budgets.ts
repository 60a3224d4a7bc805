import type { Deps } from '../commands/deps.ts';
import { BUDGETS_CHANNEL } from '../commands/watch-budgets.ts';
import { createLogSubscriber, type LogSubscriber } from './log-subscriber.ts';

/** Other nodes take of the same budgets; the embedded database has no others. */
const POLL_MS = { postgres: 5_000, pglite: 30_000 } as const;

/** Counts budgets anew now and then, and at once when one is changed or a turn brings one to its limit. */
export function createBudgetCounter(deps: Deps): Pick<LogSubscriber, 'start' | 'stop'> {
  const { budgets, bus, database } = deps;
  const counter = createLogSubscriber(deps, {
    name: 'counting budgets',
    pace: { maxEvents: 1, pollMs: POLL_MS[database.kind], restFactor: 1, wakeMs: 0 },
    read: async () => {
      await budgets.refresh();
      return 0;
    },
  });
  const forget = bus.subscribe(BUDGETS_CHANNEL, () => counter.wake());
  budgets.onCrossed(() => counter.wake());
  return {
    start: counter.start,
    async stop() {
      forget();
      await counter.stop();
    },
  };
}
