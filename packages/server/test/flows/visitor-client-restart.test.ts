import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { killServerProcesses, startServerProcess } from '../support/server-process.ts';
import { isAnswered, saidIn, stateWhen, stopClients, testBrowser } from '../support/visitor-clients.ts';

stopClients();
const folders: string[] = [];
afterEach(killServerProcesses);
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A port that was free a moment ago, so that a server can come back on it. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

it('a visitor loses nothing when the server is killed and comes back: what was written meanwhile arrives once, in order', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-visitor-'));
  folders.push(folder);
  const environment = { PORT: String(await freePort()), PARLEY_RATE_LIMITS: 'off' };
  const server = await startServerProcess(folder, environment);
  const { scenario_id: scenarioId } = server.first;
  const browser = testBrowser({ pace: { firstWaitMs: 20, longestWaitMs: 200 } });
  const where = { baseUrl: server.url, scenarioId };
  const [one, two] = [browser.tab(where), browser.tab(where)];
  one.send({ text: 'Before' });
  await stateWhen(one, isAnswered, 30_000);
  await server.kill();
  const texts = ['1', '2', '3', '4', '5'];
  for (const [index, text] of texts.entries()) {
    (index % 2 === 0 ? one : two).send({ text });
    await stateWhen(index % 2 === 0 ? two : one, ({ outbox }) => outbox.at(-1)?.text === text);
  }
  await stateWhen(two, ({ connection }) => connection === 'offline');
  await startServerProcess(folder, environment);
  const isDone = (state: typeof one.state) => isAnswered(state) && saidIn(state.conversation).includes('visitor: 5');
  const [first, second] = await Promise.all([one, two].map((tab) => stateWhen(tab, isDone, 40_000)));
  const said = saidIn(first?.conversation ?? null);
  expect(said.filter((text) => text.startsWith('visitor'))).toEqual(
    ['Before', ...texts].map((text) => `visitor: ${text}`),
  );
  expect(saidIn(second?.conversation ?? null)).toEqual(said);
}, 120_000);
