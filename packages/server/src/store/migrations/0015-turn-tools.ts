import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Read with the agent at each turn, so that one without actions costs no query more. */
const statements = ['alter table agents add column has_actions boolean not null default false'];

export const turnTools: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
