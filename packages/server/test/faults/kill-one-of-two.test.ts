import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { checkAfterKill, checkNextMessage, type Unfinished, unfinishedOf } from '../support/after-kill.ts';
import { createOnServer, databaseUrlOf, postgresOrReason, testDatabaseUrl } from '../support/database.ts';
import { type Acknowledged, startLoad } from '../support/load.ts';
import { killServerProcesses, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { type SlowModel, startSlowModel } from '../support/slow-model.ts';
import { readLogs, wholeLogs } from '../support/whole-log.ts';

const ROUNDS = Number(process.env.PARLEY_KILL_ROUNDS ?? 4);
const RECOVERED_MS = 10_000;

type Node = ServerProcess & { readonly nodeId: string };

describe.skipIf(!postgresOrReason('kills of one of two servers'))('servers on one database', () => {
  let model: SlowModel;
  let folder: string;
  let opened: { database: Database<Schema>; remove: () => Promise<void> };
  const acknowledged: Acknowledged[] = [];
  const sent: string[] = [];
  beforeAll(async () => {
    model = await startSlowModel();
    folder = await mkdtemp(join(tmpdir(), 'parley-kill-'));
    opened = await createOnServer<Schema>(testDatabaseUrl ?? '');
  });
  afterAll(async () => {
    killServerProcesses();
    await model.fake.close();
    await opened.remove();
    await rm(folder, { recursive: true, force: true });
  });

  const nodeIds = async () => {
    const rows = await opened.database.db.selectFrom('nodes').select('id').execute();
    return new Set(rows.map(({ id }) => id));
  };
  const start = async (): Promise<Node> => {
    const before = await nodeIds();
    const DATABASE_URL = await databaseUrlOf(opened.database, testDatabaseUrl ?? '');
    const secret = 'a secret of all nodes';
    const server = await startServerProcess(folder, { ...model.environment, DATABASE_URL, PARLEY_SECRET: secret });
    const [nodeId = ''] = [...(await nodeIds())].filter((id) => !before.has(id));
    return { ...server, nodeId };
  };

  it(`I1, I11: ${ROUNDS} kills of one of two under load lose nothing, and the other ends its turns within 10 s`, {
    timeout: 60_000 + ROUNDS * 30_000,
  }, async () => {
    let [survivor, victim] = [await start(), await start()];
    const took: number[] = [];
    let ended = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const unfinished = await killUnderLoad([survivor, victim], victim, (ms) => took.push(ms));
      ended += unfinished.reduce((sum, { turnOrds }) => sum + turnOrds.length, 0);
      for (const each of unfinished.slice(0, 3)) await checkNextMessage(survivor, each, model);
      [survivor, victim] = [await start(), survivor];
    }
    const slowest = Math.round(Math.max(...took));
    console.log(
      `${ROUNDS} kills: ${acknowledged.length} acknowledged kept, ${ended} turns ended, ${slowest} ms at most`,
    );
    expect(ended).toBeGreaterThan(0);
  });

  it('I11: a server restarted alone ends what it left within 10 s', { timeout: 90_000 }, async () => {
    killServerProcesses();
    const alone = await start();
    let again: Node | undefined;
    const unfinished = await killUnderLoad(
      [alone],
      alone,
      () => {},
      async () => {
        again = await start();
      },
    );
    expect(unfinished).not.toEqual([]);
    if (again) for (const each of unfinished.slice(0, 1)) await checkNextMessage(again, each, model);
  });

  /** Kills one at a random moment of a load, waits until its turns are ended, and holds the logs to what was told. */
  async function killUnderLoad(
    loaded: readonly Node[],
    victim: Node,
    tookMs: (ms: number) => void,
    afterwards = async () => {},
  ): Promise<Unfinished[]> {
    const isHolding = model.slow();
    const load = startLoad(
      loaded,
      acknowledged.slice(-20).map(({ conversationId }) => conversationId),
    );
    await Promise.all([load.confirmed(10), isHolding]);
    await delay(randomInt(0, 500));
    await victim.kill();
    const unfinished = unfinishedOf(await readLogs(opened.database), (node) => node === victim.nodeId);
    await afterwards();
    const killedMs = performance.now();
    model.release();
    const ending = load.end();
    await untilEnded(unfinished, killedMs);
    tookMs(performance.now() - killedMs);
    await ending;
    acknowledged.push(...load.acknowledged);
    sent.push(...load.sent);
    checkAfterKill({ logs: await wholeLogs(opened.database), acknowledged, sent, model });
    return unfinished;
  }

  async function untilEnded(unfinished: readonly Unfinished[], killedMs: number): Promise<void> {
    for (const { conversationId, turnOrds } of unfinished) {
      const areEnded = async () => {
        const ords = await abandonedOrds(conversationId);
        return turnOrds.every((ord) => ords.has(ord));
      };
      while (!(await areEnded())) {
        expect(performance.now() - killedMs).toBeLessThan(RECOVERED_MS);
        await delay(100);
      }
    }
  }

  async function abandonedOrds(conversationId: string): Promise<Set<number>> {
    const rows = await opened.database.db
      .selectFrom('events')
      .select('data')
      .where('conversation_id', '=', conversationId)
      .where('type', '=', 'turn.ended')
      .execute();
    const ended = rows.map(({ data }) => data as { ord: number; reason: string });
    return new Set(ended.filter(({ reason }) => reason === 'abandoned').map(({ ord }) => ord));
  }
});
