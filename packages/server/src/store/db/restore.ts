import { AppError } from '@parley/protocol';
import { sql } from 'kysely';
import { migrations as released } from '../migrations/index.ts';
import { listTables, type PendingJob, type Sequence, type Table, type TableColumn } from './backup-format.ts';
import type { Database, Tx } from './database.ts';
import { listApplied, listPending, type Migrations, runMigrations } from './migrator.ts';
import { isEnd, isJob, isSequences, isTableStart, readHeader, readLines } from './read-backup.ts';

export type RestoreOptions = {
  /** Deletes what is there. Without it a database with rows is refused. */
  readonly force?: boolean;
  /**
   * Is given each job that had not run. To be sent to the queue afterwards when an installation moves; not when it is
   * set back to an older state, because then these jobs have run meanwhile. They are dropped unless this is given.
   */
  readonly onJob?: (job: PendingJob) => void;
  readonly migrations?: Migrations;
};

/** Rows go in together up to this size. */
const BATCH_CHARACTERS = 1024 * 1024;

/**
 * Fills a database from a backup and gives the number of rows: all or nothing, in one transaction. A backup of an older
 * schema is loaded into that schema and then migrated. Throws `conflict` when the database has rows (unless forced) or
 * the backup is of a newer Parley, `bad_request` when the file is no whole backup.
 */
export async function restoreDatabase<S>(
  database: Database<S>,
  fromFile: string,
  options: RestoreOptions = {},
): Promise<number> {
  const migrations = options.migrations ?? released;
  const reader = readLines(fromFile);
  try {
    return await restoreLines(database, reader, { ...options, migrations });
  } finally {
    await reader.return(undefined);
  }
}

async function restoreLines<S>(
  database: Database<S>,
  reader: AsyncGenerator<unknown>,
  options: RestoreOptions & { migrations: Migrations },
): Promise<number> {
  const { migrations } = options;
  const header = readHeader(await reader.next());
  if (!(header.version in migrations)) throw new AppError('conflict', newer(header.version));
  await listPending(database.db, migrations);

  const rows = await database.transaction(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
    await empty(tx, options.force ?? false);
    await ensureVersion(tx, migrations, header.version);
    const count = await withoutForeignKeys(tx, () => fill(tx, reader, options.onJob));
    await runMigrations(tx, migrations);
    return count;
  });
  database.forgetStatements();
  return rows;
}

async function empty<S>(tx: Tx<S>, force: boolean): Promise<void> {
  const filled: string[] = [];
  for (const { name } of await listTables(tx)) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(tx);
    if (rows.length > 0) filled.push(name);
  }
  if (filled.length === 0) return;
  if (!force) throw new AppError('conflict', `The database is not empty (${filled.slice(0, 3).join(', ')} have rows).`);
  await sql`truncate ${sql.join(filled.map((name) => sql.table(name)))} restart identity cascade`.execute(tx);
  const { rows } = await sql<{ found: boolean }>`select to_regclass('pgboss.job') is not null as found`.execute(tx);
  if (rows[0]?.found) await sql`delete from pgboss.job`.execute(tx);
}

/** Migrations go forward only: a later schema (without rows by now) is dropped and made again up to the version. */
async function ensureVersion<S>(tx: Tx<S>, migrations: Migrations, version: string): Promise<void> {
  const applied = await listApplied(tx);
  if (applied.at(-1) === version) return;
  if (applied.length > 0 && applied.includes(version)) {
    const { rows } = await sql<{
      name: string;
    }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(tx);
    await sql`drop table ${sql.join(rows.map(({ name }) => sql.table(name)))} cascade`.execute(tx);
  }
  await runMigrations(tx, migrations, version);
}

/**
 * Tables come in the order of their names, not of their references. Checking is put off to the end, which the owner may
 * do; switching the checks off would need a superuser.
 */
async function withoutForeignKeys<S, T>(tx: Tx<S>, work: () => Promise<T>): Promise<T> {
  const { rows: keys } = await sql<{ on_table: string; name: string }>`
    select conrelid::regclass::text as on_table, quote_ident(conname) as name from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable and conparentid = 0`.execute(
    tx,
  );
  const alter = async (how: string) => {
    for (const key of keys) {
      await sql.raw(`alter table ${key.on_table} alter constraint ${key.name} ${how}`).execute(tx);
    }
  };
  await alter('deferrable initially deferred');
  const result = await work();
  await sql`set constraints all immediate`.execute(tx);
  await alter('not deferrable');
  return result;
}

async function fill<S>(tx: Tx<S>, reader: AsyncGenerator<unknown>, onJob: RestoreOptions['onJob']): Promise<number> {
  const tables = new Map((await listTables(tx)).map((table) => [table.name, table]));
  let batch = createBatch();
  let count = 0;
  let isWhole = false;
  for await (const line of reader) {
    if (Array.isArray(line)) {
      count += 1;
      if (batch.add(line) > BATCH_CHARACTERS) await batch.flush(tx);
      continue;
    }
    await batch.flush(tx);
    if (isTableStart(line)) batch = createBatch(matching(tables.get(line.table), line.columns, line.table));
    else if (isJob(line)) onJob?.(line.job);
    else if (isSequences(line)) await setSequences(tx, line.sequences);
    else if (isEnd(line)) isWhole = true;
  }
  if (!isWhole) throw new AppError('bad_request', 'The backup is cut off; nothing was restored.');
  return count;
}

function createBatch(table?: Table) {
  let rows: unknown[][] = [];
  let size = 0;
  return {
    /** Gives how many characters are waiting. */
    add(row: unknown[]): number {
      rows.push(row);
      for (const value of row) size += typeof value === 'string' ? value.length : 4;
      return size;
    },
    async flush<S>(tx: Tx<S>): Promise<void> {
      if (rows.length > 0 && table) await insertRows(tx, table, rows);
      rows = [];
      size = 0;
    },
  };
}

async function insertRows<S>(tx: Tx<S>, table: Table, rows: unknown[][]): Promise<void> {
  const names = sql.join(table.columns.map((column) => sql.ref(column.name)));
  const values = sql.join(table.columns.map((column, i) => restored(column, i)));
  await sql`insert into ${sql.table(table.name)} (${names}) overriding system value
    select ${values} from json_array_elements(${JSON.stringify(rows)}::text::json) as line`.execute(tx);
}

function restored(column: TableColumn, index: number) {
  // Transaction ids mean nothing in another database: rows from its future would stay invisible to the event tail.
  if (column.type === 'xid8') return sql`'0'::xid8`;
  return sql.raw(`cast(line ->> ${index} as ${column.type})`);
}

async function setSequences<S>(tx: Tx<S>, sequences: readonly Sequence[]): Promise<void> {
  for (const { name, value } of sequences) {
    await sql`select setval(quote_ident(${name})::regclass, ${value}::bigint)
      where to_regclass(quote_ident(${name})) is not null`.execute(tx);
  }
}

/** The columns of the backup's rows, in their order, with the types that they have here. */
function matching(table: Table | undefined, columns: readonly string[], name: string): Table {
  const found = columns.map((column) => table?.columns.find((each) => each.name === column));
  const known = found.filter((column) => column !== undefined);
  if (known.length < columns.length) throw new AppError('bad_request', `The backup's table ${name} is not known here.`);
  return { name, columns: known };
}

function newer(version: string): string {
  return `The backup was made by a newer Parley (it has the migration ${version}, unknown here). Restore it with that one.`;
}
