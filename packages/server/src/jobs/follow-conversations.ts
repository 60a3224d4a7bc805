import type { Deps } from '../commands/deps.ts';
import { followConversations } from '../commands/follow-conversations.ts';
import { sendAwayMail } from '../commands/send-away-mail.ts';
import { createLogSubscriber, type LogSubscriber, type Pace } from './log-subscriber.ts';

const PACES = {
  pglite: { maxEvents: 48, pollMs: 5_000, restFactor: 9, wakeMs: 500 },
  postgres: { maxEvents: 500, pollMs: 2_000, restFactor: 5, wakeMs: 200 },
} as const satisfies Record<'pglite' | 'postgres', Pace>;

/** Counts conversations and notes what people wrote, at its own cursor of the log. */
export function createConversationFollower(deps: Deps): LogSubscriber {
  const pace = PACES[deps.database.kind];
  return createLogSubscriber(deps, {
    name: 'following conversations',
    pace,
    read: () => followConversations(deps, pace),
  });
}

/** Looks now and then which visitors are away. */
export function createAwayMailer(deps: Deps): Pick<LogSubscriber, 'start' | 'stop'> {
  return createLogSubscriber(deps, {
    name: 'looking for visitors who are away',
    pace: { maxEvents: 1, pollMs: 5_000, restFactor: 1, wakeMs: 0 },
    read: async () => ((await sendAwayMail(deps)) ? 1 : 0),
  });
}
