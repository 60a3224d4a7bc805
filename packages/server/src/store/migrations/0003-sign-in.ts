import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const statements: string[] = [];

export const signIn: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
