import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * How a workspace is analysed, what waits to be analysed, and runs over history. A conversation waits once, however often
 * it is asked for; one that waits for a run too is counted by it when its turn comes.
 */
const statements = [
  `create table analysis_settings (
     workspace_id uuid primary key references workspaces (id) on delete cascade,
     mode text not null, rubric jsonb not null, flag_recipients uuid[] not null, updated_at timestamptz not null)`,
  `create table analysis_queue (
     workspace_id uuid not null, conversation_id uuid not null, due_at timestamptz not null,
     run_id uuid, attempts integer not null default 0, claimed_until timestamptz,
     primary key (workspace_id, conversation_id))`,
  'create index analysis_queue_due on analysis_queue ((run_id is not null), due_at)',
  `create table analysis_runs (
     workspace_id uuid not null, id uuid not null, agent_id uuid, since timestamptz, until timestamptz,
     state text not null, total integer not null, done integer not null default 0, failed integer not null default 0,
     created_by uuid, created_at timestamptz not null, ended_at timestamptz,
     primary key (workspace_id, id))`,
  `insert into log_cursors (name, xid, id) select 'analysis', xid, id from log_cursors where name = 'analytics'`,
];

export const analysis: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
