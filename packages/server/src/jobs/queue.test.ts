import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEmbedded, createOnServer, postgresOrReason, testDatabaseUrl } from '../../test/support/database.ts';
import type { Database } from '../store/db/database.ts';
import { createQueue, type Queue } from './queue.ts';

const kinds = [
  { kind: 'pglite', open: () => createEmbedded() },
  ...(postgresOrReason('the queue on PostgreSQL')
    ? [{ kind: 'postgres', open: () => createOnServer(testDatabaseUrl ?? '') }]
    : []),
];

describe.each(kinds)('the queue on $kind', ({ open }) => {
  let database: Database;
  let remove: () => Promise<void>;
  let queue: Queue;
  const errors: Error[] = [];

  beforeEach(async () => {
    ({ database, remove } = await open());
    queue = newQueue();
    await queue.start();
  });
  afterEach(async () => {
    await queue.stop({ timeoutMs: 1000 });
    await remove();
    expect(errors.splice(0)).toEqual([]);
  });

  function newQueue(): Queue {
    const queues = {
      after: { retryLimit: 5, deadLetter: 'lost' },
      lost: {},
      once: { policy: 'short' as const },
    };
    return createQueue({ database, queues, onError: (error) => errors.push(error) });
  }

  /** A commit as the store writes it: it changes a row if the compare holds, and only then enqueues. */
  async function commit(expected: string, jobs: object[]) {
    const insert = queue.capturedInsert('after', "(case when exists (select 1 from h) then $3::text else '[]' end)");
    return database.named(
      'commit-with-job',
      `with h as (update installation set value = $2 where key = 'k' and value = $1 returning key), j as (${insert})
       select key from h`,
      [expected, 'next', JSON.stringify(jobs)],
    );
  }
  const waiting = async () =>
    (await database.executeSql("select name, data from pgboss.job where name <> '__pgboss__' and state = 'created'"))
      .rows;

  test('enqueues in the same statement that commits', async () => {
    await database.executeSql("insert into installation values ('k', 'first')");
    expect(await commit('first', [{ data: { n: 1 } }, { data: { n: 2 } }])).toEqual([{ key: 'k' }]);
    expect(await waiting()).toEqual([
      { name: 'after', data: { n: 1 } },
      { name: 'after', data: { n: 2 } },
    ]);
    const { rows } = await database.executeSql('select distinct retry_limit, dead_letter from pgboss.job');
    expect(rows).toEqual([{ retry_limit: 5, dead_letter: 'lost' }]);
  });

  test('enqueues nothing when the compare is lost', async () => {
    await database.executeSql("insert into installation values ('k', 'other')");
    expect(await commit('first', [{ data: { n: 1 } }])).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  test('runs a committed job at once when woken, without waiting for the next look', async () => {
    await database.executeSql("insert into installation values ('k', 'first')");
    const { promise: done, resolve } = Promise.withResolvers<object>();
    const ran: object[] = [];
    await queue.work<{ n: number }>(
      'after',
      async (job) => {
        ran.push(job.data);
        if (ran.length === 3) resolve(job.data);
      },
      { pollingSeconds: 60 },
    );
    const startedAt = performance.now();
    await commit('first', [{ data: { n: 1 } }, { data: { n: 2 } }, { data: { n: 3 } }]);
    queue.wake(['after', 'nobody works on this']);
    await done;
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(ran).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  test('runs as many jobs at once as it was told', async () => {
    const { promise: bothRun, resolve } = Promise.withResolvers<void>();
    let running = 0;
    await queue.work(
      'after',
      async () => {
        running += 1;
        if (running === 2) resolve();
        await bothRun;
      },
      { concurrency: 2, pollingSeconds: 60 },
    );
    await queue.send('after', { n: 1 });
    await queue.send('after', { n: 2 });
    queue.wake(['after', 'after']);
    await bothRun;
    expect(running).toBe(2);
  });

  test('waits for a running job when it is stopped', async () => {
    const { promise: started, resolve: hasStarted } = Promise.withResolvers<void>();
    const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
    let isDone = false;
    await queue.work('after', async () => {
      hasStarted();
      await gate;
      isDone = true;
    });
    await queue.send('after', {});
    queue.wake(['after']);
    await started;
    const stopped = queue.stop({ timeoutMs: 20_000 });
    letGo();
    await stopped;
    expect(isDone).toBe(true);
    const { rows } = await database.executeSql("select state from pgboss.job where name = 'after'");
    expect(rows).toEqual([{ state: 'completed' }]);
  });

  test('keeps one waiting job for a key, where the queue says so', async () => {
    expect(await queue.send('once', { n: 1 }, { singletonKey: 'a' })).toBeTypeOf('string');
    expect(await queue.send('once', { n: 2 }, { singletonKey: 'a' })).toBeNull();
  });

  test('starts again on queues that exist, and takes their new options', async () => {
    await queue.stop();
    queue = createQueue({ database, queues: { after: { retryLimit: 7 } }, onError: (error) => errors.push(error) });
    await queue.start();
    await queue.schedule('after', '0 3 * * *', { nightly: true });
    const { rows } = await database.executeSql("select retry_limit from pgboss.queue where name = 'after'");
    expect(rows).toEqual([{ retry_limit: 7 }]);
    const { rows: schedules } = await database.executeSql('select name, cron, timezone, data from pgboss.schedule');
    expect(schedules).toEqual([{ name: 'after', cron: '0 3 * * *', timezone: 'UTC', data: { nightly: true } }]);
  });

  test('refuses to name the insert of a queue that it does not know', () => {
    expect(() => queue.capturedInsert('unknown')).toThrow('There is no queue "unknown"');
  });
});
