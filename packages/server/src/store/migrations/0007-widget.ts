import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Visitors of the widget: what is theirs, what they judge, their files, and what their pages load. */
const statements = [
  // Written by name and read by all: new columns stand at the end, as `jsonb_populate_record` fills them.
  'alter table conversations add column visitor_id uuid',
  'alter table conversations add column verified_as text',
  'alter table conversations add column unverified_keys text[]',
  'alter table conversations add column rating jsonb',
  `create index conversations_visitor on conversations (agent_id, visitor_id, last_message_at desc)
     where visitor_id is not null`,
  'alter table messages add column verified boolean',
  `alter table agents add column widget jsonb not null default '{}'`,

  // Whose text a mail holds, to be erased with it.
  'alter table mail_outbox add column conversation_id uuid',
  'create index mail_outbox_conversation on mail_outbox (conversation_id) where conversation_id is not null',
  'create index webhook_deliveries_conversation on webhook_deliveries (conversation_id) where conversation_id is not null',

  `create table identity_secrets (
     agent_id uuid not null, id uuid primary key, sealed text not null, created_at timestamptz not null,
     expires_at timestamptz)`,
  'create index identity_secrets_agent on identity_secrets (agent_id)',

  `create table visitor_messages (
     agent_id uuid not null, message_id uuid not null, visitor_id uuid not null, conversation_id uuid not null,
     ord integer not null, seq integer not null, created_at timestamptz not null, primary key (agent_id, message_id))`,
  'create index visitor_messages_old on visitor_messages (created_at)',
  'create index visitor_messages_conversation on visitor_messages (conversation_id)',

  `create table files (
     id uuid primary key, workspace_id uuid not null, agent_id uuid not null, visitor_id uuid, conversation_id uuid,
     name text not null, content_type text not null, size integer not null, created_at timestamptz not null)`,
  'create index files_conversation on files (conversation_id) where conversation_id is not null',
  'create index files_loose on files (created_at) where conversation_id is null and visitor_id is not null',
  'create index files_visitor on files (agent_id, visitor_id, created_at) where visitor_id is not null',
  `create table file_chunks (
     file_id uuid not null, part integer not null, bytes bytea not null, primary key (file_id, part))`,

  `create index mail_outbox_transcript on mail_outbox (lower(recipient), created_at) where kind = 'transcript'`,

  `create table widget_assets (
     path text primary key, content bytea not null, content_type text not null, integrity text not null,
     created_at timestamptz not null)`,
];

export const widget: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
