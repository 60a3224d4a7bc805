import type { ConversationKey } from '../store/conversations/find-conversation.ts';
import { lockCursor, moveCursor, readLog } from '../store/events/read-log.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

/**
 * Reads the log on from the cursor of that name, at most `maxEvents`, has `take` bring the conversations up to date that it
 * speaks of, and moves the cursor, in one transaction. Gives how many events it read; 0 too when another node is at it.
 */
export async function readLogOn(
  { database }: Pick<Deps, 'database'>,
  { cursor: name, maxEvents }: { readonly cursor: string; readonly maxEvents: number },
  take: (tx: Tx, conversations: readonly ConversationKey[]) => Promise<void>,
): Promise<number> {
  return database.transaction(async (tx) => {
    const cursor = await lockCursor(tx, name);
    const events = cursor ? await readLog(tx, cursor, maxEvents) : [];
    const last = events.at(-1);
    if (!last) return 0;
    // By conversation and not by event: a transaction that began earlier may have appended the later one.
    const touched = new Map(
      events.map((event) => [event.conversation_id, { workspaceId: event.workspace_id, id: event.conversation_id }]),
    );
    await take(tx, [...touched.values()]);
    await moveCursor(tx, name, last);
    return events.length;
  });
}
