import { expect, it } from 'vitest';
import { describeStory, widgetStories } from '../support/widget-stories.ts';

const stories = widgetStories();

/** The snippet of docs/guide/embed.md, under a name. */
const snippet = (name = 'parley') =>
  `(function(w){w.${name}=w.${name}||function(){(w.${name}.q=w.${name}.q||[]).push(arguments)}})(window);`;

const page = (head: string, body = '<h1>A shop</h1>') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>${head}</head><body>${body}</body></html>`;

const tag = (host: string, attributes = '') => `<script async src="${host}/widget.js" ${attributes}></script>`;

describeStory('the loader', () => {
  it('shows the launcher by the tag alone, and the window at a click', async () => {
    const { page: tab, complaints } = await stories.visit();
    const launcher = tab.getByRole('button', { name: 'Open chat' });
    await launcher.click();
    expect(await launcher.count()).toBe(0);
    await tab.getByRole('dialog').first().waitFor();
    await tab.keyboard.press('Escape');
    await launcher.waitFor();
    expect(await tab.evaluate(`document.querySelector('parley-widget').shadowRoot.activeElement.className`)).toMatch(
      /^l /,
    );
    expect(complaints).toEqual([]);
  });

  it('keeps the calls made before load, and takes those made under the other name', async () => {
    for (const name of ['parley', '_quickchat']) {
      const { page: tab, complaints } = await stories.visit({
        html: (host, id) =>
          page(
            `<script>${snippet(name)}
            ${name}('host', 'app.example'); ${name}('on', 'ready', () => { window.isReady = true; });
            ${name}('init', '${id}'); ${name}('open');</script>${tag(host)}`,
          ),
      });
      await tab.getByRole('dialog').first().waitFor();
      expect(await tab.evaluate('window.isReady')).toBe(true);
      expect(complaints).toEqual([]);
    }
  });

  it('stands in a container, named before init, even one that comes later', async () => {
    const { page: tab } = await stories.visit({
      html: (host, id) =>
        page(
          `<script>${snippet('_quickchat')} _quickchat('containerId', 'chat'); _quickchat('init', '${id}');</script>${tag(host)}`,
          '<main></main>',
        ),
    });
    await tab.evaluate(`setTimeout(() => {
      const place = document.createElement('div'); place.id = 'chat'; place.style.height = '500px';
      document.querySelector('main').append(place); }, 300)`);
    await tab.locator('#chat parley-widget').waitFor({ state: 'attached' });
    await tab.getByRole('region', { name: 'Ada' }).first().waitFor();
    expect(await tab.locator('#chat parley-widget').evaluate((element) => element.getBoundingClientRect().height)).toBe(
      500,
    );
  });

  it('warns once of each bad call, with a link, and throws nothing', async () => {
    const { page: tab, complaints } = await stories.visit({
      html: (host, id) =>
        page(
          `<script>${snippet()} for (let i = 0; i < 2; i++) { parley('fly'); parley(); parley('send'); parley('on', 'no', 1);
          parley('init'); parley('setMetadata', 'x'); } parley('init', '${id}');
          parley('on', 'ready', () => { window.isReady = true; throw new Error('of the page'); });</script>${tag(host)}`,
        ),
    });
    await tab.waitForFunction('window.isReady');
    await expect.poll(() => complaints.length).toBe(7);
    const link = `See ${stories.host}/docs/embed`;
    expect(complaints.map((text) => text.replace('Parley: ', '').replace(link, '').slice(0, 34)).sort()).toEqual(
      [
        'there is no command "fly". ',
        'there is no command "undefined". ',
        'send takes a text, or {text, wants',
        'on takes an event (ready, open, cl',
        'init takes the scenario id of your',
        'setMetadata takes an object. ',
        'a handler of this page for "ready"',
      ].sort(),
    );
    expect(complaints.every((text) => text.endsWith(link))).toBe(true);
    expect((await fetch(`${stories.host}/docs/embed`)).status).toBe(200);
  });

  it('is there once, however often it is included', async () => {
    const { page: tab, complaints } = await stories.visit({
      html: (host, id) => page(tag(host, `data-scenario="${id}"`).repeat(2), tag(host, `data-scenario="${id}"`)),
    });
    await tab.getByRole('button', { name: 'Open chat' }).waitFor();
    expect(await tab.locator('parley-widget').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('leaves nothing behind when it is destroyed, and begins again', async () => {
    const { page: tab, complaints } = await stories.visit();
    const launcher = tab.getByRole('button', { name: 'Open chat' });
    await launcher.waitFor();
    await tab.evaluate(`parley('destroy')`);
    expect(await tab.locator('parley-widget').count()).toBe(0);
    expect(await tab.evaluate(`document.querySelectorAll('link[rel=modulepreload]').length`)).toBe(0);
    await tab.evaluate(
      `history.pushState({}, '', '/other'); parley('init', '${stories.app.current.first.scenario_id}')`,
    );
    await launcher.waitFor();
    expect(complaints).toEqual([]);
  });

  it('comes back when the page throws it out with its own', async () => {
    const { page: tab } = await stories.visit();
    const launcher = tab.getByRole('button', { name: 'Open chat' });
    await launcher.waitFor();
    await tab.evaluate(`document.body.replaceWith(document.createElement('body'))`);
    await tab.evaluate(`document.querySelector('parley-widget').remove()`);
    await launcher.waitFor();
  });

  it('says in the console why an unknown agent and a refused site show nothing', async () => {
    const unknown = await stories.visit({ html: (host) => page(tag(host, 'data-scenario="aaaaaaaaaa"')) });
    await expect.poll(() => unknown.complaints.join()).toContain('the agent aaaaaaaaaa cannot be shown: No agent has');
    await stories.configure({ allowed_origins: ['https://shop.example'] });
    const refused = await stories.visit();
    await expect.poll(() => refused.complaints.join()).toContain('is not among the allowed origins');
    expect(await refused.page.locator('button').count()).toBe(0);
  });

  it('moves by the keyboard where it is draggable, and stays there', async () => {
    await stories.configure({ draggable: true });
    const { page: tab } = await stories.visit();
    const launcher = tab.getByRole('button', { name: 'Open chat' });
    const before = await launcher.boundingBox();
    await launcher.press('Alt+ArrowUp');
    const after = await launcher.boundingBox();
    expect((before?.y ?? 0) - (after?.y ?? 0)).toBe(24);
    await tab.reload();
    expect(await launcher.boundingBox()).toEqual(after);
  });
});

describeStory('the loader on a page with a policy', () => {
  const policies: Readonly<Record<string, (host: string) => string>> = {
    'nothing but our host': (host) => `default-src 'none'; script-src ${host}; connect-src ${host}; img-src ${host}`,
    'nonces and what they load': (host) =>
      `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src ${host}; img-src ${host}`,
    'Trusted Types and no policy of any name': (host) =>
      `default-src 'none'; script-src ${host}; connect-src ${host}; img-src ${host}; require-trusted-types-for 'script'; trusted-types 'none'`,
    'Trusted Types without a list': (host) =>
      `default-src 'none'; script-src ${host}; connect-src ${host}; img-src ${host}; require-trusted-types-for 'script'`,
  };
  it.each(Object.keys(policies))('works under %s', async (name) => {
    const { page: tab, complaints } = await stories.visit({
      headers: { 'content-security-policy': policies[name]?.(stories.host) ?? '' },
      html: (host, id) => page(tag(host, `nonce="abc" data-scenario="${id}"`)),
    });
    await tab.getByRole('button', { name: 'Open chat' }).click();
    await tab.getByRole('dialog').first().waitFor();
    await tab.getByRole('textbox').first().waitFor();
    const position = await tab.evaluate(`getComputedStyle(document.querySelector('parley-widget')).position`);
    expect(position).toBe('fixed');
    expect(complaints).toEqual([]);
  });

  it('says which directive keeps it from its server', async () => {
    const { complaints } = await stories.visit({
      headers: { 'content-security-policy': `default-src 'none'; script-src ${stories.host}` },
    });
    await expect.poll(() => complaints.join()).toContain(`to its connect-src`);
  });
});

describeStory('the loader where storage is denied', () => {
  it('works in a sandboxed frame', async () => {
    const { page: tab, complaints } = await stories.visit({
      headers: { 'content-security-policy': 'sandbox allow-scripts' },
    });
    await tab.getByRole('button', { name: 'Open chat' }).click();
    await tab.getByRole('dialog').first().waitFor();
    expect(complaints).toEqual([]);
  });
});
