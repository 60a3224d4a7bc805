import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { createOnServer, databaseUrlOf, postgresOrReason, testDatabaseUrl } from '../support/database.ts';
import { runExample } from '../support/run-example.ts';
import { killServerProcesses, type ServerProcess, startServerProcess } from '../support/server-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-example-'));
});
afterAll(async () => {
  killServerProcesses();
  await rm(folder, { recursive: true, force: true });
});

/** What the program prints: who said what, with the replies that differ by the knowledge left out. */
const STORY = [
  /^ai_assistant: /,
  /^visitor: Within how many days can I return an item\?$/,
  /^ai_assistant: .*days/,
  /^visitor: I want to talk to a person$/,
  /^ai_assistant: I've asked a person/,
  /^\(handoff_requested\)$/,
  /^\(status_changed\)$/,
  /^\(operator_joined\)$/,
  /^\(status_changed\)$/,
  /^human_operator: Hello, Eva here!$/,
  /^\(handed_back\)$/,
  /^\(status_changed\)$/,
  /^visitor: What does delivery cost\?$/,
  /^ai_assistant: .*€4\.90/,
];

function expectStory(printed: string): void {
  // A reply may have several lines.
  const lines = printed.trim().split(/\n(?=\w+: |\()/);
  const fits = lines.map((line, at) => (STORY[at]?.test(line) ? `fits: ${line}` : line));
  expect(fits).toEqual(lines.map((line) => `fits: ${line}`));
  expect(lines).toHaveLength(STORY.length);
}

it('a whole conversation, on the embedded database', { timeout: 120_000 }, async () => {
  const dataDir = join(folder, 'alone');
  await startServerProcess(dataDir, { PARLEY_DEMO: 'on' });
  expectStory(await runExample('whole-conversation.ts', [join(dataDir, 'first-run.json')]));
});

describe.skipIf(!postgresOrReason('an example over two servers'))('on two servers', () => {
  let opened: { database: Database<Schema>; remove: () => Promise<void> };
  const nodes: ServerProcess[] = [];
  beforeAll(async () => {
    opened = await createOnServer<Schema>(testDatabaseUrl ?? '');
    const DATABASE_URL = await databaseUrlOf(opened.database, testDatabaseUrl ?? '');
    const { TEST_REDIS_URL } = process.env;
    const redis = TEST_REDIS_URL ? { REDIS_URL: TEST_REDIS_URL } : {};
    const shared = { DATABASE_URL, PARLEY_SECRET: 'a secret of all nodes', PARLEY_DEMO: 'on', ...redis };
    nodes.push(await startServerProcess(join(folder, 'nodes'), shared));
    nodes.push(await startServerProcess(join(folder, 'nodes'), shared));
  }, 120_000);
  afterAll(async () => {
    for (const node of nodes) await node.kill();
    await opened.remove();
  });

  it('a whole conversation, each call to another one', { timeout: 120_000 }, async () => {
    const others = nodes.map(({ url }) => url);
    expectStory(await runExample('whole-conversation.ts', [join(folder, 'nodes', 'first-run.json'), ...others]));
  });
});
