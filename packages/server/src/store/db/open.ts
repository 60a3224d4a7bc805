import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { migrations as released } from '../migrations/index.ts';
import { backupDatabase } from './backup.ts';
import { connectPglite, connectPostgres, type Database } from './database.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { listApplied, listPending, type Migrations, migrate } from './migrator.ts';
import type { PostgresOptions } from './postgres.ts';
import { createFolder } from './template.ts';

export type EmbeddedOptions = {
  /** The data folder; the database lies in `database/` in it. */
  readonly dataDir: string;
  /** Where this server answers, for whoever finds the folder locked. */
  readonly servedAt?: string;
  readonly acquireTimeoutMs?: number;
};

export type OpenOptions = (EmbeddedOptions | PostgresOptions) & {
  /** Ours unless a test brings others. */
  readonly migrations?: Migrations;
  /** False leaves the schema as it is. */
  readonly migrate?: boolean;
};

/**
 * Opens the database and brings its schema up to date. An embedded one is locked for this process (`conflict` if another
 * has it), made from the template if new, and backed up into `backups/` of the data folder before it is migrated.
 * Throws `conflict` if a newer Parley has written it.
 */
export async function openDatabase<S>(options: OpenOptions): Promise<Database<S>> {
  const migrations = options.migrations ?? released;
  if (!('dataDir' in options)) return prepare(await connectPostgres<S>(options), async () => {}, options);

  const lock = lockFolder(options.dataDir, options.servedAt);
  try {
    const folder = join(options.dataDir, 'database');
    if (!existsSync(folder)) await createFolder(folder);
    const database = await connectPglite<S>({ folder, ...pick(options) });
    const backUp = () => backUpBeforeMigration(database, options.dataDir, migrations);
    return unlocking(await prepare(database, backUp, options), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function pick({ acquireTimeoutMs }: EmbeddedOptions): { acquireTimeoutMs?: number } {
  return acquireTimeoutMs === undefined ? {} : { acquireTimeoutMs };
}

async function prepare<S>(database: Database<S>, before: () => Promise<void>, options: OpenOptions) {
  if (options.migrate === false) return database;
  try {
    await before();
    await migrate(database, options.migrations ?? released);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function backUpBeforeMigration<S>(database: Database<S>, dataDir: string, migrations: Migrations): Promise<void> {
  const [next] = await listPending(database.db, migrations);
  if (next === undefined || (await listApplied(database.db)).length === 0) return;
  const folder = join(dataDir, 'backups');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const at = new Date().toISOString().replaceAll(':', '-').slice(0, 19);
  await backupDatabase(database, join(folder, `${at}-before-${next}.jsonl.gz`));
}

function unlocking<S>(database: Database<S>, lock: FolderLock): Database<S> {
  return {
    ...database,
    async close() {
      await database.close();
      lock.release();
    },
  };
}
