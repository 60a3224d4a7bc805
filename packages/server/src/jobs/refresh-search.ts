import { analyzeTables } from '../commands/analyze-tables.ts';
import type { Deps } from '../commands/deps.ts';
import { refreshSearch } from '../commands/refresh-search.ts';
import { createLogSubscriber, type LogSubscriber, type Pace } from './log-subscriber.ts';

const PACES = {
  pglite: { maxEvents: 48, pollMs: 5_000, restFactor: 9, wakeMs: 100 },
  postgres: { maxEvents: 500, pollMs: 2_000, restFactor: 5, wakeMs: 100 },
} as const satisfies Record<'pglite' | 'postgres', Pace>;

/** So many events after the start the embedded database is analysed, then each time that half as many more came. */
const ANALYZE_EVENTS = 2_000;

/** Keeps the search documents up to date. On several nodes, whichever holds the cursor does the work. */
export function createSearchRefresher(deps: Pick<Deps, 'database' | 'log' | 'clock'>): LogSubscriber {
  const pace = PACES[deps.database.kind];
  let events = 0;
  let analyzesAt = ANALYZE_EVENTS;
  return createLogSubscriber(deps, {
    name: 'refreshing search',
    pace,
    async read() {
      const count = await refreshSearch(deps, pace);
      events += count;
      if (deps.database.kind === 'pglite' && events >= analyzesAt) {
        analyzesAt = events * 1.5;
        await analyzeTables(deps);
      }
      return count;
    },
  });
}
