// `npx node scripts/make-inbox-pictures.mjs`: takes the pictures of the inbox in docs/images again, of the demo with some visitors.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';
import { startDemoServer } from './start-demo-server.mjs';

const FOLDER = fileURLToPath(new URL('../docs/images/', import.meta.url));
const SIZE = { width: 1440, height: 900 };

/** Who wrote, and what: enough to see badges, languages and a person at work. */
const VISITORS = [
  ['Amira Haddad', ['متى يصل طلبي؟']],
  ['Jonas Weber', ['Wie lange dauert die Lieferung?', 'Und nach Österreich?']],
  ['Priya Nair', ['Do you repair nibs?', 'What does it cost?']],
  ['Zofia Nowak', ['Czy wysyłacie do Polski?']],
  ['Luis Ortega', ['Is there a calligraphy evening?']],
  ['June Park', ['How long is the warranty of a fountain pen?', 'My nib is bent. Can I talk to a person, please?']],
];

await mkdir(FOLDER, { recursive: true });
const data = await mkdtemp(join(tmpdir(), 'parley-pictures-'));
const server = await startDemoServer(data);
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const first = JSON.parse(await readFile(join(data, 'first-run.json'), 'utf8'));
  for (const [name, texts] of VISITORS) await visit(first, name, texts);
  const context = await browser.newContext({ viewport: SIZE, locale: 'en' });
  const page = await signIn(context, first);
  await page.locator('[role=grid] [role=row] a').first().click();
  await page.getByRole('region', { name: 'Messages' }).waitFor();
  await page
    .getByRole('button', { name: /^Take over/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Your reply' }).fill('Hello June, this is Kim. Do you have a picture of it?');
  await page.getByRole('status').getByRole('button').click();
  await picture(page, 'inbox');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'inbox-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  const base = page.url().split('/').slice(0, 5).join('/');
  await page.goto(`${base}/analytics?days=7`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await picture(page, 'analytics');
  await page.goto(`${base}/agents`);
  await page.locator('main ul a').first().click();
  await page.getByRole('textbox', { name: 'Ask the agent' }).fill('How long is the warranty of a fountain pen?');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Warranty and repairs/ }).waitFor();
  await picture(page, 'agent');
  await page.getByRole('link', { name: 'Knowledge' }).click();
  await page.getByLabel("A visitor's question").fill('How long is the warranty?');
  await page.keyboard.press('Enter');
  await page.getByText('Would answer').waitFor();
  await picture(page, 'knowledge');
  await page.getByRole('link', { name: 'Website chat' }).click();
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await picture(page, 'website-chat');
} finally {
  await browser.close();
  await server.stop();
  await rm(data, { recursive: true, force: true });
}

async function visit({ write_token: token, scenario_id: scenario }, name, texts) {
  let conversation;
  for (const text of texts) {
    const answer = await fetch(`${server.url}/chat`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ scenario_id: scenario, text, visitor: { name }, conv_id: conversation }),
    });
    if (!answer.ok) throw new Error(`${name} was refused: ${answer.status} ${await answer.text()}`);
    conversation = (await answer.json()).conv_id;
  }
}

async function signIn(context, { owner_email: email, owner_password: password }) {
  const page = await context.newPage();
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('[role=grid] [role=row] a').first().waitFor();
  return page;
}

async function picture(page, name) {
  // Fonts, pictures and what moves come to rest.
  await page.waitForTimeout(2_500);
  const devtools = await page.context().newCDPSession(page);
  const { data: taken } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  const bytes = Buffer.from(taken, 'base64');
  await writeFile(`${FOLDER}${name}.webp`, bytes);
  console.log(`docs/images/${name}.webp: ${Math.round(bytes.length / 1024)} KB`);
}
