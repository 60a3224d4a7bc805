import type { Deps } from './deps.ts';

/**
 * Lets the embedded database look at what grew. It has no process that does so by itself, and without statistics its
 * planner takes every table for a tiny one.
 */
export async function analyzeTables({ database }: Pick<Deps, 'database'>): Promise<void> {
  for (const table of ['conversation_search', 'conversations', 'messages', 'events']) {
    // A tenth of the usual sample: it says enough of tables that grow evenly, and holds the connection a tenth as long.
    await database.executeSql(`begin; set local default_statistics_target = 10; analyze ${table}; commit`);
  }
}
