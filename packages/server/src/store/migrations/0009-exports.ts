import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Exports that were asked for, and which conversations each attempt at one has selected. */
const statements = [
  // `filter` is what was asked for, `selection` how it was understood.
  `create table exports (
     workspace_id uuid not null references workspaces, id uuid not null, agent_id uuid, created_by jsonb not null,
     format text not null, rows text not null, filter jsonb not null, selection jsonb not null,
     state text not null, claim uuid, claimed_until timestamptz, attempts integer not null default 0,
     rows_written bigint not null default 0, rows_total bigint, bytes bigint not null default 0, error text,
     created_at timestamptz not null, ended_at timestamptz, expires_at timestamptz,
     primary key (workspace_id, id))`,
  // What anybody has to do: few at any time, so that looking for work is flat.
  `create index exports_to_write on exports (created_at) where state in ('waiting', 'running')`,
  `create index exports_to_remove on exports (expires_at) where state = 'done'`,

  // In arrays: a row for each conversation would cost most of the time of the statement that selects them.
  `create table export_selections (
     workspace_id uuid not null, id uuid not null, part integer not null,
     ids uuid[] not null, seqs integer[] not null, uptos integer[] not null, created_at timestamptz not null,
     primary key (workspace_id, id, part))`,
];

export const exportTables: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
