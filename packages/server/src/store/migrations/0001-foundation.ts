import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The first schema: workspaces, agents, credentials, conversations with their log, knowledge, and what keeps them.
 * Hot tables carry the workspace in their keys, so that they can be partitioned without changing queries.
 */
const statements = [
  'create extension if not exists pg_trgm',
  'create extension if not exists btree_gin',

  `create table installation (key text primary key, value text not null)`,

  `create table nodes (id uuid primary key, started_at timestamptz not null, seen_at timestamptz not null)`,

  `create table workspaces (id uuid primary key, name text not null, created_at timestamptz not null)`,

  `create table users (
     id uuid primary key, email text not null unique, name text not null,
     password_hash text not null, created_at timestamptz not null)`,

  `create table members (
     workspace_id uuid not null references workspaces, user_id uuid not null references users,
     role text not null, created_at timestamptz not null, primary key (workspace_id, user_id))`,

  `create table workspace_keys (
     id uuid primary key, workspace_id uuid not null references workspaces, name text not null,
     hash text not null unique, last4 text not null, state text not null default 'active',
     expires_at timestamptz, created_at timestamptz not null)`,

  `create table agents (
     id uuid primary key, workspace_id uuid not null references workspaces,
     scenario_id text not null unique, state text not null default 'active',
     settings jsonb not null, metadata_schema jsonb,
     knowledge_version bigint not null default 0, next_article integer not null default 1,
     next_ord bigint not null default 1,
     created_at timestamptz not null, updated_at timestamptz not null)`,
  'create index agents_by_workspace on agents (workspace_id)',

  `create table agent_tokens (
     id uuid primary key, agent_id uuid not null references agents, name text not null, scope text not null,
     created_at timestamptz not null, expires_at timestamptz not null, revoked_at timestamptz)`,

  // fillfactor leaves room on the page: a conversation's row is rewritten with every message.
  `create table conversations (
     workspace_id uuid not null, id uuid not null, agent_id uuid not null, ord bigint not null,
     source text not null, driver text not null, progress text not null,
     epoch integer not null, seq integer not null, message_count integer not null,
     priority text not null, assigned_to uuid,
     visitor_name text, visitor_email text, visitor_phone text, visitor_label text,
     metadata jsonb not null, client_metadata jsonb, title text, title_edited boolean not null, url text,
     languages jsonb not null, most_frequent_language text,
     created_at timestamptz not null, last_message_at timestamptz not null, last_message_content text not null,
     last_visitor_message_at timestamptz, unread boolean not null, resolved_at timestamptz, closed_at timestamptz,
     people_were_here boolean not null, person_offered boolean not null, answered_ord integer not null,
     turns jsonb not null,
     primary key (workspace_id, id)) with (fillfactor = 70)`,
  // What lists filter by is included, so that a page and its count are read from the index alone.
  `create index conversations_by_recency on conversations (agent_id, last_message_at desc, id desc)
     include (source, driver, progress, most_frequent_language, created_at)
     where source not in ('preview', 'simulation')`,
  `create index hidden_conversations_by_recency on conversations (agent_id, last_message_at desc, id desc)
     include (source, driver, progress, most_frequent_language, created_at)
     where source in ('preview', 'simulation')`,
  `create index conversations_open on conversations (agent_id, last_message_at desc, id desc)
     where progress = 'open' and driver <> 'ai'`,
  'create unique index conversations_by_ord on conversations (agent_id, ord)',
  `create index conversations_in_turn on conversations (last_message_at) where turns <> '[]'::jsonb`,

  `create table messages (
     workspace_id uuid not null, conversation_id uuid not null, ord integer not null, id uuid not null,
     author text not null, author_id uuid, content text not null, is_welcome boolean not null,
     client_metadata jsonb, handoff_state text, sources jsonb not null, insights jsonb, feedback jsonb,
     attachments jsonb not null, created_at timestamptz not null,
     primary key (workspace_id, conversation_id, ord))`,

  // An event of a message names the message's ord and does not repeat its text: there is one copy of the truth.
  `create table events (
     workspace_id uuid not null, conversation_id uuid not null, seq integer not null, agent_id uuid not null,
     type text not null, data jsonb not null, created_at timestamptz not null,
     id bigint generated always as identity, xid xid8 not null default pg_current_xact_id(),
     primary key (workspace_id, conversation_id, seq))`,
  'create index events_in_commit_order on events (xid, id)',

  `create table turn_usage (
     turn_id uuid primary key, workspace_id uuid not null, agent_id uuid not null, conversation_id uuid not null,
     outcome text not null, model text not null, input_tokens integer not null, output_tokens integer not null,
     latency_ms integer not null, created_at timestamptz not null)`,

  `create table log_cursors (name text primary key, xid xid8 not null, id bigint not null)`,

  // A conversation's text in parts: appending rewrites the last part only, and no early word is ever dropped for room.
  `create table conversation_search (
     workspace_id uuid not null, conversation_id uuid not null, part integer not null, agent_id uuid not null,
     source text not null, last_message_at timestamptz not null, doc text not null, upto_ord integer not null,
     primary key (workspace_id, conversation_id, part))`,
  `create index search_by_recency on conversation_search (agent_id, last_message_at desc, conversation_id desc, part desc)`,
  // A short list of pending entries is merged quickly: a long one would hold up a commit, and every search reads it.
  `create index search_by_text on conversation_search using gin (agent_id, doc gin_trgm_ops)
     with (gin_pending_list_limit = 256)`,

  `create table articles (
     agent_id uuid not null references agents, number integer not null, id uuid not null unique,
     type text not null, state text not null, title text not null, description text not null, content text not null,
     version integer, max_version integer not null, url text, language text,
     tags text[] not null, live boolean not null, changed_version bigint not null,
     created_at timestamptz not null, updated_at timestamptz not null, deleted_at timestamptz,
     primary key (agent_id, number))`,
  'create index articles_by_change on articles (agent_id, changed_version)',

  `create table article_versions (
     agent_id uuid not null, article_number integer not null, version integer not null,
     title text not null, content text not null, plain_text text not null, passages jsonb not null,
     created_at timestamptz not null,
     primary key (agent_id, article_number, version))`,

  `create table article_lang_urls (
     agent_id uuid not null, article_number integer not null, language text not null, url text not null,
     primary key (agent_id, article_number, language))`,

  `create table knowledge_indexes (
     agent_id uuid primary key references agents, version bigint not null, blob bytea not null)`,

  `create table idempotency_keys (
     scope text not null, key text not null, request_hash text not null, state text not null,
     conversation_id uuid, message_ord integer, answer text,
     created_at timestamptz not null, locked_until timestamptz not null,
     primary key (scope, key))`,
  'create index idempotency_keys_by_age on idempotency_keys (created_at)',
];

export const foundation: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
