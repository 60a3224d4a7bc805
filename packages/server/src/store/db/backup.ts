import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { AppError } from '@parley/protocol';
import { type RawBuilder, sql } from 'kysely';
import { type BackupHeader, FORMAT, listSequences, listTables, type Table } from './backup-format.ts';
import type { Database, Tx } from './database.ts';
import { listApplied } from './migrator.ts';

/** Rows are fetched in batches of about this size, so that a large table takes no more memory than a small one. */
const BATCH_BYTES = 4 * 1024 * 1024;
const MAX_BATCH_ROWS = 200;
/** Small files may be followed by pieces of large ones, which are 1 MiB each. */
const MAX_BATCH_PIECES = 8;

export type BackupOptions<S> = {
  /** Rows of a table that lie elsewhere than in the database: the text form of each column by its name. */
  readonly more?: (table: string, tx: Tx<S>) => AsyncIterable<Readonly<Record<string, string>>>;
};

/**
 * Writes everything that is ours into one compressed file, as it stood at one moment, and gives the number of rows.
 * Needs no tool on the machine; either database can be restored from it. Of the job queue it has what had not run.
 */
export async function backupDatabase<S>(
  database: Database<S>,
  toFile: string,
  options: BackupOptions<S> = {},
): Promise<number> {
  const partial = `${toFile}.partial`;
  let rows = 0;
  const count = (more: number) => {
    rows += more;
  };
  try {
    await database.transaction(async (tx) => {
      await sql`set transaction isolation level repeatable read, read only`.execute(tx);
      await sql`set local statement_timeout = 0`.execute(tx);
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
      await pipeline(
        Readable.from(lines(tx, { ...options, count })),
        createGzip(),
        createWriteStream(partial, { mode: 0o600 }),
      );
    });
    await rename(partial, toFile);
    return rows;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

type Writing<S> = BackupOptions<S> & { readonly count: (rows: number) => void };

async function* lines<S>(tx: Tx<S>, { count, more }: Writing<S>): AsyncGenerator<string> {
  const version = (await listApplied(tx)).at(-1);
  if (version === undefined) throw new AppError('conflict', 'There is nothing to back up: the database has no schema.');
  const header: BackupHeader = { format: FORMAT, version, createdAt: new Date().toISOString() };
  yield line(header);
  for (const table of await listTables(tx)) {
    yield line({ table: table.name, columns: table.columns.map((column) => column.name) });
    const most = table.columns.some((column) => column.type === 'bytea') ? MAX_BATCH_PIECES : MAX_BATCH_ROWS;
    yield* fetched(tx, { query: rowsOf(table), most, count });
    for await (const row of more?.(table.name, tx) ?? []) {
      count(1);
      yield line(table.columns.map(({ name }) => row[name] ?? null));
    }
  }
  if (await hasQueue(tx)) yield* fetched(tx, { query: pendingJobs, most: MAX_BATCH_ROWS, count: () => {} });
  yield line({ sequences: await listSequences(tx) });
  // Its absence tells a cut file from a whole one.
  yield line({ end: true });
}

/** Each row as an array of PostgreSQL's text forms, which mean the same on each version and machine. */
function rowsOf(table: Table): RawBuilder<unknown> {
  const columns = table.columns.map(({ name }) => sql`${sql.ref(name)}::text`);
  return sql`select json_build_array(${sql.join(columns)})::text as line from ${sql.table(table.name)}`;
}

const pendingJobs = sql`select json_build_object('job', json_build_object('queue', name, 'data', data,
    'singletonKey', singleton_key, 'priority', priority, 'startAfter', start_after))::text as line
  from pgboss.job where state in ('created', 'retry', 'active') and not starts_with(name, '__pgboss')`;

async function hasQueue<S>(tx: Tx<S>): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass('pgboss.job') is not null as found`.execute(tx);
  return rows[0]?.found ?? false;
}

type Fetch = { query: RawBuilder<unknown>; most: number; count: (rows: number) => void };

/** The lines of a query, a batch at a time. */
async function* fetched<S>(tx: Tx<S>, what: Fetch): AsyncGenerator<string> {
  const { query, most, count } = what;
  await sql`declare backup no scroll cursor for ${query}`.execute(tx);
  let limit = MAX_BATCH_PIECES;
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.raw(String(limit))} from backup`.execute(tx);
    if (rows.length === 0) break;
    count(rows.length);
    const text = rows.map((row) => `${row.line}\n`).join('');
    yield text;
    const fitting = Math.floor((BATCH_BYTES / text.length) * rows.length);
    limit = Math.max(1, Math.min(fitting, limit * 4, most));
  }
  await sql`close backup`.execute(tx);
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
