import { chromium, type Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';

const executablePath = process.env.PARLEY_TEST_CHROMIUM;
if (!executablePath) console.log('skipped: the browser stories (no Chromium; npm test brings one where it can)');

const app = testApp();

/** Without these Chromium asks its maker's servers for things, which a test machine may not reach. */
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const FLAGS = [...QUIET, '--disable-component-update', '--disable-sync'];

describe.skipIf(!executablePath)('the API documents in a browser', () => {
  it('show every operation, load nothing from elsewhere and break no rule of their own policy', async () => {
    const { app: server } = app.current.parley;
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    const browser = await chromium.launch({ executablePath: executablePath ?? '', args: FLAGS });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
      const complaints: string[] = [];
      const elsewhere: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => !request.url().startsWith(url) && elsewhere.push(request.url()));
      await page.goto(`${url}/docs`);
      await page.locator('.opblock').first().waitFor();
      const { paths } = (await server.inject({ url: '/openapi.json' })).json();
      const operations = Object.values<object>(paths).flatMap((path) => Object.keys(path));
      expect((await drawnOperations(page)).size).toBe(operations.length);
      expect(complaints).toEqual([]);
      expect(elsewhere.filter((address) => !address.startsWith('data:'))).toEqual([]);
      if (process.env.PARLEY_TEST_SCREENSHOTS) {
        await page.screenshot({ path: `${process.env.PARLEY_TEST_SCREENSHOTS}/docs.png` });
      }
    } finally {
      await browser.close();
    }
  });
});

/** Of many operations the page draws those that are in sight: it is read from its beginning to its end. */
async function drawnOperations(page: Page): Promise<Set<string>> {
  const seen = new Set<string>();
  let at = -1;
  for (let top = 0; top !== at; top = await page.evaluate<number>('(window.scrollBy(0, 400), window.scrollY)')) {
    at = top;
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    await expect.poll(() => page.locator('.opblock').count()).toBeGreaterThan(0);
    for (const id of await page.locator('.opblock').evaluateAll((blocks) => blocks.map(({ id }) => id))) seen.add(id);
  }
  return seen;
}
