import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmbedded, createOnServer, postgresOrReason, testDatabaseUrl } from '../../../test/support/database.ts';
import { connectPglite, connectPostgres, type Database, isDatabaseError, type Tx } from './database.ts';
import { createFolder } from './template.ts';

interface Schema {
  thing: { id: number; name: string | null };
}

const kinds = [
  { kind: 'pglite' as const, open: () => createEmbedded<Schema>() },
  ...(postgresOrReason('the drivers on PostgreSQL')
    ? [{ kind: 'postgres' as const, open: () => createOnServer<Schema>(testDatabaseUrl ?? '') }]
    : []),
];

describe.each(kinds)('the database on $kind', ({ kind, open }) => {
  let database: Database<Schema>;
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ database, remove } = await open());
    await database.executeSql('create table thing (id int primary key, name text unique)');
  });
  afterAll(() => remove());

  test('gives the same JavaScript values on both databases', async () => {
    const [row] = await database.named<Record<string, unknown>>(
      'values',
      `select 9007199254740991::int8 as safe, 9007199254740992::int8 as beyond, count(*) as count,
        '2026-02-03T04:05:06.789Z'::timestamptz as at, '2026-02-03'::date as day, $1::jsonb as json, 1.50::numeric as price,
        '12'::xid8 as xid, '\\x00ff'::bytea as bytes, array['a,b',null]::text[] as texts, array[1,2]::int8[] as ids,
        true as yes, 1.5::float8 as float, null::text as nothing, '2026-02-03 04:05:06'::timestamp as utc`,
      [JSON.stringify({ a: [1, 'ü'] })],
    );
    expect(row).toEqual({
      safe: 9007199254740991,
      beyond: '9007199254740992',
      count: 1,
      at: new Date('2026-02-03T04:05:06.789Z'),
      day: '2026-02-03',
      json: { a: [1, 'ü'] },
      price: '1.50',
      xid: '12',
      bytes: Buffer.from([0, 255]),
      texts: ['a,b', null],
      ids: [1, 2],
      yes: true,
      float: 1.5,
      nothing: null,
      utc: new Date('2026-02-03T04:05:06Z'),
    });
  });

  test('takes dates, buffers, arrays and nulls as parameters', async () => {
    const at = new Date('2026-02-03T04:05:06.789Z');
    const { rows } = await sql`select ${at}::timestamptz as at, ${Buffer.from('x')}::bytea as bytes,
      ${['a"b', 'c']}::text[] as texts, ${null}::text as nothing`.execute(database.db);
    expect(rows).toEqual([{ at, bytes: Buffer.from('x'), texts: ['a"b', 'c'], nothing: null }]);
  });

  test('prepares a named statement once, by its name, and no other', async () => {
    await database.transaction(async (tx) => {
      const text = 'select $1::int + 1 as sum';
      expect(await database.named('sum', text, [1], tx)).toEqual([{ sum: 2 }]);
      expect(await database.named('sum', text, [2], tx)).toEqual([{ sum: 3 }]);
      await sql`select ${5}::int as other`.execute(tx);
      const { rows } = await sql<{
        name: string;
      }>`select name from pg_prepared_statements where statement like '%as sum'
        or statement like '%as other'`.execute(tx);
      expect(rows.map((row) => row.name)).toEqual(['sum']);
    });
  });

  test('refuses another text under a name that is taken', async () => {
    await database.named('taken', 'select 1 as one', []);
    await expect(database.named('taken', 'select 2 as two', [])).rejects.toThrow('both named "taken"');
  });

  test('plans a named statement anew when the table under it has changed', async () => {
    const read = () => database.named('everything', 'select * from thing where id = $1', [77]);
    await database.executeSql("insert into thing values (77, 'seven')");
    expect(await read()).toEqual([{ id: 77, name: 'seven' }]);
    await database.executeSql('alter table thing add column more int default 3');
    expect(await read()).toEqual([{ id: 77, name: 'seven', more: 3 }]);
    await database.executeSql('alter table thing drop column more');
    database.forgetStatements();
    expect(await read()).toEqual([{ id: 77, name: 'seven' }]);
  });

  test('throws proper errors with the code and the constraint, and goes on', async () => {
    const insert = () => database.named('insert-thing', 'insert into thing values ($1, $2)', [1, 'one']);
    await insert();
    const error = await insert().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Error);
    expect(isDatabaseError(error, '23505')).toBe(true);
    expect(error).toMatchObject({ constraint: 'thing_pkey' });
    await expect(database.named('wrong', 'select nonsense from thing', [])).rejects.toMatchObject({ code: '42703' });
    await expect(sql`select ${'x'}::int`.execute(database.db)).rejects.toMatchObject({ code: '22P02' });
    expect(await database.db.selectFrom('thing').select('name').where('id', '=', 1).execute()).toEqual([
      { name: 'one' },
    ]);
  });

  test('rolls a transaction back when its work throws', async () => {
    const work = database.transaction(async (tx) => {
      await tx.insertInto('thing').values({ id: 2, name: 'two' }).execute();
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await database.db.selectFrom('thing').selectAll().where('id', '=', 2).execute()).toEqual([]);
  });

  test('does not take a failed transaction for a committed one', async () => {
    const work = database.transaction(async (tx) => {
      await sql`select 1/0`.execute(tx).catch(() => undefined);
    });
    await expect(work).rejects.toThrow();
  });

  test('counts the rows that a statement changed', async () => {
    await sql`insert into thing values (10, 'a10'), (11, 'a11')`.execute(database.db);
    const { numDeletedRows } = await database.db
      .deleteFrom('thing')
      .where('id', 'in', [10, 11])
      .executeTakeFirstOrThrow();
    expect(numDeletedRows).toBe(2n);
  });

  test('runs a script of many statements, and leaves no transaction open when it fails', async () => {
    const { rows } = await database.executeSql("begin; select 'é' as a; select 2 as b; commit");
    expect(rows).toEqual([{ a: 'é' }, { b: 2 }]);
    await expect(database.executeSql('begin; select 1/0; commit')).rejects.toMatchObject({ code: '22012' });
    expect((await database.executeSql('select $1::int as n', [3])).rows).toEqual([{ n: 3 }]);
  });

  test('returns a megabyte and more in one row', async () => {
    const [row] = await database.named<{ big: string }>('big', "select repeat('x', $1::int) as big", [3_000_000]);
    expect(row?.big).toHaveLength(3_000_000);
  });

  test('refuses, instead of hanging, a query on the outer database inside a transaction', async () => {
    await expect(database.transaction(() => database.named('alive', 'select 1 as one', []))).rejects.toThrow(
      'pass the',
    );
    await expect(database.transaction(() => database.executeSql('select 1'))).rejects.toThrow('pass the transaction');
    const inside = database.transaction(() => database.db.selectFrom('thing').selectAll().execute());
    await expect(inside).rejects.toThrow('pass the transaction instead');
    await expect(database.transaction(() => database.transaction(async () => 1))).rejects.toThrow(
      'pass the transaction',
    );
    expect(await database.named('alive', 'select 1 as one', [])).toEqual([{ one: 1 }]);
  });

  test('does not take a stranger that waits for a transaction for a part of it', async () => {
    const { promise: opened, resolve: hasOpened } = Promise.withResolvers<void>();
    const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
    const transaction = database.transaction(async (tx) => {
      await sql`select 1`.execute(tx);
      hasOpened();
      await gate;
    });
    await opened;
    const stranger = database.named('stranger', 'select 1 as one', []);
    letGo();
    expect(await stranger).toEqual([{ one: 1 }]);
    await transaction;
  });

  test('lets timers and sockets in between many statements', async () => {
    if (kind === 'postgres') return;
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 1);
    const statements = Array.from({ length: 300 }, () =>
      database.named('work', 'select sum(g) from generate_series(1, 5000) g', []),
    );
    await Promise.all(statements);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });
});

test('the embedded database gives up after its time limit when its one connection stays taken', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-busy-'));
  await createFolder(join(folder, 'database'));
  const database = await connectPglite<Schema>({ folder: join(folder, 'database'), acquireTimeoutMs: 50 });
  // Kysely's own transaction is not ours, so that only the time limit can see the wait.
  const inside = database.db.transaction().execute(() => sql`select 1`.execute(database.db));
  await expect(inside).rejects.toMatchObject({ code: 'unavailable' });
  expect(await database.named('alive', 'select 1 as one', [])).toEqual([{ one: 1 }]);
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

test.skipIf(!testDatabaseUrl)('a connection that is lost within a transaction is an error, and no more', async () => {
  const url = testDatabaseUrl ?? '';
  const { database, remove } = await createOnServer<Schema>(url);
  const admin = await connectPgClient(url);
  const lost = database.transaction(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await admin.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    await sql`select 1`.execute(tx);
  });
  await expect(lost).rejects.toThrow();
  expect(await database.named('alive', 'select 1 as one', [])).toEqual([{ one: 1 }]);
  await admin.end();
  await remove();
});

/** A connection beside the pool, which may be used while a transaction is open. */
async function connectPgClient(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

test('a server that does not answer is named without its password', async () => {
  const opened = connectPostgres({ url: 'postgres://parley:hunter2@localhost:1/parley' });
  const error = await opened.catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'unavailable' });
  expect(String(error)).toMatch(/PostgreSQL at localhost:1\/parley cannot be used: connect ECONNREFUSED/);
  expect(String(error)).not.toContain('hunter2');
});

test('writes cannot be given the outer database', () => {
  const write = (_tx: Tx<Schema>): void => undefined;
  const misuse = (database: Database<Schema>) => {
    // @ts-expect-error a write takes a transaction
    write(database.db);
  };
  expect(misuse).toBeTypeOf('function');
});
