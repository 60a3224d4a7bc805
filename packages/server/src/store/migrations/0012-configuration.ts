import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Configuring in the inbox: drafts of articles, where articles were quoted, and how long what was said is kept. */
const statements = [
  // Without those that stand for deleted articles: a draft goes with its article.
  `create table article_drafts (
     agent_id uuid not null, article_number integer not null, title text not null, description text not null,
     content text not null, tags text[] not null, based_on_version integer, author jsonb not null,
     updated_at timestamptz not null, primary key (agent_id, article_number),
     foreign key (agent_id, article_number) references articles (agent_id, number) on delete cascade)`,

  // One entry for each source, and none for what quotes nothing: most messages.
  `create index messages_quoting on messages using gin (jsonb_path_query_array(sources, '$[*].article_id') jsonb_path_ops)
     where sources <> '[]'`,

  `create table retention_rules (
     workspace_id uuid primary key references workspaces, conversation_days integer, attachment_days integer,
     updated_at timestamptz not null, last_run_at timestamptz)`,
  'create index files_by_age on files (workspace_id, created_at) where conversation_id is not null',
];

export const configuration: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
