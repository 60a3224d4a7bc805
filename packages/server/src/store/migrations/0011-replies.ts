import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Replying in the inbox: words in stock, files of people, what visitors have seen, and how each person wants it. */
const statements = [
  `create table canned_replies (
     workspace_id uuid not null references workspaces, id uuid not null, shortcut text not null,
     shortcut_key text not null, title text not null, body text not null, created_at timestamptz not null,
     updated_at timestamptz not null, primary key (workspace_id, id))`,
  'create unique index canned_replies_by_shortcut on canned_replies (workspace_id, shortcut_key)',

  `create table member_preferences (
     workspace_id uuid not null, user_id uuid not null, preferences jsonb not null, updated_at timestamptz not null,
     primary key (workspace_id, user_id),
     foreign key (workspace_id, user_id) references members (workspace_id, user_id) on delete cascade)`,

  // A table of its own: visitors look more often than anything is said, and their look shall not touch the state.
  `create table visitor_seen (
     workspace_id uuid not null, conversation_id uuid not null, ord integer not null, at timestamptz not null,
     primary key (workspace_id, conversation_id))`,

  // A file that waits for the reply of a person: for which conversation, so that it goes when that is erased.
  'alter table files add column uploaded_by uuid, add column draft_of uuid',
  'create index files_draft_of on files (draft_of) where draft_of is not null',

  // Whose conversations are a visitor's: those of an address, of all agents.
  `create index conversations_by_email on conversations (workspace_id, lower(visitor_email), last_message_at desc)
     where visitor_email is not null`,
];

export const replies: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
