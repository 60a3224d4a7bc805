import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What turns cost and may cost, and figures of how conversations go, kept beside the log. */
const statements = [
  // Usage is read by workspace and time, and only added to: what reports sum up stands in the index.
  `create index turn_usage_by_time on turn_usage (workspace_id, created_at)
     include (agent_id, model, outcome, input_tokens, output_tokens, latency_ms)`,

  `create table usage_settings (
     workspace_id uuid primary key references workspaces, currency text, prices jsonb not null default '[]',
     prices_updated_at timestamptz, time_zone text not null default 'UTC', budgets jsonb not null default '[]',
     budgets_updated_at timestamptz)`,
  `create index usage_settings_with_budgets on usage_settings (workspace_id) where budgets <> '[]'::jsonb`,
  `create table budget_alerts (
     workspace_id uuid not null, scope text not null, month date not null, threshold integer not null,
     created_at timestamptz not null, primary key (workspace_id, scope, month, threshold))`,

  // fillfactor leaves room on the page: what becomes of a case is written to its row, and no index holds that.
  `create table analytics_cases (
     workspace_id uuid not null, conversation_id uuid not null, number integer not null, agent_id uuid not null,
     source text not null, language text, begun_at timestamptz not null, handed_off_at timestamptz,
     human_replied_at timestamptz, ended_at timestamptz, outcome text, sentiment text, flagged boolean, topic text,
     intent text, knowledge_gap text, upto_seq integer not null,
     primary key (workspace_id, conversation_id, number)) with (fillfactor = 80)`,
  'create index analytics_cases_by_time on analytics_cases (workspace_id, begun_at)',
  `create table analytics_messages (
     workspace_id uuid not null, quarter timestamptz not null, agent_id uuid not null, source text not null,
     author text not null, kind text not null, messages integer not null,
     primary key (workspace_id, quarter, agent_id, source, author, kind)) with (fillfactor = 80)`,
  `create table analytics_ratings (
     workspace_id uuid not null, conversation_id uuid not null, ord integer not null, question text not null,
     agent_id uuid not null, source text not null, rating text not null, rated_at timestamptz not null,
     primary key (workspace_id, conversation_id, ord, question))`,
  'create index analytics_ratings_by_time on analytics_ratings (workspace_id, rated_at)',
];

export const usage: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
