import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { detectLanguage } from '../../src/agent/detect-language.ts';
import { type CreateDeps, createWorkspace, type NewWorkspace } from '../../src/commands/create-workspace.ts';
import { firstRun } from '../../src/commands/first-run.ts';
import { compose, type Parley, type Parts } from '../../src/compose.ts';
import { createCredentials } from '../../src/identity/credentials.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { emptyDatabase, openTestDatabase } from './database.ts';
import { builtInbox } from './inbox.ts';
import { assertMatchesOpenApi } from './openapi-check.ts';
import { testKnowledge, testModel } from './parts.ts';
import { builtWidget } from './widget.ts';

export type TestApp = {
  readonly parley: Parley;
  readonly database: Database<Schema>;
  /** The workspace, agent and tokens that each test begins with. */
  readonly first: NewWorkspace;
  /** Another workspace with an agent and tokens of its own: everything of it must be out of reach. */
  addForeign(): Promise<NewWorkspace>;
};

/** A composed server for a file, on a database that is emptied and set up again before each test. */
export function testApp(given: Partial<Parts> = {}): { readonly current: TestApp } {
  let opened: Awaited<ReturnType<typeof openTestDatabase<Schema>>> | undefined;
  let parley: Parley | undefined;
  let current: TestApp | undefined;
  const faults: unknown[] = [];
  beforeAll(async () => {
    opened = await openTestDatabase<Schema>();
    parley = await composeTest(opened.database, given);
    holdToTheDocument(parley, (fault) => faults.push(fault));
    await parley.background.start();
  });
  afterEach(() => {
    // Thrown here and not in the hook, where it would become one more answer of the server.
    const [fault] = faults.splice(0);
    if (fault) throw fault;
  });
  beforeEach(async () => {
    if (!opened || !parley) throw new Error('the test app was not made');
    await emptyDatabase(opened.database);
    current = await setUp(parley);
  });
  afterAll(async () => {
    await parley?.stop(5_000);
    await opened?.remove();
  });
  return {
    get current() {
      if (!current) throw new Error('the test app is there from beforeEach on');
      return current;
    },
  };
}

/** Compares every answer with what the OpenAPI document says of it. */
function holdToTheDocument({ app }: Parley, report: (fault: unknown) => void): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string') return;
    const contentType = reply.getHeader('content-type')?.toString();
    try {
      const { method, url } = request;
      assertMatchesOpenApi({ method, url, status: reply.statusCode, contentType, body: payload });
    } catch (fault) {
      report(fault);
    }
  });
}

/** A server composed as the real one, quiet and without rate limits unless told. */
export async function composeTest(database: Database<Schema>, given: Partial<Parts> = {}): Promise<Parley> {
  return compose({
    config: { rateLimits: false, trustProxy: 0, metricsToken: undefined, publicUrl: undefined, role: 'all' },
    database,
    secret: 'a secret for tests, of no value',
    model: given.model ?? (await testModel()),
    economyModel: given.economyModel ?? (await testModel()),
    ...testKnowledge(database),
    detectLanguage,
    widgetAssets: builtWidget(),
    inboxAssets: builtInbox(),
    logger: pino({ level: 'silent' }),
    ...given,
  });
}

/** Makes the first workspace on a composed server's empty database. */
export async function setUp(parley: Parley): Promise<TestApp> {
  const { deps } = parley;
  // Hashing a password well takes longer than most tests.
  const credentials = { ...createCredentials(deps.tokens), hashPassword: async () => 'salt:hash' };
  const createDeps = { ...deps, credentials };
  const first = await firstRun(createDeps, { workspaceName: 'Test', agent: { name: 'Ada' } });
  if (!first) throw new Error('the database was not empty');
  return { parley, database: deps.database, first, addForeign: () => addForeign(createDeps) };
}

function addForeign(deps: CreateDeps): Promise<NewWorkspace> {
  const input = { name: 'Another', ownerEmail: 'owner@another.example', agent: { name: 'Eve' } };
  return deps.database.transaction((tx) => createWorkspace(deps, tx, input));
}
