import { sql } from 'kysely';
import { vi } from 'vitest';
import type { TestApp } from './app.ts';

/**
 * Has `read` read the log on until the cursor of that name is at its end. On a shared PostgreSQL server that may take a
 * moment: it waits for the transactions of every database there.
 */
export async function readToEnd(
  { database }: Pick<TestApp, 'database'>,
  cursor: string,
  read: () => Promise<unknown>,
): Promise<void> {
  await vi.waitFor(
    async () => {
      await read();
      const { rows } = await sql<{ unread: number }>`
        select count(*)::int as unread from events e
        where not exists (select 1 from log_cursors c where c.name = ${cursor} and (c.xid, c.id) >= (e.xid, e.id))`.execute(
        database.db,
      );
      if (rows[0]?.unread !== 0) throw new Error(`${rows[0]?.unread} events are not read yet by ${cursor}`);
    },
    { timeout: 20_000, interval: 20 },
  );
}
