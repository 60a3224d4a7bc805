import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOnServer, postgresOrReason, testDatabaseUrl } from '../../../test/support/database.ts';
import { migrations } from '../migrations/index.ts';
import { openDatabase } from './open.ts';
import { templateFolder } from './template.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'parley-open-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const extended = {
  ...migrations,
  '9999-later': {
    up: (db: Parameters<(typeof migrations)[string]['up']>[0]) =>
      sql`create table later (id int)`.execute(db).then(() => undefined),
  },
};

describe('the embedded database', () => {
  test('is there with its schema at the first start, and keeps what was written', async () => {
    const first = await openDatabase({ dataDir });
    await first.executeSql("insert into installation values ('a', 'b')");
    await first.close();
    const second = await openDatabase({ dataDir });
    expect((await second.executeSql('select * from installation')).rows).toEqual([{ key: 'a', value: 'b' }]);
    await second.close();
  });

  test('is locked while it is open, and free after a failed opening', async () => {
    const first = await openDatabase({ dataDir });
    await expect(openDatabase({ dataDir })).rejects.toMatchObject({ code: 'conflict' });
    await first.close();
    await expect(openDatabase({ dataDir, migrations: {} })).rejects.toThrow('written by a newer Parley');
    await (await openDatabase({ dataDir })).close();
  });

  test('is backed up before its schema changes, and refuses an older server afterwards', async () => {
    await (await openDatabase({ dataDir })).close();
    await expect(stat(join(dataDir, 'backups'))).rejects.toMatchObject({ code: 'ENOENT' });
    await (await openDatabase({ dataDir, migrations: extended })).close();
    const [backup, ...more] = await readdir(join(dataDir, 'backups'));
    expect(backup).toMatch(/-before-9999-later\.jsonl\.gz$/);
    expect(more).toEqual([]);
    await expect(openDatabase({ dataDir })).rejects.toThrow('it has the migration 9999-later, unknown here');
  });

  test('loses nothing that was committed before its process is killed', async () => {
    const script = `
      const { openDatabase } = await import(process.argv[1]);
      const database = await openDatabase({ dataDir: process.argv[2] });
      for (let i = 0; ; i += 1) {
        await database.named('write', 'insert into installation values ($1, $2)', ['k' + i, 'v']);
        process.stdout.write(i + '\\n');
        await new Promise(setImmediate);
      }`;
    const module = fileURLToPath(new URL('./open.ts', import.meta.url));
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, module, dataDir]);
    let said = '';
    for await (const chunk of child.stdout) {
      said += chunk;
      if (said.length > 2000) child.kill('SIGKILL');
    }
    const last = Number(said.split('\n').at(-2));
    const database = await openDatabase({ dataDir });
    const { rows } = await database.executeSql('select count(*) as n from installation');
    expect((rows[0] as { n: number }).n).toBeGreaterThanOrEqual(last + 1);
    await database.close();
  });

  test('clears what a killed first start left half made', async () => {
    await mkdir(join(dataDir, 'database-half'));
    await (await openDatabase({ dataDir })).close();
    expect((await readdir(dataDir)).sort()).toEqual(['database', 'server.lock']);
  });
});

test('the template is made once, and holds no process id and no row', async () => {
  const folder = await templateFolder();
  expect(folder).toBe(await templateFolder());
  expect(folder && (await readdir(folder))).not.toContain('postmaster.pid');
  expect(folder && (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()).toBe('18');
  const database = await openDatabase({ dataDir });
  const { rows } = await database.executeSql(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples > 0 and relname not like 'kysely_%'",
  );
  expect(rows).toEqual([]);
  await database.close();
});

test.skipIf(!postgresOrReason('migrating from several nodes at once'))(
  'several nodes may migrate at once',
  async () => {
    const { database, remove } = await createOnServer(testDatabaseUrl ?? '');
    const { rows } = await database.executeSql('select current_database() as name');
    const url = new URL(testDatabaseUrl ?? '');
    url.pathname = `/${(rows[0] as { name: string }).name}`;
    const open = () => openDatabase({ url: url.href, poolSize: 2, migrations: extended });
    const nodes = await Promise.all([open(), open(), open()]);
    const { rows: applied } = await database.executeSql(
      "select count(*) as n from kysely_migration where name = '9999-later'",
    );
    expect(applied).toEqual([{ n: 1 }]);
    for (const node of nodes) await node.close();
    await remove();
  },
);
