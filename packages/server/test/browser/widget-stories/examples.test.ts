import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { scriptedModel } from '../../support/scripted-model.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, widgetStories } from '../../support/widget-stories.ts';

const model = scriptedModel(({ metadata }) => `Noted: ${JSON.stringify(metadata)}`);
const stories = widgetStories({ model });
const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-examples-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A page of `examples/`, with the two things filled in that its README fills in. */
async function example(path: string): Promise<(host: string, scenarioId: string) => string> {
  const html = await readFile(`${ROOT}examples/${path}`, 'utf8');
  return (host, id) => html.replaceAll('http://127.0.0.1:3000', host).replaceAll('YOUR_SCENARIO_ID', id);
}

async function onlyConversation() {
  const all = await wholeLogs(stories.app.current.database);
  expect(all).toHaveLength(1);
  return all[0];
}
const types = async (): Promise<string[]> => (await stories.log()).map(({ type }) => type);

describeStory('each example is run as its README says', { timeout: 90_000 }, () => {
  it('the plain page', async () => {
    const { page, widget, complaints } = await stories.visit({ html: await example('plain-page/index.html') });
    const heard = page.waitForEvent('console', (message) => message.text().startsWith('The agent answered:'));
    await page.getByRole('button', { name: 'Ask us' }).click();
    await widget.says('How long is the warranty of a fountain pen?');
    await heard;
    expect(await types()).toEqual(expect.arrayContaining(['conversation.started', 'message.received', 'message.sent']));
    expect(complaints).toEqual([]);
  });

  it('the React page', async () => {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      VITE_PARLEY_HOST: stories.host,
      VITE_PARLEY_SCENARIO: stories.app.current.first.scenario_id,
    };
    const build = ['build', `${ROOT}examples/react-page`, '--outDir', folder, '--base', './', '--logLevel', 'error'];
    await promisify(execFile)(process.execPath, [`${ROOT}node_modules/vite/bin/vite.js`, ...build], { env });
    for (const name of await readdir(join(folder, 'assets'))) {
      const html = await readFile(join(folder, 'assets', name), 'utf8');
      stories.site.serve(`/assets/${name}`, { html, type: 'text/javascript' });
    }
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    const { page, widget, complaints } = await stories.visit({ html: () => html });
    await page.getByRole('button', { name: 'Ask us' }).click();
    await widget.says('Hello from React');
    await page.getByText('Replies so far: 1').waitFor();
    const whole = await onlyConversation();
    expect(whole?.messages.map(({ content }) => content)).toContain('Hello from React');
    expect(complaints).toEqual([]);
  });

  it('the page with signed identity', async () => {
    const { body } = await stories.agent('POST', '/v1/api/widget/identity_secret');
    const url = await startBackend(body.secret);
    const { page, widget } = await stories.visit();
    await page.goto(url);
    await widget.open();
    await widget.says('My backend vouches for me');
    await widget
      .said(/^Noted/)
      .first()
      .waitFor();
    const signed = await onlyConversation();
    expect(signed?.state).toMatchObject({ verified_as: 'customer-42', visitor_email: 'ann@example.com' });
    expect(signed?.events.find(({ type }) => type === 'message.received')?.data).toMatchObject({ verified: true });

    // In a browser that has never seen the other page.
    const stranger = await stories.visit();
    await stranger.page.goto(`${url}signed-out`);
    await stranger.widget.open();
    await stranger.widget.says('Nobody vouches for me');
    await stranger.widget
      .said(/^Noted/)
      .first()
      .waitFor();
    const all = await wholeLogs(stories.app.current.database);
    const unsigned = all.find(({ state }) => state.verified_as === null);
    expect(unsigned?.events.find(({ type }) => type === 'message.received')?.data).toMatchObject({ verified: false });
  });

  it('the flow of metadata', async () => {
    const properties = { plan: { enum: ['silver', 'gold'] }, basket_total: { type: 'number' } };
    await stories.agent('PUT', '/v1/api/metadata_schema', { body: { schema: { type: 'object', properties } } });
    const { page, widget } = await stories.visit({ html: await example('metadata-flow/index.html') });
    await widget.open();
    await widget.says('What is in my basket?');
    await widget
      .said(/"basket_total":0/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /Add a fountain pen/ }).click();
    await eventually(types).toContain('conversation.metadata_set');
    await widget.says('And now?');
    await widget
      .said(/"basket_total":49/)
      .first()
      .waitFor();
    const { body } = await stories.agent(
      'GET',
      `/v1/api_core/conversations/${(await onlyConversation())?.state.id}/metadata`,
    );
    expect(body.metadata).toMatchObject({ plan: 'gold', basket_total: 49 });
    const refused = page.waitForEvent('console', (message) => message.type() === 'warning');
    await page.evaluate(() =>
      (window as unknown as { parley(...call: unknown[]): void }).parley('setMetadata', { plan: 'bronze' }),
    );
    await refused;
  });
});

/** Starts the example's backend on a free port; it ends with the test. Gives its address. */
async function startBackend(secret: string): Promise<string> {
  const { scenario_id } = stories.app.current.first;
  const child = spawn(
    process.execPath,
    [`${ROOT}examples/signed-identity/server.mjs`, scenario_id, stories.host, '0'],
    {
      env: { PATH: process.env.PATH ?? '', IDENTITY_SECRET: secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => void child.kill());
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (said) => resolve(/http\S+/.exec(String(said))?.[0] ?? ''));
    child.on('exit', (code) => reject(new Error(`The example's backend ended with ${code}.`)));
  });
}
