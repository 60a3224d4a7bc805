import { expect } from 'vitest';
import { followConversations } from '../../src/commands/follow-conversations.ts';
import type { TestApp } from './app.ts';

/** Lets the follower of conversations read the log to its end: on a busy PostgreSQL others hold it back at times. */
export async function followLog({ parley, database }: TestApp): Promise<void> {
  const isDone = async () => {
    while ((await followConversations(parley.deps, { maxEvents: 1_000 })) > 0);
    const { rows } = await database.executeSql(
      `select count(*)::int as unread from events e left join log_cursors c on c.name = 'conversations'
       where c.name is null or (e.xid, e.id) > (c.xid, c.id)`,
    );
    return (rows[0] as { unread: number }).unread;
  };
  await expect.poll(isDone, { timeout: 30_000 }).toBe(0);
}
