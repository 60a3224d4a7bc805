import { chromium, type Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { workspaceApi } from '../support/workspace-api.ts';

const executablePath = process.env.PARLEY_TEST_CHROMIUM;
if (!executablePath) console.log('skipped: the chat page in a browser (no Chromium; npm test brings one where it can)');

const app = testApp();
const call = workspaceApi(app);
/** Without these Chromium asks its maker's servers for things, which a test machine may not reach. */
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const FLAGS = [...QUIET, '--disable-component-update', '--disable-sync'];

describe.skipIf(!executablePath)('the chat page in a browser without scripts', () => {
  it('leads from a QR code through a conversation with the agent to a person', async () => {
    const { app: server } = app.current.parley;
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    await call('PATCH', `/chatbots/${app.current.first.chatbot_id}`, {
      welcome_subtitle: 'Ask me anything',
      suggestions: ['What are your opening hours?'],
    });
    const destination = { type: 'chatbot', chatbot: app.current.first.chatbot_id };
    const code = (await call('POST', '/qr-codes', { name: 'Table 12', destination })).body;
    const browser = await chromium.launch({ executablePath: executablePath ?? '', args: FLAGS });
    try {
      const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(`${url}/q/${code.public_slug}`);
      const shoot = async (name: string) => {
        const folder = process.env.PARLEY_TEST_SCREENSHOTS;
        if (folder) await page.screenshot({ path: `${folder}/chat-${name}.png` });
      };
      await shoot('welcome');
      // Title and messages share an edge, however wide the window.
      await page.setViewportSize({ width: 1280, height: 800 });
      const edges = await Promise.all([page.locator('h1'), page.locator('.who').first()].map(textEdge));
      expect(edges).toEqual([expect.any(Number), edges[0]]);
      await page.setViewportSize({ width: 390, height: 800 });
      const paper = () => page.locator('body').evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await paper();
      await page.emulateMedia({ colorScheme: 'dark' });
      await shoot('welcome-dark');
      expect([light, await paper()]).toEqual(['rgb(245, 246, 248)', 'rgb(20, 23, 28)']);
      await page.emulateMedia({ colorScheme: 'light' });
      await page.getByRole('button', { name: 'What are your opening hours?' }).click();
      expect(await page.locator('.me .text').allTextContents()).toEqual(['What are your opening hours?']);
      await page.getByLabel('Your message').fill('I want to talk to a person');
      await page.getByLabel('Your e-mail').fill('ann@example.com');
      await page.getByRole('button', { name: 'Send' }).click();
      const [conversation] = (await call('GET', '/conversations')).body.data;
      expect(conversation).toMatchObject({ qr_code_id: code.id, contact_email: 'ann@example.com' });
      await call('PATCH', `/conversations/${conversation.id}`, { status: 'resolved' });
      await call('PATCH', `/conversations/${conversation.id}`, { status: 'open' });
      await call('POST', `/conversations/${conversation.id}/messages`, { text: 'Hello, I am **Kim**.' });
      await page.getByRole('link', { name: 'look for new messages' }).click();
      expect(await page.locator('.them strong').textContent()).toBe('Kim');
      expect(await page.getByLabel('Your e-mail').count()).toBe(0);
      await shoot('person');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});

/** Where the text of an element begins, in pixels from the left. */
const textEdge = (element: Locator): Promise<number> =>
  element.evaluate((found) => {
    const range = found.ownerDocument.createRange();
    range.selectNodeContents(found);
    return range.getBoundingClientRect().left;
  });
