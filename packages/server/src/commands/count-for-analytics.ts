import { countEvents } from '../domain/analytics/count-events.ts';
import { findUncounted, saveCounted } from '../store/analytics/count-log.ts';
import type { Deps } from './deps.ts';
import { readLogOn } from './read-log-on.ts';

const CURSOR = 'analytics';

/** Reads the log on, at most `maxEvents`, and counts what it tells for analytics. Gives how many events it read. */
export const countForAnalytics = (
  deps: Pick<Deps, 'database'>,
  { maxEvents }: { readonly maxEvents: number },
): Promise<number> =>
  readLogOn(deps, { cursor: CURSOR, maxEvents }, async (tx, conversations) => {
    const uncounted = await findUncounted(tx, conversations);
    await saveCounted(
      tx,
      uncounted.map((conversation) => ({
        ...conversation,
        counted: countEvents(conversation.latest, conversation.events),
      })),
    );
  });
