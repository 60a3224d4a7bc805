import { AppError } from '@parley/protocol';
import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Database } from './database.ts';

export type Migrations = Readonly<Record<string, Migration>>;

/** Names of the migrations that a database has seen, in order; none if it is new. */
export async function listApplied<S>(db: Kysely<S>): Promise<string[]> {
  const { rows: found } = await sql<{ found: boolean }>`
    select to_regclass('public.kysely_migration') is not null as found`.execute(db);
  if (!found[0]?.found) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}

/** The migrations that are still to be applied. Throws `conflict` if a newer Parley has written this database. */
export async function listPending<S>(db: Kysely<S>, migrations: Migrations): Promise<string[]> {
  const applied = await listApplied(db);
  const unknown = applied.filter((name) => !(name in migrations));
  if (unknown.length > 0) throw new AppError('conflict', tooNew(unknown.at(-1) ?? ''));
  return Object.keys(migrations)
    .sort()
    .filter((name) => !applied.includes(name));
}

/**
 * Applies what is pending, all in one transaction under an advisory lock, so that several nodes may start at once.
 * `until` names the last one to apply.
 */
export async function migrate<S>(database: Database<S>, migrations: Migrations, until?: string): Promise<void> {
  if ((await listPending(database.db, migrations)).length === 0) return;
  // An index on a large table takes longer than any statement of a request may.
  await database.db.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection);
    try {
      await runMigrations(connection, migrations, until);
    } finally {
      await sql`reset statement_timeout`.execute(connection);
    }
  });
  database.forgetStatements();
}

/** The same on a connection or inside a transaction. */
export async function runMigrations<S>(db: Kysely<S>, migrations: Migrations, until?: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = until === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(until);
  if (error !== undefined) throw error;
}

function tooNew(name: string): string {
  return (
    `This database was written by a newer Parley (it has the migration ${name}, unknown here). ` +
    'Start that version again, or restore a backup from before the upgrade.'
  );
}
