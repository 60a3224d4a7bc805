import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Schema } from '../../src/store/schema.ts';
import { createOnServer, databaseUrlOf, postgresOrReason, testDatabaseUrl } from '../support/database.ts';
import { type FakeOpenAi, startFakeOpenAi } from '../support/fake-openai.ts';
import { killServerProcesses, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { visitorOf } from '../support/visitor-of-process.ts';

const RECOVERED_MS = 10_000;
const REPLY = 'Noted.\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>';

let fake: FakeOpenAi;
let environment: Readonly<Record<string, string>>;
let held: PromiseWithResolvers<void> | null = null;
let folder: string;
beforeAll(async () => {
  fake = await startFakeOpenAi(async () => {
    await held?.promise;
    return { type: 'reply', text: REPLY };
  });
  environment = {
    PARLEY_MODEL: 'compatible/fake',
    PARLEY_MODEL_BASE_URL: fake.url,
    PARLEY_MODEL_API_KEY: 'key-for-tests',
    PARLEY_RATE_LIMITS: 'off',
  };
  folder = await mkdtemp(join(tmpdir(), 'parley-kill-'));
});
afterEach(() => {
  held?.resolve();
  held = null;
});
afterAll(async () => {
  killServerProcesses();
  await fake.close();
  await rm(folder, { recursive: true, force: true });
});

/** Says two things to a server, which dies in the quiet moment or in the model's call, and goes on at another one. */
async function sayAndKill(server: ServerProcess, when: 'quiet' | 'running', next: () => Promise<ServerProcess>) {
  const ada = await visitorOf(server);
  held = Promise.withResolvers<void>();
  const before = fake.requests.length;
  const id = randomUUID();
  const first = await ada.says(server, 'Hello', { id });
  const { conversation_id } = first;
  const second = await ada.says(server, 'Are you there?', { conversation_id });
  if (when === 'running') await fake.requested(before + 1);
  await server.kill();
  held.resolve();
  held = null;
  const other = await next();
  const startedMs = performance.now();
  const events = await ada.eventsWhen(other, conversation_id, [second.ord], RECOVERED_MS);
  expect(performance.now() - startedMs).toBeLessThan(RECOVERED_MS);
  const texts = events.flatMap((event) =>
    event.type === 'message' && !event.message.is_welcome ? [event.message.content] : [],
  );
  expect(texts).toEqual(['Hello', 'Are you there?', 'Noted.']);
  // Whoever heard no answer of the dead server sends again, and the message is not there twice.
  expect(await ada.says(other, 'Hello', { id })).toEqual({ ...first, is_replay: true });
  const third = await ada.says(other, 'Good', { conversation_id });
  await ada.eventsWhen(other, conversation_id, [second.ord, third.ord], RECOVERED_MS);
  return other;
}

it('I11: a kill in the middle of a widget turn is answered exactly once after the restart', {
  timeout: 240_000,
}, async () => {
  const start = () => startServerProcess(join(folder, 'embedded'), environment);
  const second = await sayAndKill(await start(), 'running', start);
  await sayAndKill(second, 'quiet', start);
});

describe.skipIf(!postgresOrReason('kills of one of two servers with visitors'))('two servers on one database', () => {
  it('I11: the other one answers exactly once, within 10 s', { timeout: 240_000 }, async () => {
    const opened = await createOnServer<Schema>(testDatabaseUrl ?? '');
    const DATABASE_URL = await databaseUrlOf(opened.database, testDatabaseUrl ?? '');
    const nodes = { ...environment, DATABASE_URL, PARLEY_SECRET: 'a secret of all nodes' };
    const start = () => startServerProcess(join(folder, 'shared'), nodes);
    let survivor = await start();
    for (const when of ['running', 'quiet'] as const) {
      const victim = await start();
      const alive = survivor;
      survivor = await sayAndKill(victim, when, async () => alive);
    }
    killServerProcesses();
    await opened.remove();
  });
});
