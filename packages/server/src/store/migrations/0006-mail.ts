import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Mails wait here until they are sent; without SMTP they stay, and people read them here. */
const statements = [
  `create table mail_outbox (
     id uuid primary key, workspace_id uuid, kind text not null, recipient text not null, subject text not null,
     text text not null, html text not null, state text not null, attempts integer not null,
     next_attempt_at timestamptz not null, last_error text, created_at timestamptz not null, sent_at timestamptz)`,
  `create index mail_outbox_waiting on mail_outbox (next_attempt_at) where state = 'waiting'`,
  // Which away mails one address has got lately.
  `create index mail_outbox_away on mail_outbox (recipient, created_at) where kind = 'away'`,

  // Of a conversation with replies by people: the first message neither mailed nor seen; when to look (null: never).
  `create table away_mails (
     workspace_id uuid not null, conversation_id uuid not null, from_ord integer not null,
     first_reply_at timestamptz not null, due_at timestamptz, primary key (workspace_id, conversation_id))`,
  'create index away_mails_due on away_mails (due_at) where due_at is not null',
  'create index mail_outbox_list on mail_outbox (workspace_id, id)',
];

export const mail: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
