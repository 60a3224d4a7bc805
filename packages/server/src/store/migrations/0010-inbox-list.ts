import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The conversation list of the inbox: the analysis in the row, what it filters by beside the row, and saved views. */
const statements = [
  // At the end, as `jsonb_populate_record` fills it; null until a conversation is analysed.
  'alter table conversations add column analysis jsonb',

  // All that people have or are asked for and that has not ended: however many conversations there are, these are few.
  `create index conversations_for_people on conversations (workspace_id, last_message_at desc, id desc)
     include (driver, assigned_to, priority)
     where progress = 'open' and (driver <> 'ai' or assigned_to is not null)
       and source not in ('preview', 'simulation')`,
  `create index flagged_conversations on conversations (workspace_id, last_message_at desc, id desc)
     where analysis ->> 'is_flagged' = 'true' and source not in ('preview', 'simulation')`,

  // Beside the row: each message rewrites that with an entry in each of its indexes, and these change hardly ever.
  `create table conversation_facts (
     workspace_id uuid not null, conversation_id uuid not null, facts text[] not null, metadata jsonb not null,
     visitor text not null, title text not null, url text, primary key (workspace_id, conversation_id))`,
  `create index conversations_by_fact on conversation_facts
     using gin (workspace_id, facts, metadata jsonb_path_ops, visitor gin_trgm_ops,
       title gin_trgm_ops, url gin_trgm_ops)
     with (gin_pending_list_limit = 256)`,

  `create table inbox_views (
     workspace_id uuid not null references workspaces, id uuid not null, created_by uuid not null, name text not null,
     filter jsonb not null, sort text not null, shared boolean not null, position integer not null,
     created_at timestamptz not null, updated_at timestamptz not null, primary key (workspace_id, id))`,
];

export const inboxList: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
