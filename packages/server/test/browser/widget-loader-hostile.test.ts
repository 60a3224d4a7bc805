import { expect, it } from 'vitest';
import { hostilePage } from '../support/hostile-page.ts';
import { describeStory, widgetStories } from '../support/widget-stories.ts';

const stories = widgetStories();

/** What a page may do to what scripts rest on, beside what the hostile page of the stories does. */
const BROKEN = `<script>
  window.fetch = () => { throw new Error('the page has no fetch'); };
  window.requestIdleCallback = undefined;
  window.matchMedia = (query) => ({ matches: false, media: query, addListener() {}, removeListener() {}, addEventListener() {}, removeEventListener() {} });
</script>`;

describeStory('the loader on a page that does its worst', () => {
  it('draws its launcher in its place and size, whatever the page styles', async () => {
    const { page } = await stories.visit({ html: hostilePage() });
    const launcher = page.getByRole('button', { name: 'Open chat' });
    await launcher.waitFor();
    const box = await launcher.boundingBox();
    expect(box).toMatchObject({ width: 56, height: 56, x: 1000 - 20 - 56, y: 800 - 20 - 56 });
    expect(await page.evaluate(`getComputedStyle(document.querySelector('parley-widget')).opacity`)).toBe('1');
    await launcher.click();
    await page.getByRole('dialog').first().waitFor();
  });

  it('uses the fetch of the browser where the page has broken its own', async () => {
    const { page, complaints } = await stories.visit({
      html: (host, id) =>
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>${BROKEN}</head><body>
        <script async src="${host}/widget.js" data-scenario="${id}"></script></body></html>`,
    });
    await page.getByRole('button', { name: 'Open chat' }).click();
    await page.getByRole('textbox').first().waitFor();
    expect(complaints).toEqual([]);
  });

  const BEFORE = (script: string) => (host: string, id: string) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>
    <script>window.heard = []; ${script}</script></head><body>
    <script async src="${host}/widget.js" data-scenario="${id}"></script></body></html>`;

  it.each([
    [
      'bound',
      `const own = window.fetch; window.fetch = (function () { return Promise.reject(new Error('no')); }).bind(window);`,
    ],
    ['a Proxy', `window.fetch = new Proxy(window.fetch, { apply() { return Promise.reject(new Error('no')); } });`],
    [
      'said to be native',
      `const { toString } = Function.prototype; const text = toString.call(window.fetch);
       window.fetch = () => Promise.reject(new Error('no'));
       Function.prototype.toString = function () { return this === window.fetch ? text : toString.call(this); };`,
    ],
    [
      'said to be native, and gives nothing',
      `window.fetch = async function fetch() {}; Function.prototype.toString = () => 'function fetch() { [native code] }';`,
    ],
  ])('asks by the fetch of the browser where that of the page is broken, and %s', async (_how, script) => {
    const { page, complaints } = await stories.visit({ html: BEFORE(script) });
    await page.getByRole('button', { name: 'Open chat' }).click();
    const input = page.getByRole('textbox').first();
    await input.fill('Hello');
    await input.press('Enter');
    await expect.poll(async () => (await stories.log()).length, { timeout: 15_000 }).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['Map', 'window.Map = function Map(place) { this.place = place; };'],
    ['Set', 'window.Set = class Set {};'],
    ['Object.prototype.signal', `Object.prototype.signal = 'green';`],
    ['AbortController', 'delete window.AbortController;'],
    ['TextDecoder', 'delete window.TextDecoder;'],
    ['ResizeObserver', 'delete window.ResizeObserver;'],
    ['Object.entries', 'delete Object.entries;'],
    ['requestAnimationFrame', 'delete window.requestAnimationFrame;'],
    ['queueMicrotask', 'delete window.queueMicrotask;'],
  ])(
    'shows its launcher where the page has another %s, says so when it is opened, and throws nothing',
    async (name, script) => {
      const { page, complaints } = await stories.visit({ html: BEFORE(script) });
      await page.getByRole('button', { name: 'Open chat' }).click();
      await page.getByRole('alert').waitFor();
      expect(complaints).toEqual([
        `Parley: the chat could not be loaded: this page has taken away or replaced ${name}. See ${stories.host}/docs/embed`,
      ]);
    },
  );

  it('leaves two globals, and no error of its own to the page', async () => {
    const html = (script: string) => (host: string, id: string) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>
      <script>window.faults = []; window.onerror = (text) => { faults.push(text); };
      window.onunhandledrejection = ({ reason }) => { faults.push(String(reason)); };</script></head>
      <body>${script.replace('HOST', host).replace('ID', id)}</body></html>`;
    const names = 'Object.getOwnPropertyNames(window)';
    const without = await stories.visit({ html: html('') });
    const before = await without.page.evaluate<string[]>(names);
    const tag = '<script async src="HOST/widget.js" data-scenario="ID"></script>';
    const { page } = await stories.visit({ html: html(tag) });
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
    const after = await page.evaluate<string[]>(names);
    // A frame of the page is counted by a number.
    expect(after.filter((name) => !before.includes(name)).sort()).toEqual(['_quickchat', 'parley']);
    expect(await page.evaluate('window.faults')).toEqual([]);
  });
});

describeStory('a pinned loader', () => {
  const pinned = (host: string, id: string): string => {
    const { loader } = stories.app.current.parley.deps.widgetAssets;
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>
      <script async src="${host}${loader?.path}" integrity="${loader?.integrity}" crossorigin="anonymous"
      data-scenario="${id}"></script></body></html>`;
  };

  it('runs with its hash', async () => {
    const { page, complaints } = await stories.visit({ html: pinned });
    await page.getByRole('button', { name: 'Open chat' }).click();
    await page.getByRole('textbox').first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('runs no script that has other bytes than it was built with', async () => {
    const { page, context, complaints } = await stories.visit({ html: () => '<!doctype html><title>x</title>' });
    await context.route('**/widget/launcher-*.js', async (route) => {
      const reply = await route.fetch();
      await route.fulfill({ response: reply, body: `${await reply.text()};globalThis.isTampered = true;` });
    });
    const { host, app } = stories;
    await page.goto(stories.site.serve('/pinned', { html: pinned(host, app.current.first.scenario_id) }));
    await expect.poll(() => complaints.join()).toContain('cannot be loaded');
    expect(await page.evaluate('window.isTampered')).toBeUndefined();
    expect(await page.getByRole('button').count()).toBe(0);
  });
});
