import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createGuardedClient } from '../../src/runtime/guarded-client.ts';
import { testApp } from '../support/app.ts';
import { startSite } from '../support/site.ts';

const executablePath = process.env.PARLEY_TEST_CHROMIUM;
if (!executablePath) console.log('skipped: the demo page in a browser (no Chromium; npm test brings one where it can)');

const site = await startSite();
const outside = createGuardedClient({ allowPrivateUrls: [site.origin] });
afterAll(() => outside.close());
const app = testApp({ outside });
/** Without these Chromium asks its maker's servers for things, which a test machine may not reach. */
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

describe.skipIf(!executablePath)('pages that show and check the widget, in a browser', () => {
  let browser: Browser;
  let url = '';
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: FLAGS });
  });
  afterAll(() => browser?.close());
  // A page that stays open goes on asking of an agent that the next test does not have.
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

  async function open(path: string, look: { width: number; height: number; isDark?: boolean }) {
    url ||= await app.current.parley.app.listen({ port: 0, host: '127.0.0.1' });
    const { isDark, ...viewport } = look;
    const context = await browser.newContext({ viewport, colorScheme: isDark ? 'dark' : 'light' });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
    return { page, complaints };
  }
  const shoot = async (page: Page, name: string) => {
    const folder = process.env.PARLEY_TEST_SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  };
  const isWiderThanItsWindow = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

  it('stands behind the front door, shows its line of code and complains of nothing', async () => {
    const { page, complaints } = await open('/', { width: 1280, height: 860 });
    expect(new URL(page.url()).pathname).toBe('/demo');
    expect(await page.locator('#snippet').textContent()).toBe(
      `<script async src="${url}/widget.js"\n  data-scenario="${app.current.first.scenario_id}"></script>`,
    );
    await shoot(page, 'demo-light');
    expect(complaints).toEqual([]);
  });

  it.each([
    ['dark', { width: 1280, height: 860, isDark: true }],
    ['phone', { width: 360, height: 740 }],
  ])('fits a window that is %s', async (name, look) => {
    const { page, complaints } = await open('/demo', look);
    await shoot(page, `demo-${name}`);
    expect([await isWiderThanItsWindow(page), complaints]).toEqual([false, []]);
  });

  it('runs the code that its buttons show, and tells what the chat told the page', async () => {
    const { page, complaints } = await open('/demo', { width: 1280, height: 860 });
    const heard = (name: string) => page.locator('#heard code', { hasText: new RegExp(`^${name}$`) }).first();
    await heard('ready').waitFor();
    await page.getByRole('button', { name: 'Send a question' }).click();
    await heard('reply').waitFor();
    await shoot(page, 'demo-open');
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const timesReady = () => page.locator('#heard code', { hasText: /^ready$/ }).count();
    await press('Tell it about the cart');
    await heard('setMetadata').waitFor();
    await page.waitForLoadState('networkidle');
    await press('Make it dark');
    await expect.poll(timesReady).toBe(2);
    await press('Make it Polish');
    await expect.poll(timesReady).toBe(3);
    await page.getByPlaceholder('Napisz').waitFor();
    await shoot(page, 'demo-polish');
    const { database, first } = app.current;
    const events = await database.db
      .selectFrom('conversations')
      .select('metadata')
      .where('agent_id', '=', first.chatbot_id)
      .execute();
    expect(events).toMatchObject([{ metadata: { cart_total: 48.5, item: 'Finch' } }]);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['light', { width: 1000, height: 800 }],
    ['dark', { width: 1000, height: 800, isDark: true }],
    ['phone', { width: 360, height: 740 }],
  ])('check a page from a form, in a window that is %s', async (name, look) => {
    const headers = { 'content-security-policy': "default-src 'self'; script-src 'self' 'nonce-abc'" };
    const html = `<script async src="${site.origin}/widget.js" data-scenario="abc"></script>`;
    const address = site.serve('/cart', { html, headers });
    const { page, complaints } = await open('/check-embed', look);
    await shoot(page, `check-embed-${name}`);
    await page.getByLabel('Address of your page').fill(address);
    await page.getByRole('button', { name: 'Check the page' }).click();
    await page.getByRole('heading', { name: 'things to fix' }).waitFor();
    expect(await page.getByLabel('Address of your page').inputValue()).toBe(address);
    await shoot(page, `check-embed-${name}-result`);
    expect([await isWiderThanItsWindow(page), complaints]).toEqual([false, []]);
  });

  it('says in words that there is nothing to show', async () => {
    const { page } = await open('/demo?scenario=nosuchagen', { width: 700, height: 500 });
    expect(await page.getByRole('alert').textContent()).toMatch(/no agent with this scenario id/);
  });
});
