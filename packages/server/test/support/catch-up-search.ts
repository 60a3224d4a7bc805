import { sql } from 'kysely';
import { vi } from 'vitest';
import { refreshSearch } from '../../src/commands/refresh-search.ts';
import type { TestApp } from './app.ts';

/**
 * Refreshes search until it has read the whole log. On a shared PostgreSQL server that may take a moment: it waits for
 * the transactions of every database there.
 */
export async function catchUpSearch({ database, parley }: TestApp, maxEvents = 100): Promise<void> {
  await vi.waitFor(
    async () => {
      while ((await refreshSearch(parley.deps, { maxEvents })) > 0);
      const { rows } = await sql<{ unread: number }>`
        select count(*)::int as unread from events e
        where not exists (select 1 from log_cursors c where c.name = 'search' and (c.xid, c.id) >= (e.xid, e.id))`.execute(
        database.db,
      );
      if (rows[0]?.unread !== 0) throw new Error(`${rows[0]?.unread} events are not in search yet`);
    },
    { timeout: 20_000, interval: 20 },
  );
}
