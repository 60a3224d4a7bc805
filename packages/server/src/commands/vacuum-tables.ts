import type { Deps } from './deps.ts';

/** Every table that turns rewrite: their old row versions are what grows. */
const REWRITTEN = [
  'conversations',
  'conversation_search',
  'log_cursors',
  'idempotency_keys',
  'agents',
  'analytics_cases',
  'analytics_messages',
  'pgboss.job',
];

/**
 * Gives the space of old row versions back in the embedded database, which has no autovacuum; PostgreSQL looks after
 * itself. One table at a time, because each holds the one connection while it lasts.
 */
export async function vacuumTables({ database }: Pick<Deps, 'database'>): Promise<void> {
  if (database.kind !== 'pglite') return;
  for (const table of REWRITTEN) await database.executeSql(`vacuum ${table}`);
}
