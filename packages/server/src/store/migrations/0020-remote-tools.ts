import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What remote MCP servers have told of their tools. In a table of its own: nodes of the version before select all of `ai_actions`. */
const statements = [
  `create table ai_action_tools (
     action_id uuid primary key references ai_actions on delete cascade, tools jsonb not null, listed_at timestamptz not null)`,
  'alter table action_calls add column tool text',
];

export const remoteTools: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
