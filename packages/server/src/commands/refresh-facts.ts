import { lockCursor, moveCursor, readLog } from '../store/events/read-log.ts';
import { refreshFactsOf } from '../store/search/conversation-facts.ts';
import type { Deps } from './deps.ts';

const CURSOR = 'facts';

/**
 * Reads the log on, at most `maxEvents`, and brings up to date what lists filter by beside the rows that it speaks of.
 * Gives how many events it read; 0 too when another node is at it. Its cursor began with the log, so that conversations
 * that are older than their facts have them in the end.
 */
export async function refreshFacts(
  { database }: Pick<Deps, 'database'>,
  { maxEvents }: { readonly maxEvents: number },
): Promise<number> {
  return database.transaction(async (tx) => {
    const cursor = await lockCursor(tx, CURSOR);
    const events = cursor ? await readLog(tx, cursor, maxEvents) : [];
    const last = events.at(-1);
    if (!last) return 0;
    const touched = new Map(
      events.map((event) => [event.conversation_id, { workspaceId: event.workspace_id, id: event.conversation_id }]),
    );
    await refreshFactsOf(tx, [...touched.values()]);
    await moveCursor(tx, CURSOR, last);
    return events.length;
  });
}
