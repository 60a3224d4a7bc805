import { sql } from 'kysely';
import { vi } from 'vitest';
import { refreshFacts } from '../../src/commands/refresh-facts.ts';
import { refreshFactsOf } from '../../src/store/search/conversation-facts.ts';
import type { TestApp } from './app.ts';

/** Brings the facts of everything that is stored up to date, whether the log speaks of it or not. */
export async function factsOfAll({ database }: TestApp): Promise<void> {
  const rows = await database.db.selectFrom('conversations').select(['workspace_id', 'id']).execute();
  const keys = rows.map(({ workspace_id: workspaceId, id }) => ({ workspaceId, id }));
  await database.transaction((tx) => refreshFactsOf(tx, keys));
}

/**
 * Refreshes facts until the whole log is read. On a shared PostgreSQL server that may take a moment: it waits for the
 * transactions of every database there.
 */
export async function catchUpFacts({ database, parley }: TestApp, maxEvents = 100): Promise<void> {
  await vi.waitFor(
    async () => {
      while ((await refreshFacts(parley.deps, { maxEvents })) > 0);
      const { rows } = await sql<{ unread: number }>`
        select count(*)::int as unread from events e
        where not exists (select 1 from log_cursors c where c.name = 'facts' and (c.xid, c.id) >= (e.xid, e.id))`.execute(
        database.db,
      );
      if (rows[0]?.unread !== 0) throw new Error(`${rows[0]?.unread} events are not in the facts yet`);
    },
    { timeout: 20_000, interval: 20 },
  );
}
