import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FakeOpenAi, startFakeOpenAi } from '../support/fake-openai.ts';
import { killAll, parley } from './parley-process.ts';

const REPLY = 'Hello, friend.\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>';

let folder: string;
let model: FakeOpenAi;
let answer: PromiseWithResolvers<void>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-drain-'));
  answer = Promise.withResolvers();
  model = await startFakeOpenAi(async () => {
    await answer.promise;
    return { type: 'reply', text: REPLY };
  });
});
afterAll(async () => {
  killAll();
  await model.close();
  await rm(folder, { recursive: true, force: true });
});

it('SIGTERM lets a running turn end, takes no new one, says so on /readyz, and then exits with 0', async () => {
  const environment = { PARLEY_MODEL: 'compatible/slow', PARLEY_MODEL_BASE_URL: model.url, PARLEY_DEMO: 'off' };
  const server = parley(['serve'], { PORT: '0', PARLEY_DATA_DIR: folder, ...environment });
  const url = await server.ready();
  const { scenario_id, write_token } = JSON.parse(await readFile(join(folder, 'first-run.json'), 'utf8'));
  const chat = () =>
    fetch(`${url}/chat`, {
      method: 'POST',
      headers: { authorization: `Bearer ${write_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ scenario_id, text: 'Good day to you' }),
    });
  const running = chat();
  await model.requested(1);

  server.signal('SIGTERM');
  await until(async () => (await fetch(`${url}/readyz`)).status === 503);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const refused = await chat();
  expect(refused.status).toBe(503);
  expect(await refused.text()).toContain('stopping');

  answer.resolve();
  expect(await (await running).json()).toMatchObject({ reply: 'Hello, friend.' });
  expect(await server.ended).toMatchObject({ code: 0 });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo()));
}
