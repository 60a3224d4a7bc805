import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStream } from '../support/event-stream.ts';
import { killAll, parley } from './parley-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-drain-streams-'));
});
afterAll(async () => {
  killAll();
  await rm(folder, { recursive: true, force: true });
});

it('open streams do not hold a server up that is told to stop: they end at once, and it exits with 0', async () => {
  const server = parley(['serve'], { PORT: '0', PARLEY_DATA_DIR: folder, PARLEY_DEMO: 'off' });
  const url = await server.ready();
  const { workspace_key } = JSON.parse(await readFile(join(folder, 'first-run.json'), 'utf8'));
  const streams = await Promise.all(
    [1, 2, 3].map(() => openTestStream(`${url}/v1/events`, { authorization: `Bearer ${workspace_key}` })),
  );
  await Promise.all(streams.map(({ started }) => started));
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toContain('parley_streams_open 3');
  const begin = performance.now();
  server.signal('SIGTERM');
  await Promise.all(streams.map(({ ended }) => ended));
  expect(await server.ended).toMatchObject({ code: 0 });
  // A drain that waits for what runs takes half a minute.
  expect(performance.now() - begin).toBeLessThan(15_000);
});
