import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Accounts on other platforms, and what connects their messages with ours. What a platform brings is known by its key and
 * stored in the transaction of the message; what goes out lies in parts, each sent by a job and resumed where it stopped.
 * When something last came or went is in a table of its own: a channel's row is not written with each message.
 */
const statements = [
  `create table channels (
     workspace_id uuid not null references workspaces (id) on delete cascade,
     agent_id uuid not null references agents (id) on delete cascade, id uuid primary key,
     platform text not null, name text not null, state text not null, settings jsonb not null, secrets text not null,
     facts jsonb not null default '{}', problem jsonb, checked_at timestamptz,
     created_at timestamptz not null, updated_at timestamptz not null)`,
  'create index channels_of_workspace on channels (workspace_id, agent_id)',
  // Our own listener hands a mail to whoever has its address: nobody else of the installation may claim it.
  `create unique index channels_mail_address on channels (
     coalesce(nullif(lower(settings->>'inbound_address'), ''), lower(settings->>'address')))
   where platform = 'email' and settings->>'inbound' = 'smtp'`,
  `create table channel_activity (
     channel_id uuid primary key references channels (id) on delete cascade,
     received_at timestamptz, refused_at timestamptz, sent_at timestamptz, pause_until timestamptz)`,

  `create table channel_people (
     channel_id uuid not null references channels (id) on delete cascade, person text not null,
     workspace_id uuid not null, visitor_id uuid not null, profiled_at timestamptz, profile_attempts integer not null default 0,
     primary key (channel_id, person))`,
  'create index channel_people_by_visitor on channel_people (visitor_id)',
  'create index channel_people_unknown on channel_people (channel_id) where profiled_at is null',

  // A thread's conversation is the latest; those before keep theirs, so that a late reply still finds its way.
  `create table channel_threads (
     channel_id uuid not null references channels (id) on delete cascade, thread text not null,
     workspace_id uuid not null, conversation_id uuid not null, primary key (channel_id, thread))`,
  `create table channel_conversations (
     workspace_id uuid not null, conversation_id uuid not null, channel_id uuid not null references channels (id) on delete cascade,
     thread text not null, person text not null, reply jsonb not null, last_message_id text, last_received_at timestamptz,
     primary key (workspace_id, conversation_id))`,
  'create index channel_conversations_by_person on channel_conversations (channel_id, person)',

  `create table channel_received (
     channel_id uuid not null references channels (id) on delete cascade, key text not null,
     workspace_id uuid not null, conversation_id uuid, received_at timestamptz not null, primary key (channel_id, key))`,
  'create index channel_received_by_time on channel_received (received_at)',
  `create table channel_messages (
     channel_id uuid not null references channels (id) on delete cascade, external_id text not null,
     workspace_id uuid not null, conversation_id uuid not null, ord integer not null, direction text not null,
     primary key (channel_id, external_id))`,
  'create index channel_messages_by_conversation on channel_messages (workspace_id, conversation_id)',

  `create table channel_parts (
     id uuid primary key, workspace_id uuid not null, channel_id uuid not null references channels (id) on delete cascade,
     conversation_id uuid not null, ord integer not null, part integer not null,
     speaker text not null, speaker_name text not null, body text not null, format text not null,
     files jsonb not null, template jsonb, state text not null, attempts integer not null default 0,
     due_at timestamptz, claimed_until timestamptz, external_id text, reason text, detail text,
     created_at timestamptz not null, ended_at timestamptz,
     unique (workspace_id, conversation_id, ord, part))`,
  'create index channel_parts_due on channel_parts (due_at) where due_at is not null',
  "create index channel_parts_open on channel_parts (conversation_id, ord, part) where state in ('waiting', 'sending')",

  'create index channel_parts_by_external_id on channel_parts (channel_id, external_id) where external_id is not null',

  `create table channel_files (
     id uuid primary key, workspace_id uuid not null, channel_id uuid not null references channels (id) on delete cascade,
     conversation_id uuid not null, ord integer not null, position integer not null, ref jsonb not null,
     attempts integer not null default 0, due_at timestamptz, reason text)`,
  'create index channel_files_due on channel_files (due_at) where due_at is not null',
  'create index channel_files_by_conversation on channel_files (workspace_id, conversation_id)',

  `create table channel_listeners (
     channel_id uuid primary key references channels (id) on delete cascade, node uuid, held_until timestamptz,
     resume jsonb, failures integer not null default 0, retry_at timestamptz)`,

  'alter table messages add column delivery jsonb, add column edited_at timestamptz, add column deleted_at timestamptz',
];

export const channels: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
