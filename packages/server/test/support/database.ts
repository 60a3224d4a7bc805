import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { connectPglite, connectPostgres, type Database, isDatabaseError } from '../../src/store/db/database.ts';
import { createFolder, installSchema, templateKey } from '../../src/store/db/template.ts';

/** Where PostgreSQL answers for tests, or undefined: then the embedded database is used. */
export const testDatabaseUrl = process.env.TEST_DATABASE_URL;

/** Says why a test is skipped, once for a file, and gives whether PostgreSQL is there. */
export function postgresOrReason(what: string): boolean {
  if (!testDatabaseUrl) console.log(`skipped: ${what} (needs PostgreSQL; set TEST_DATABASE_URL)`);
  return Boolean(testDatabaseUrl);
}

/**
 * A migrated database for the tests of a file (or of a `describe`), emptied after each of them. Its `current` may be
 * read from `beforeAll` on.
 */
export function testDatabase<S>(): { readonly current: Database<S> } {
  let opened: { database: Database<S>; remove: () => Promise<void> } | undefined;

  beforeAll(async () => {
    opened = await openTestDatabase<S>();
  });
  afterEach(async () => {
    if (opened) await emptyDatabase(opened.database);
  });
  afterAll(async () => {
    await opened?.remove();
  });

  return {
    get current() {
      if (!opened) throw new Error('The test database is open from beforeAll on.');
      return opened.database;
    },
  };
}

/** The same without hooks, for tests that need two or another lifetime. `remove` closes it too. */
export async function openTestDatabase<S>(): Promise<{ database: Database<S>; remove: () => Promise<void> }> {
  return testDatabaseUrl ? createOnServer<S>(testDatabaseUrl) : createEmbedded<S>();
}

/** Deletes every row of ours and every job, and starts the sequences again. */
export async function emptyDatabase<S>(database: Database<S>): Promise<void> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await truncateAll(database);
    } catch (error) {
      // What the last test has left under way takes its rows in another order, and the database may end ours for it.
      if (!isDatabaseError(error, DEADLOCK) || attempts === MOST_ATTEMPTS) throw error;
    }
  }
}

const DEADLOCK = '40P01';
const MOST_ATTEMPTS = 10;

async function truncateAll<S>(database: Database<S>): Promise<void> {
  await database.executeSql(`
    do $$
    declare
      name text;
      is_filled boolean;
      filled text[] := '{}';
    begin
      for name in select format('%I.%I', schemaname, tablename) from pg_tables
        where (schemaname = 'public' and tablename not like 'kysely_%') or (schemaname = 'pgboss' and tablename in ('job', 'schedule'))
      loop
        execute format('select exists (select 1 from %s)', name) into is_filled;
        if is_filled then filled := filled || name; end if;
      end loop;
      if cardinality(filled) > 0 then
        execute format('truncate %s restart identity cascade', array_to_string(filled, ', '));
      end if;
    end $$`);
}

/** A new embedded database with our schema and no data, whatever TEST_DATABASE_URL says. */
export async function createEmbedded<S>(): Promise<{ database: Database<S>; remove: () => Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const folder = join(parent, 'database');
  await createFolder(folder);
  const database = await connectPglite<S>({ folder });
  return {
    database,
    async remove() {
      await database.close();
      await rm(parent, { recursive: true, force: true });
    },
  };
}

/** A new database on the server with our schema and no data. */
export async function createOnServer<S>(url: string): Promise<{ database: Database<S>; remove: () => Promise<void> }> {
  const admin = await connectPostgres({ url, poolSize: 1 });
  const name = `parley_test_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 8)}`;
  await admin.executeSql(`create database ${name} template ${await ensureTemplate(admin, url)}`);
  const database = await connectPostgres<S>({ url: withDatabase(url, name) });
  return {
    database,
    async remove() {
      await database.close();
      await admin.executeSql(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}

/** The address of a database that was made on the server, for those who connect by themselves. */
export async function databaseUrlOf<S>(database: Database<S>, serverUrl: string): Promise<string> {
  const { rows } = await database.executeSql('select current_database() as name');
  return withDatabase(serverUrl, (rows[0] as { name: string }).name);
}

async function ensureTemplate(admin: Database, url: string): Promise<string> {
  const name = `parley_template_${await templateKey()}`;
  // Several workers start at once; copying also needs that nobody is connected to the template.
  await admin.executeSql('select pg_advisory_lock(7163)');
  try {
    const { rows } = await admin.executeSql('select 1 from pg_database where datname = $1', [name]);
    if (rows.length > 0) return name;
    const building = `${name}_building`;
    await admin.executeSql(`drop database if exists ${building} with (force)`);
    await admin.executeSql(`create database ${building}`);
    const database = await connectPostgres({ url: withDatabase(url, building), poolSize: 2 });
    await installSchema(database);
    await database.close();
    await admin.executeSql(`alter database ${building} rename to ${name}`);
    return name;
  } finally {
    await admin.executeSql('select pg_advisory_unlock(7163)');
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
