import pino from 'pino';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { detectLanguage } from '../../src/agent/detect-language.ts';
import { type CreateDeps, createWorkspace, type NewWorkspace } from '../../src/commands/create-workspace.ts';
import { firstRun } from '../../src/commands/first-run.ts';
import { compose, type Parley, type Parts } from '../../src/compose.ts';
import { createCredentials } from '../../src/identity/credentials.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { emptyDatabase, openTestDatabase } from './database.ts';
import { testModel, testRetriever } from './parts.ts';

export type TestApp = {
  readonly parley: Parley;
  readonly database: Database<Schema>;
  /** The workspace, agent and tokens that each test begins with. */
  readonly first: NewWorkspace;
  /** Another workspace with an agent and tokens of its own: everything of it must be out of reach. */
  addForeign(): Promise<NewWorkspace>;
};

/** A composed server on a database of its own, emptied and set up again before each test; requests go in by `inject`. */
export function testApp(given: Partial<Parts> = {}): { readonly current: TestApp } {
  let opened: Awaited<ReturnType<typeof openTestDatabase<Schema>>> | undefined;
  let current: TestApp | undefined;
  beforeAll(async () => {
    opened = await openTestDatabase<Schema>();
  });
  beforeEach(async () => {
    if (!opened) throw new Error('the test database is not open');
    await current?.parley.stop(5_000);
    await emptyDatabase(opened.database);
    current = await composeTest(opened.database, given);
  });
  afterAll(async () => {
    await current?.parley.stop(5_000);
    await opened?.remove();
  });
  return {
    get current() {
      if (!current) throw new Error('the test app is there from beforeEach on');
      return current;
    },
  };
}

/** A composed server on a database that is empty. */
export async function composeTest(database: Database<Schema>, given: Partial<Parts> = {}): Promise<TestApp> {
  const parley = await compose({
    config: { rateLimits: false, trustProxy: 0, metricsToken: undefined, publicUrl: undefined, role: 'all' },
    database,
    secret: 'a secret for tests, of no value',
    model: given.model ?? (await testModel()),
    retriever: given.retriever ?? (await testRetriever(database)),
    detectLanguage,
    logger: pino({ level: 'silent' }),
    ...given,
  });
  const deps = { ...parley.deps, credentials: createCredentials(parley.deps.tokens) };
  const first = await firstRun(deps, { workspaceName: 'Test', agent: { name: 'Ada' } });
  if (!first) throw new Error('the database was not empty');
  await parley.background.start();
  return { parley, database, first, addForeign: () => addForeign(deps) };
}

function addForeign(deps: CreateDeps): Promise<NewWorkspace> {
  const input = { name: 'Another', ownerEmail: 'owner@another.example', agent: { name: 'Eve' } };
  return deps.database.transaction((tx) => createWorkspace(deps, tx, input));
}
