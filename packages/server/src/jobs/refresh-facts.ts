import type { Deps } from '../commands/deps.ts';
import { refreshFacts } from '../commands/refresh-facts.ts';
import { createLogSubscriber, type LogSubscriber, type Pace } from './log-subscriber.ts';

const PACES = {
  pglite: { maxEvents: 48, pollMs: 5_000, restFactor: 9, wakeMs: 300 },
  postgres: { maxEvents: 500, pollMs: 2_000, restFactor: 5, wakeMs: 200 },
} as const satisfies Record<'pglite' | 'postgres', Pace>;

/** Keeps what lists filter by up to date. On several nodes, whichever holds the cursor does the work. */
export function createFactsRefresher(deps: Pick<Deps, 'database' | 'log' | 'clock'>): LogSubscriber {
  const pace = PACES[deps.database.kind];
  return createLogSubscriber(deps, { name: 'refreshing facts', pace, read: () => refreshFacts(deps, pace) });
}
