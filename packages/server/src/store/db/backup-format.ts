import { type Kysely, sql } from 'kysely';

/** Raised when the lines of a backup change in a way that an older Parley cannot read. */
export const FORMAT = 'parley-backup-1';

/** The first line of a backup. */
export type BackupHeader = {
  readonly format: string;
  /** The last migration that the backed up database had. */
  readonly version: string;
  readonly createdAt: string;
};

export type TableColumn = { readonly name: string; readonly type: string };

export type Table = { readonly name: string; readonly columns: readonly TableColumn[] };

export type Sequence = { readonly name: string; readonly value: number };

/** Our tables without Kysely's own, with the columns that are stored (not generated from others). */
export async function listTables<S>(db: Kysely<S>): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not like 'kysely_%'
    group by c.relname order by c.relname`.execute(db);
  return rows;
}

/** Our sequences that have given a number, identity columns included. */
export async function listSequences<S>(db: Kysely<S>): Promise<Sequence[]> {
  const { rows } = await sql<Sequence>`
    select sequencename as name, last_value as value from pg_sequences
    where schemaname = 'public' and last_value is not null order by sequencename`.execute(db);
  return rows;
}

/** A job that had not run when the backup was made. */
export type PendingJob = {
  readonly queue: string;
  readonly data: object | null;
  readonly singletonKey: string | null;
  readonly priority: number;
  readonly startAfter: string;
};
