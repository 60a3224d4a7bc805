import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Pictures of people: files that belong to nobody's workspace or agent, as a person may be in several. */
const statements = [
  'alter table files alter column workspace_id drop not null',
  'alter table files alter column agent_id drop not null',
  'alter table files add column user_id uuid',
];

export const pictures: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
