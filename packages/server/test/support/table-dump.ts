import type { Database } from '../../src/store/db/database.ts';

/** Tables that live their own life beside requests. */
const LIVELY = new Set(['nodes', 'conversation_search', 'log_cursors', 'knowledge_indexes']);

/** Every row of every table of ours, as text in a fixed order: two dumps are equal when nothing has changed. */
export async function dumpTables<S>(database: Database<S>): Promise<ReadonlyMap<string, readonly string[]>> {
  const dump = new Map<string, string[]>();
  for (const name of await dumpNames(database)) {
    const { rows } = await database.executeSql(`select t::text as row from ${name} t order by 1`);
    dump.set(
      name,
      (rows as { row: string }[]).map(({ row }) => row),
    );
  }
  return dump;
}

/** The same without what may change by itself. */
export async function dumpState<S>(database: Database<S>): Promise<ReadonlyMap<string, readonly string[]>> {
  return new Map([...(await dumpTables(database))].filter(([name]) => !LIVELY.has(name)));
}

/**
 * A short text that differs when any row of ours does: cheap enough to be taken after every request. `without` names
 * tables that are left out.
 */
export async function fingerprint<S>(database: Database<S>, without: readonly string[] = []): Promise<string> {
  const names = [...(await dumpNames(database))].filter((name) => !LIVELY.has(name) && !without.includes(name));
  const parts = names.map(
    (name) =>
      `select '${name}' as n, count(*) as c, sum(hashtext((to_jsonb(t) - 'last_used_at')::text)) as h from ${name} t`,
  );
  const { rows } = await database.executeSql(parts.join(' union all '));
  return JSON.stringify(rows);
}

async function dumpNames<S>(database: Database<S>): Promise<string[]> {
  const { rows } = await database.executeSql(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely_%' order by 1",
  );
  return (rows as { name: string }[]).map(({ name }) => name);
}
