import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEmbedded, createOnServer, postgresOrReason, testDatabaseUrl } from '../../../test/support/database.ts';
import { createQueue } from '../../jobs/queue.ts';
import { backupDatabase } from './backup.ts';
import type { Database } from './database.ts';
import { listApplied, migrate } from './migrator.ts';
import { restoreDatabase } from './restore.ts';

const first: Migration = {
  up: async (db) => {
    await sql`create table zone (id int primary key)`.execute(db);
    await sql`create table item (id bigint generated always as identity primary key, zone int references zone,
      parent bigint references item, at timestamptz, json jsonb, raw bytea, words text[], body text,
      xid xid8 default pg_current_xact_id(), twice int generated always as (zone * 2) stored)`.execute(db);
  },
};
const second: Migration = {
  up: (db) => sql`alter table item add column colour text not null default 'grey'`.execute(db).then(() => undefined),
};
const older = { '0001': first };
const newer = { '0001': first, '0002': second };

const kinds = {
  pglite: () => createEmbedded(),
  ...(postgresOrReason('backups from and to PostgreSQL')
    ? { postgres: () => createOnServer(testDatabaseUrl ?? '') }
    : {}),
};
type Kind = keyof typeof kinds;
const names = Object.keys(kinds) as Kind[];
const ways = names.flatMap((from) => names.map((to) => ({ from, to })));

const databases = new Map<Kind, Database>();
const removals: (() => Promise<void>)[] = [];
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-backup-'));
  file = join(folder, 'backup.jsonl.gz');
  for (const name of names) {
    const { database, remove } = await (kinds[name] ?? kinds.pglite)();
    databases.set(name, database);
    removals.push(remove);
  }
});
afterAll(async () => {
  for (const remove of removals) await remove();
  await rm(folder, { recursive: true, force: true });
});

/** The database of a kind, without any table. */
async function blank(kind: Kind): Promise<Database> {
  const database = databases.get(kind);
  if (!database) throw new Error(`no ${kind}`);
  await database.executeSql('drop schema public cascade; create schema public');
  database.forgetStatements();
  return database;
}

async function filled(kind: Kind): Promise<Database> {
  const database = await blank(kind);
  await migrate(database, older);
  await database.executeSql(`insert into zone values (1), (2);
    insert into item (zone, at, json, raw, words, body) select 1 + g % 2, '2026-01-01T00:00:00.123456Z'::timestamptz + g * interval '1 day',
      jsonb_build_object('n', g, 'text', 'ü"\\u2028' || chr(10)), '\\x00ff0a', array['a,b', null, '"'], repeat('größe ', 40)
      from generate_series(1, 3000) g;
    update item set parent = 3001 - id where id <= 100;
    insert into item (body) values (null)`);
  return database;
}

const everything = async (database: Database) =>
  (await database.executeSql('select id, zone, parent, at, json, raw, words, body, twice from item order by id')).rows;

describe.each(ways)('a backup from $from restored on $to', ({ from, to }) => {
  test('brings every value back, and numbers go on where they were', async () => {
    const source = await filled(from);
    const before = await everything(source);
    expect(await backupDatabase(source, file)).toBe(3003);
    const target = await blank(to);
    expect(await restoreDatabase(target, file, { migrations: older })).toBe(3003);
    expect(await everything(target)).toEqual(before);
    const { rows } = await target.executeSql("insert into item (body) select 'next' returning id");
    expect(rows).toEqual([{ id: 3002 }]);
  });

  test('sets transaction ids to zero, so that no row lies in the future', async () => {
    await backupDatabase(await filled(from), file);
    const target = await blank(to);
    await restoreDatabase(target, file, { migrations: older });
    const { rows } = await target.executeSql('select distinct xid from item');
    expect(rows).toEqual([{ xid: '0' }]);
  });

  test('keeps the foreign keys as strict as they were', async () => {
    await backupDatabase(await filled(from), file);
    const target = await blank(to);
    await restoreDatabase(target, file, { migrations: older });
    await expect(target.executeSql('insert into item (zone) values (99)')).rejects.toMatchObject({ code: '23503' });
    const { rows } = await target.executeSql(
      "select bool_or(condeferrable) as any from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace",
    );
    expect(rows).toEqual([{ any: false }]);
  });

  test('loads an older schema and then migrates', async () => {
    await backupDatabase(await filled(from), file);
    const target = await blank(to);
    await migrate(target, newer);
    await restoreDatabase(target, file, { migrations: newer });
    expect(await listApplied(target.db)).toEqual(['0001', '0002']);
    expect((await target.executeSql('select distinct colour from item')).rows).toEqual([{ colour: 'grey' }]);
  });
});

describe('a restore', () => {
  let target: Database;
  const count = async () => (await target.executeSql('select count(*) as n from item')).rows;

  beforeEach(async () => {
    target = await filled('pglite');
    await backupDatabase(target, file);
  });

  test('refuses a database with rows, and replaces them when forced', async () => {
    await target.executeSql("insert into item (body) values ('later')");
    await expect(restoreDatabase(target, file, { migrations: older })).rejects.toMatchObject({ code: 'conflict' });
    expect(await count()).toEqual([{ n: 3002 }]);
    await restoreDatabase(target, file, { migrations: older, force: true });
    expect(await count()).toEqual([{ n: 3001 }]);
  });

  test('hands over the jobs that had not run', async () => {
    const queue = createQueue({ database: target, queues: { deliver: {} }, onError: () => {} });
    await queue.start();
    await queue.send('deliver', { to: 'ü' }, { singletonKey: 'k', priority: 3 });
    await queue.stop();
    await backupDatabase(target, file);
    const jobs: unknown[] = [];
    await restoreDatabase(target, file, { migrations: older, force: true, onJob: (job) => jobs.push(job) });
    expect(jobs).toEqual([
      { queue: 'deliver', data: { to: 'ü' }, singletonKey: 'k', priority: 3, startAfter: expect.any(String) },
    ]);
    expect((await target.executeSql("select 1 from pgboss.job where name = 'deliver'")).rows).toEqual([]);
  });

  test('refuses the backup of a newer schema', async () => {
    await migrate(target, newer);
    await backupDatabase(target, file);
    await expect(restoreDatabase(await blank('pglite'), file, { migrations: older })).rejects.toThrow(
      'made by a newer Parley (it has the migration 0002',
    );
  });

  test.each([
    ['cut inside', async () => truncate(file, Math.floor((await stat(file)).size / 2))],
    ['cut at a line', async () => writeFile(file, gzipSync(gunzipSync(await readFile(file)).subarray(0, 0x8000)))],
  ])('changes nothing when the file is %s', async (_how, cut) => {
    await cut();
    const restored = restoreDatabase(target, file, { migrations: older, force: true });
    await expect(restored).rejects.toMatchObject({ code: 'bad_request' });
    expect(await count()).toEqual([{ n: 3001 }]);
  });

  test('refuses a file that is no backup', async () => {
    await writeFile(file, 'hello');
    await expect(restoreDatabase(target, file)).rejects.toMatchObject({ code: 'bad_request' });
  });
});

test('a backup that fails leaves no file', async () => {
  const database = await blank('pglite');
  const path = join(folder, 'none.gz');
  await expect(backupDatabase(database, path)).rejects.toThrow('nothing to back up');
  await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(stat(`${path}.partial`)).rejects.toMatchObject({ code: 'ENOENT' });
});
