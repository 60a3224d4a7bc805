import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../src/store/schema.ts';
import { composeTest } from '../../support/app.ts';
import { openTestDatabase } from '../../support/database.ts';

const settings = { rateLimits: false, trustProxy: 0, metricsToken: undefined, publicUrl: undefined } as const;

async function withRole(role: 'all' | 'web' | 'worker') {
  const { database, remove } = await openTestDatabase<Schema>();
  const parley = await composeTest(database, { config: { ...settings, role } });
  await parley.background.start();
  await parley.background.startJobs();
  const status = async (method: 'GET' | 'POST', url: string) => (await parley.app.inject({ method, url })).statusCode;
  const seen = {
    health: await status('GET', '/healthz'),
    chat: await status('POST', '/chat'),
    schedules: (await database.executeSql('select name from pgboss.schedule')).rows.length,
  };
  await parley.stop(5_000);
  await remove();
  return seen;
}

describe('the role of a node', () => {
  it('all: answers and takes jobs', async () => {
    expect(await withRole('all')).toEqual({ health: 200, chat: 400, schedules: 9 });
  });

  it('web: answers and leaves the jobs to others', async () => {
    expect(await withRole('web')).toEqual({ health: 200, chat: 400, schedules: 0 });
  });

  it('worker: takes jobs and answers only about itself', async () => {
    expect(await withRole('worker')).toEqual({ health: 200, chat: 404, schedules: 9 });
  });
});
