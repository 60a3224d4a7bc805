// `npx node scripts/make-demo-picture.mjs`: takes the README's picture again, of the demo page with the widget open and a question answered.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';
import { startDemoServer } from './start-demo-server.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PICTURE = `${ROOT}docs/images/demo.webp`;
const QUESTION = 'Is there a calligraphy evening?';
const SIZE = { width: 1200, height: 760 };

const folder = await mkdtemp(join(tmpdir(), 'parley-picture-'));
const server = await startDemoServer(folder);
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: SIZE, deviceScaleFactor: 1.5, colorScheme: 'light', locale: 'en' });
  await page.goto(`${server.url}/demo`);
  await page.getByRole('button', { name: 'Open chat' }).click();
  const input = page.getByRole('textbox', { name: 'Your message' });
  await input.fill(QUESTION);
  await input.press('Enter');
  await page.getByRole('log').getByText('Thursday').first().waitFor();
  await page.getByRole('button', { name: 'This helped' }).last().waitFor();
  // The last word has come; the scrolling behind it takes a moment more.
  await page.waitForTimeout(1_000);
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
  const bytes = Buffer.from(data, 'base64');
  await writeFile(PICTURE, bytes);
  console.log(`${PICTURE}: ${Math.round(bytes.length / 1024)} KB`);
} finally {
  await browser.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
