import type { Deps } from '../commands/deps.ts';
import { followHandOffs } from '../commands/follow-hand-offs.ts';
import { summariseHandOff } from '../commands/summarise-hand-off.ts';
import { createLogSubscriber, type LogSubscriber, type Pace } from './log-subscriber.ts';

const PACES = {
  pglite: { maxEvents: 48, pollMs: 5_000, restFactor: 9, wakeMs: 500 },
  postgres: { maxEvents: 500, pollMs: 2_000, restFactor: 5, wakeMs: 200 },
} as const satisfies Record<'pglite' | 'postgres', Pace>;

/** Tells operators of hand-offs, at its own cursor of the log. */
export function createHandOffFollower(deps: Deps): LogSubscriber {
  const pace = PACES[deps.database.kind];
  return createLogSubscriber(deps, { name: 'following hand-offs', pace, read: () => followHandOffs(deps, pace) });
}

/** Writes the summaries of hand-offs. */
export function createHandOffSummariser(deps: Deps): Pick<LogSubscriber, 'start' | 'stop'> {
  return createLogSubscriber(deps, {
    name: 'summarising hand-offs',
    pace: { maxEvents: 1, pollMs: 2_000, restFactor: 1, wakeMs: 0 },
    read: async () => ((await summariseHandOff(deps)) ? 1 : 0),
  });
}
