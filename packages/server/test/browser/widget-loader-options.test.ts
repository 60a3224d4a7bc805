import { expect, it } from 'vitest';
import { describeStory, eventually, widgetStories } from '../support/widget-stories.ts';

const stories = widgetStories();

const page = (host: string, script: string, tag = '', head = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}</head><body><h1>A shop</h1>
  <script>window.heard = []; window.parley = function () { (parley.q = parley.q || []).push(arguments); };
  for (const name of ['ready', 'error']) parley('on', name, (detail) => heard.push([name, detail && detail.code]));${script}</script>
  <script async src="${host}/widget.js" ${tag}></script></body></html>`;

describeStory('options that are wrong', () => {
  it.each([
    ['language', 'language: 5', 'a BCP 47 tag'],
    ['language', `language: 'german'`, 'a BCP 47 tag'],
    ['theme', `theme: 'purple'`, '"light", "dark" or "auto"'],
    ['launcher', `launcher: 'big'`, '"classic", "input", "small" or "none"'],
    ['container', 'container: 5', 'an element, or the id of one'],
  ])('%s of init is ignored with a warning (%s), and the chat is there', async (name, option, takes) => {
    const { page: tab, complaints } = await stories.visit({
      html: (host, id) => page(host, `parley('init', '${id}', { ${option} });`),
    });
    await tab.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(complaints).toEqual([
      `Parley: the option ${name} takes ${takes}${name === 'language' ? ' such as "de" or "de-AT"' : ''}: what this page says is ignored. See ${stories.host}/docs/embed`,
    ]);
    expect(await tab.evaluate('heard.map(([event]) => event)')).toEqual(['ready']);
  });

  it('of the tag are told, too', async () => {
    const { page: tab, complaints } = await stories.visit({
      html: (host, id) =>
        page(host, '', `data-scenario="${id}" data-theme="purple" data-launcher="big" data-language="german"`),
    });
    await tab.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(complaints.map((text) => /the option (\w+)/.exec(text)?.[1]).sort()).toEqual([
      'language',
      'launcher',
      'theme',
    ]);
  });

  it('a language may be written as systems write it', async () => {
    const { page: tab, complaints } = await stories.visit({
      html: (host, id) => page(host, `parley('init', '${id}', { language: 'de_DE' });`),
    });
    await tab.getByRole('button', { name: 'Chat öffnen' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('what is said of a visitor is checked as the command is, told once, and no event of the page', async () => {
    const { page: tab, complaints } = await stories.visit({
      html: (host, id) =>
        page(
          host,
          `parley('init', '${id}', { metadata: 'gold', visitor: { name: 5 }, identity: 'no jwt' }); parley('setMetadata', 5); parley('open');`,
        ),
    });
    await tab.getByRole('textbox').first().waitFor();
    await eventually(() => complaints.length).toBe(3);
    expect(complaints.every((text) => text.endsWith(`See ${stories.host}/docs/embed`))).toBe(true);
    expect(complaints.join()).toContain('setMetadata takes an object');
    expect(await tab.evaluate('heard.filter(([name]) => name === "error")')).toEqual([]);
  });

  it('a container that is not in the page is waited for, and told after a while', async () => {
    const { page: tab, complaints } = await stories.visit({
      html: (host, id) =>
        page(
          host,
          `window.place = document.createElement('div'); place.style.height = '500px'; parley('init', '${id}', { container: place });`,
        ),
    });
    await eventually(() => complaints.join()).toContain('the container is not in the page yet');
    expect(await tab.evaluate('heard')).toEqual([]);
    await tab.evaluate('document.body.append(place)');
    await tab.getByRole('region', { name: 'Ada' }).first().waitFor();
    expect(complaints).toHaveLength(1);
  });
});

describeStory('what a page has of its own', () => {
  it('custom properties of the same names move nothing', async () => {
    const names = '--x:50%;--y:200px;--top:300px;--height:100px;--bg:red;--accent:red';
    const { page: tab } = await stories.visit({
      html: (host, id) => page(host, '', `data-scenario="${id}"`, `<style>:root,*{${names}}</style>`),
      context: { viewport: { width: 400, height: 800 } },
    });
    const launcher = tab.getByRole('button', { name: 'Open chat' });
    await launcher.waitFor();
    expect(await launcher.boundingBox()).toMatchObject({ x: 400 - 20 - 56, y: 800 - 20 - 56 });
    await tab.evaluate('window.visualViewport && Object.defineProperty(visualViewport, "scale", { get: () => 2 })');
    await launcher.click();
    const window = tab.getByRole('dialog').first();
    await window.waitFor();
    // It slides in: where it comes to rest counts.
    await eventually(() => window.boundingBox()).toEqual({ x: 0, y: 0, width: 400, height: 800 });
  });
});

describeStory('the widget while it comes', () => {
  it('shows the last of two agents, with a warning', async () => {
    const other = await stories.app.current.addForeign();
    const { write_token: token } = other;
    await stories.agent('PATCH', '/v1/api/widget/configuration', { token, body: { header: 'Bea' } });
    const { page: tab, complaints } = await stories.visit({
      html: (host, id) =>
        page(host, `parley('init', '${id}'); parley('init', '${other.scenario_id}'); parley('open');`),
    });
    await tab.getByRole('dialog', { name: 'Bea' }).waitFor();
    expect(await tab.locator('parley-widget').count()).toBe(1);
    expect(complaints).toEqual([expect.stringContaining('one chat fits on a page')]);
    expect(await tab.evaluate('heard')).toHaveLength(1);
  });

  it.each([
    ['the launcher', '/widget/launcher-', ''],
    ['the settings', '/widget/config/', ''],
    ['the chat', '/widget/app-', `parley('open');`],
  ])('is not there when it was destroyed while %s was loading', async (_what, part, calls) => {
    const { page: tab, context, complaints } = await stories.visit({ html: () => '<!doctype html><title>x</title>' });
    const asked = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    await context.route(
      ({ pathname }) => pathname.startsWith(part),
      async (route) => {
        asked.resolve();
        await held.promise;
        await route.continue();
      },
    );
    const { first } = stories.app.current;
    const html = page(stories.host, `parley('init', '${first.scenario_id}'); ${calls}`);
    await tab.goto(stories.site.serve('/destroyed', { html }));
    await asked.promise;
    const answered = tab.waitForEvent('requestfinished', { predicate: (request) => request.url().includes(part) });
    await tab.evaluate(`parley('destroy')`);
    held.resolve();
    await answered;
    // Time for what would follow, of which there is no sign: neither an element, if the page gets one more of its own, nor a
    // client at work.
    await tab.evaluate('new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 300)))');
    await tab.evaluate(`document.documentElement.append(document.createElement('i'))`);
    expect(await tab.locator('parley-widget').count()).toBe(0);
    expect(await tab.evaluate('navigator.locks.query().then(({ held }) => held.map(({ name }) => name))')).toEqual([]);
    expect(complaints).toEqual([]);
    await tab.evaluate(`parley('init', '${first.scenario_id}'); parley('open');`);
    await tab.getByRole('textbox').first().waitFor();
    expect(complaints).toEqual([]);
  });
});
