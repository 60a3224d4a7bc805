import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Parley, Parts } from '../../src/compose.ts';
import { connectPostgres, type Database } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { composeTest, setUp, type TestApp } from './app.ts';
import { databaseUrlOf, emptyDatabase, openTestDatabase, testDatabaseUrl } from './database.ts';

export type Servers = TestApp & {
  /** One on the embedded database; two on PostgreSQL, each with connections and a node of its own. */
  readonly all: readonly Parley[];
  /** How often a statement of this name was run, by all of them. */
  ran(name: string): number;
};

/**
 * As many servers on one database as it bears, which is emptied and set up again before each test. `around` may put
 * something between them and their database.
 */
export function testServers(
  given: Partial<Parts> = {},
  around: (database: Database<Schema>) => Database<Schema> = (database) => database,
): { readonly current: Servers } {
  let opened: Awaited<ReturnType<typeof openTestDatabase<Schema>>> | undefined;
  let second: Database<Schema> | undefined;
  const all: Parley[] = [];
  const counts = new Map<string, number>();
  let current: Servers | undefined;
  beforeAll(async () => {
    opened = await openTestDatabase<Schema>();
    if (testDatabaseUrl) {
      second = await connectPostgres<Schema>({ url: await databaseUrlOf(opened.database, testDatabaseUrl) });
    }
    for (const database of second ? [opened.database, second] : [opened.database]) {
      const parley = await composeTest(around(counting(database, counts)), given);
      all.push(parley);
    }
  });
  beforeEach(async () => {
    const [parley] = all;
    if (!opened || !parley) throw new Error('the servers were not made');
    await emptyDatabase(opened.database);
    for (const { deps } of all) await deps.database.named('node-lives', NODE_LIVES, [deps.nodeId]);
    counts.clear();
    current = { ...(await setUp(parley)), all, ran: (name) => counts.get(name) ?? 0 };
  });
  afterAll(async () => {
    for (const parley of all) await parley.stop(5_000);
    await second?.close();
    await opened?.remove();
  });
  return {
    get current() {
      if (!current) throw new Error('the servers are there from beforeEach on');
      return current;
    },
  };
}

/** Instead of a heartbeat, which would meet the emptying of the database: each node counts as alive for the test. */
const NODE_LIVES = "insert into nodes values ($1::uuid, now(), now() + interval '1 hour')";

function counting(database: Database<Schema>, counts: Map<string, number>): Database<Schema> {
  return {
    ...database,
    named(name, text, values, tx) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return database.named(name, text, values, tx);
    },
  };
}
