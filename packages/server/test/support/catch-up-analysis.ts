import { sql } from 'kysely';
import { vi } from 'vitest';
import { analyseConversations } from '../../src/commands/analyse-conversations.ts';
import { queueForAnalysis } from '../../src/commands/queue-for-analysis.ts';
import type { TestApp } from './app.ts';

const NEVER = new AbortController().signal;

/** Analyses until the whole log was read for it and nothing that is due waits, as the jobs would. */
export async function catchUpAnalysis({ database, parley }: TestApp): Promise<void> {
  await vi.waitFor(
    async () => {
      while ((await queueForAnalysis(parley.deps, { maxEvents: 100, quietMs: 0 })) > 0);
      while ((await analyseConversations(parley.deps, { limit: 8, stopping: NEVER })) > 0);
      const { rows } = await sql<{ unread: number }>`
        select count(*)::int as unread from events e where e.type <> 'conversation.analysed'
          and not exists (select 1 from log_cursors c where c.name = 'analysis' and (c.xid, c.id) >= (e.xid, e.id))`.execute(
        database.db,
      );
      if (rows[0]?.unread !== 0) throw new Error(`${rows[0]?.unread} events are not read for the analysis yet`);
    },
    { timeout: 20_000, interval: 20 },
  );
}
