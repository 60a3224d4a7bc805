import { afterAll, describe, expect, it } from 'vitest';
import { createGuardedClient } from '../../../src/runtime/guarded-client.ts';
import { insertAssets } from '../../../src/store/widget-assets/widget-assets.ts';
import { testApp } from '../../support/app.ts';
import { addPerson, browser } from '../../support/person.ts';
import { startSite } from '../../support/site.ts';

const site = await startSite();
const outside = createGuardedClient({
  allowPrivateUrls: [site.origin],
  resolve: (_host, _options, done) => done(null, [{ address: '10.1.2.3', family: 4 }]),
});
afterAll(() => outside.close());
const app = testApp({
  outside,
  config: { rateLimits: false, trustProxy: 1, metricsToken: undefined, publicUrl: 'https://chat.example', role: 'all' },
});

const stranger = () => browser(app.current.parley);
async function member(workspaceId?: string) {
  const { email } = await addPerson(app.current.parley, {
    email: `${crypto.randomUUID()}@team.example`,
    ...(workspaceId ? { workspaceId } : {}),
  });
  const person = browser(app.current.parley);
  await person.signIn(email);
  return person;
}

async function check(person: ReturnType<typeof stranger>, url: string) {
  const { statusCode, body } = await person.get(`/check-embed?${new URLSearchParams({ url })}`);
  expect(statusCode).toBe(200);
  const found = body.matchAll(/<li><span class="state (\w+)">\w+<\/span><div><strong>(.*?)<\/strong><p>(.*?)<\/p>/gs);
  return [...found].map(([, state = '', title = '', text = '']) => ({ state, title, text }));
}
const tag = (file = 'widget.js', more = '') =>
  `<script async src="https://chat.example/${file}" ${more} data-scenario="${app.current.first.scenario_id}"></script>`;

describe('who is not signed in', () => {
  it('learns of a name only that it is not public, and not where it leads', async () => {
    const [told, ...rest] = await check(stranger(), 'https://db.corp.example/');
    expect(rest).toEqual([]);
    expect(told?.text).toContain('db.corp.example is not on the public internet');
    expect(told?.text).not.toMatch(/10\.1\.2\.3|private/);
    const [toMember] = await check(await member(), 'https://db.corp.example/');
    expect(toMember?.text).toContain('db.corp.example leads to 10.1.2.3, a private address');
  });

  it.each(['draft', 'archived'] as const)('hears of an agent that is %s what they hear of none', async (state) => {
    const { db } = app.current.database;
    const { scenario_id: ours } = app.current.first;
    const nobodys = await check(stranger(), site.serve('/page', { html: tag().replace(ours, 'nobody0000') }));
    const ofNone = nobodys.map(({ text, ...rest }) => ({ ...rest, text: text.replaceAll('nobody0000', ours) }));
    await db.updateTable('agents').set({ state }).where('scenario_id', '=', ours).execute();
    const { chatbot_id } = await app.current.addForeign();
    const foreign = db.selectFrom('agents').select('workspace_id').where('id', '=', chatbot_id);
    const { workspace_id } = await foreign.executeTakeFirstOrThrow();
    const url = site.serve('/page', { html: tag() });
    const told = await check(stranger(), url);
    const toOthers = await check(await member(workspace_id), url);
    const toMember = await check(await member(), url);
    expect(told).toEqual(ofNone);
    expect(toOthers).toEqual(ofNone);
    expect(ofNone.find(({ title }) => title === 'The agent')?.text).toMatch(/^No agent of this installation/);
    expect(toMember.find(({ title }) => title === 'The agent')?.text).toMatch(/^Ada is a draft or archived/);
  });
});

describe('a pinned script', () => {
  const hash = 'sha384-right';
  const troubles = async (file: string, integrity = hash) => {
    const html = tag(file, `integrity="${integrity}" crossorigin`);
    const all = await check(stranger(), site.serve(`/${file}`, { html }));
    return all.filter(({ state }) => state === 'fail').map(({ title, text }) => `${title}: ${text}`);
  };

  it('is known by its file, also of an earlier version, and held to its hash', async () => {
    const { db } = app.current.database;
    const path = '/widget/loader-0.0.1-abc.js';
    await insertAssets(
      db,
      [{ path, content: Buffer.from(''), contentType: 'text/javascript', integrity: hash }],
      new Date(),
    );
    expect(await troubles('widget/loader-0.0.1-abc.js')).toEqual([]);
    expect(await troubles('widget/loader-0.0.1-abc.js', 'sha384-wrong')).toEqual([
      expect.stringMatching(/^The hash of the script: /),
    ]);
    expect(await troubles('widget/loader-0.0.1-xyz.js')).toEqual([expect.stringMatching(/^The pinned script: /)]);
  });
});
