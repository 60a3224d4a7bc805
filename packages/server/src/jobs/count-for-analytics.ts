import { countForAnalytics } from '../commands/count-for-analytics.ts';
import type { Deps } from '../commands/deps.ts';
import { createLogSubscriber, type LogSubscriber, type Pace } from './log-subscriber.ts';

const PACES = {
  pglite: { maxEvents: 48, pollMs: 5_000, restFactor: 9, wakeMs: 1_000 },
  postgres: { maxEvents: 1_000, pollMs: 2_000, restFactor: 5, wakeMs: 1_000 },
} as const satisfies Record<'pglite' | 'postgres', Pace>;

/** Counts what the log tells for analytics, at its own cursor. */
export function createAnalyticsCounter(deps: Deps): LogSubscriber {
  const pace = PACES[deps.database.kind];
  return createLogSubscriber(deps, {
    name: 'counting for analytics',
    pace,
    read: () => countForAnalytics(deps, pace),
  });
}
