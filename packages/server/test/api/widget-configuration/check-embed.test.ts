import { afterAll, describe, expect, it } from 'vitest';
import { createGuardedClient } from '../../../src/runtime/guarded-client.ts';
import { testApp } from '../../support/app.ts';
import { startSite } from '../../support/site.ts';

const site = await startSite();
const outside = createGuardedClient({ allowPrivateUrls: [site.origin] });
afterAll(() => outside.close());
const app = testApp({
  outside,
  config: { rateLimits: true, trustProxy: 1, metricsToken: undefined, publicUrl: 'https://chat.example', role: 'all' },
});
let callers = 0;
const anybody = (): string => {
  callers += 1;
  return `192.0.2.${callers}`;
};

async function check(query: Record<string, string>, ip = anybody()) {
  const url = `/check-embed?${new URLSearchParams(query)}`;
  const { statusCode, body, headers } = await app.current.parley.app.inject({
    url,
    headers: { 'x-forwarded-for': ip },
  });
  const found = body.matchAll(
    /<li><span class="state (\w+)">\w+<\/span><div><strong>(.*?)<\/strong><p>(.*?)<\/p>(?:<pre[^>]*><code>(.*?)<\/code>)?/gs,
  );
  const checks = [...found].map(([, state, title, text, line]) => ({ state, title, text, line }));
  return { status: statusCode, body, headers, checks, wrong: checks.filter(({ state }) => state === 'fail') };
}
const snippet = () =>
  `<script async src="https://chat.example/widget.js"\n  data-scenario="${app.current.first.scenario_id}"></script>`;

describe('the page that checks an embed', () => {
  it('shows what to copy before anything is asked', async () => {
    const { status, body, checks, headers } = await check({});
    expect([status, checks]).toEqual([200, []]);
    expect(body).toContain(snippet().replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'));
    expect(body).toContain('connect-src https://chat.example;');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('is content with a page that has the line', async () => {
    const { wrong, checks } = await check({ url: site.serve('/good', { html: `<h1>Shop</h1>${snippet()}` }) });
    expect(wrong).toEqual([]);
    expect(checks.find(({ title }) => title === 'The agent')?.text).toBe(`${app.current.first.scenario_id} is Ada.`);
  });

  it('says what to change, from the headers of the page, where redirects lead', async () => {
    const headers = { 'content-security-policy': "default-src 'self'" };
    const url = site.serve('/strict', { html: snippet(), headers });
    const { wrong, body } = await check({ url });
    expect(body).toContain('<h2>2 things to fix</h2>');
    expect(wrong.map(({ title, line }) => [title, line?.replaceAll('&#39;', "'")])).toEqual([
      ['script-src', "script-src 'self' https://chat.example;"],
      ['connect-src', "connect-src 'self' https://chat.example;"],
    ]);
  });

  it('knows the origins that the agent allows', async () => {
    await app.current.parley.app.inject({
      method: 'PATCH',
      url: '/v1/api/widget/configuration',
      headers: { authorization: `Bearer ${app.current.first.write_token}` },
      payload: { allowed_origins: ['https://www.shop.example'] },
    });
    const { wrong } = await check({ url: site.serve('/other', { html: snippet() }) });
    expect(wrong).toMatchObject([{ title: 'The allowed origins', line: site.origin }]);
  });

  it('gives the line for the agent that was asked about where the page names nobody', async () => {
    const html = snippet().replace(app.current.first.scenario_id, 'nobodyhere').replace('chat.example', 'old.example');
    const { wrong } = await check({ url: site.serve('/old', { html }), scenario: app.current.first.scenario_id });
    expect(wrong.map(({ title }) => title)).toEqual(['The script of the widget', 'The agent']);
    expect(wrong[0]?.line).toContain(app.current.first.scenario_id);
  });

  it.each([
    ['/nothing-here', /answers with status 404/],
    ['/image', /is no page, but image\/png/],
  ])('says that there is no page at %s', async (path, words) => {
    site.serve('/image', { html: 'x', type: 'image/png' });
    const { wrong, body } = await check({ url: site.origin + path });
    expect(wrong.map(({ text }) => text)).toEqual([expect.stringMatching(words)]);
    expect(body).toContain('<h2>We could not open this page</h2>');
  });

  it.each([
    'http://127.0.0.1:1/',
    'https://10.0.0.1/',
    'https://localhost/',
    'file:///etc/passwd',
    'javascript:1',
    'no name',
  ])('does not look at %s', async (url) => {
    const { status, wrong } = await check({ url });
    expect([status, wrong.length, wrong[0]?.title]).toEqual([200, 1, 'The page']);
  });

  it.each(['http://127.0.0.1:1/demo', 'localhost:3000', 'https://192.168.1.4/shop'])(
    'says of %s that it is on the own network, not how addresses on the internet begin',
    async (url) => {
      const { wrong } = await check({ url });
      expect(wrong.map(({ text }) => text)).toEqual([
        'This address is on your own network. The check sees public pages only.',
      ]);
    },
  );

  it('shows nothing of what it was given as markup', async () => {
    const { body } = await check({ url: '"><script>alert(1)</script>', scenario: '<img src=x>' });
    expect(body).not.toMatch(/<script>alert|<img/);
  });

  it('looks at six pages a minute for one address', async () => {
    const url = site.serve('/good', { html: snippet() });
    for (let time = 0; time < 6; time += 1) expect((await check({ url }, '198.51.100.7')).status).toBe(200);
    const { status, headers, checks, body } = await check({ url }, '198.51.100.7');
    expect([status, checks]).toEqual([429, []]);
    expect([Number(headers['retry-after']) > 0, body.includes('a lot of checks')]).toEqual([true, true]);
  });
});
