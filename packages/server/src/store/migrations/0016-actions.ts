import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What agents may do in other systems, the secrets they do it with, and what they did. */
const statements = [
  'alter table agents add column next_action integer not null default 1',
  `create table ai_actions (
     workspace_id uuid not null, agent_id uuid not null references agents, id uuid primary key,
     number integer not null, type text not null, name text not null, tool_name text not null,
     description text not null, is_active boolean not null, was_complete boolean not null, icon text, icon_color text,
     definition jsonb not null, created_at timestamptz not null, updated_at timestamptz not null,
     unique (agent_id, number))`,
  'create unique index ai_actions_by_tool on ai_actions (agent_id, lower(tool_name))',
  `create table action_secrets (
     agent_id uuid not null references agents, name text not null, value text not null, updated_at timestamptz not null,
     primary key (agent_id, name))`,

  // Totals are read from the key alone.
  `create table action_calls (
     workspace_id uuid not null, action_id uuid not null references ai_actions on delete cascade, id uuid not null,
     conversation_id uuid not null, turn_id uuid not null, arguments jsonb not null, outcome text not null, message text,
     request jsonb, status integer, response text, is_cut boolean not null, saved text[] not null,
     not_saved text[] not null, latency_ms integer, created_at timestamptz not null,
     primary key (action_id, id) include (outcome, latency_ms))`,
  'create index action_calls_by_conversation on action_calls (workspace_id, conversation_id)',
];

export const actions: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
