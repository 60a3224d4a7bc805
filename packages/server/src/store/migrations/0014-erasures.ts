import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Erasures whose traces in exports are still to be taken back: a row stays until that is done, also over a crash. */
const statements = [
  `create table erasures_under_way (
     workspace_id uuid not null, id uuid not null, conversation_ids uuid[] not null, created_at timestamptz not null,
     primary key (workspace_id, id))`,
];

export const erasures: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
