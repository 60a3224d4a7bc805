import { countEvents } from '../domain/analytics/count-events.ts';
import { findUncounted, saveCounted } from '../store/analytics/count-log.ts';
import { lockCursor, moveCursor, readLog } from '../store/events/read-log.ts';
import type { Deps } from './deps.ts';

const CURSOR = 'analytics';

/**
 * Reads the log on, at most `maxEvents`, and counts what it tells for analytics, in one transaction with the cursor.
 * Gives how many events it read; 0 too when another node is at it.
 */
export async function countForAnalytics(
  { database }: Pick<Deps, 'database'>,
  { maxEvents }: { readonly maxEvents: number },
): Promise<number> {
  return database.transaction(async (tx) => {
    const cursor = await lockCursor(tx, CURSOR);
    const logged = cursor ? await readLog(tx, cursor, maxEvents) : [];
    const last = logged.at(-1);
    if (!last) return 0;
    const touched = new Map(
      logged.map((event) => [event.conversation_id, { workspaceId: event.workspace_id, id: event.conversation_id }]),
    );
    const uncounted = await findUncounted(tx, [...touched.values()]);
    await saveCounted(
      tx,
      uncounted.map((conversation) => ({
        ...conversation,
        counted: countEvents(conversation.latest, conversation.events),
      })),
    );
    await moveCursor(tx, CURSOR, last);
    return logged.length;
  });
}
