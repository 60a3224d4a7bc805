import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectPglite } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { checkAfterKill, checkNextMessage, type Unfinished, unfinishedOf } from '../support/after-kill.ts';
import { type Acknowledged, startLoad } from '../support/load.ts';
import { killServerProcesses, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { type SlowModel, startSlowModel } from '../support/slow-model.ts';
import { type WholeConversation, wholeLogs } from '../support/whole-log.ts';

const ROUNDS = Number(process.env.PARLEY_KILL_ROUNDS ?? 8);

let model: SlowModel;
let dataDir: string;
beforeAll(async () => {
  model = await startSlowModel();
  dataDir = await mkdtemp(join(tmpdir(), 'parley-kill-'));
});
afterAll(async () => {
  killServerProcesses();
  await model.fake.close();
  await rm(dataDir, { recursive: true, force: true });
});

it(`I1, I11: ${ROUNDS} kills under load on the embedded database lose nothing, and a restart ends what was under way`, {
  timeout: 60_000 + ROUNDS * 20_000,
}, async () => {
  const acknowledged: Acknowledged[] = [];
  const sent: string[] = [];
  let unfinished: Unfinished[] = [];
  let ended = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await startServerProcess(dataDir, model.environment);
    await checkRestarted(server, unfinished);
    ended += unfinished.length;
    const load = await killUnderLoad(server, acknowledged);
    acknowledged.push(...load.acknowledged);
    sent.push(...load.sent);
    const logs = await readFolder();
    checkAfterKill({ logs, acknowledged, sent, model });
    unfinished = unfinishedOf(logs);
  }
  console.log(`${ROUNDS} kills: ${acknowledged.length} acknowledged messages kept, ${ended} turns ended at restarts`);
  expect(acknowledged.length).toBeGreaterThan(ROUNDS);
});

/** Kills the server at a random moment of a load. */
async function killUnderLoad(server: ServerProcess, before: readonly Acknowledged[]) {
  const isHolding = model.slow();
  const load = startLoad(
    [server],
    before.slice(-20).map(({ conversationId }) => conversationId),
  );
  await Promise.all([load.confirmed(10), isHolding]);
  await delay(randomInt(0, 500));
  await server.kill();
  model.release();
  await load.end();
  return load;
}

/** It says that it is ready only when it has ended them, so the 10 s of I11 are its start, which `bench/start` times. */
async function checkRestarted(server: ServerProcess, unfinished: readonly Unfinished[]) {
  for (const { conversationId, turnOrds } of unfinished) {
    for (const ord of turnOrds) expect(await abandonedOrds(server, conversationId)).toContain(ord);
  }
  for (const each of unfinished.slice(0, 3)) await checkNextMessage(server, each, model);
}

/** The visitor messages whose turns the conversation's log says were cut off. */
async function abandonedOrds({ url, first }: ServerProcess, conversationId: string): Promise<number[]> {
  const response = await fetch(`${url}/v1/api_core/conversations/${conversationId}/events?limit=100`, {
    headers: { authorization: `Bearer ${first.write_token}` },
  });
  const body = JSON.stringify(await response.json());
  const ords = body.matchAll(/"code":"turn_abandoned"[^{}]*"data":\{"ord":(\d+)\}/g);
  return [...ords].map(([, ord]) => Number(ord));
}

/** The server is gone, so the folder may be opened; this also replays what its last moments left. */
async function readFolder(): Promise<WholeConversation[]> {
  const database = await connectPglite<Schema>({ folder: join(dataDir, 'database') });
  try {
    return await wholeLogs(database);
  } finally {
    await database.close();
  }
}
