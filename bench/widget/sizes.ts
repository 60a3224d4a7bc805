import { get } from 'node:http';
import type { BenchRow } from '../retrieval.ts';
import type { WidgetBench } from '../widget.ts';
import { openWidget, say } from './visitor.ts';

const LOADER_KB = 5;
/** As `npm run check` holds it: docs/decisions/0025-what-the-widget-may-weigh.md. */
const TOTAL_KB = 46;

/** Bytes of the scripts that a page loads, as they travel: the loader's, those before it is opened, and all until the first reply. */
export async function measureSizes({ browser, server, pages }: WidgetBench): Promise<BenchRow[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const loaded: string[] = [];
  page.on('response', (response) => {
    if (response.url().startsWith(server.url) && response.request().resourceType() === 'script')
      loaded.push(response.url());
  });
  await page.goto(pages.withWidget, { waitUntil: 'networkidle' });
  const before = [...loaded];
  await openWidget(page);
  await say(page, 'Which colour is a zebra?');
  await context.close();
  console.log(`until the first reply: ${loaded.map((url) => new URL(url).pathname).join(', ')}`);
  return [
    ...(await rowsOf('loader', before.slice(0, 1), `budget ${LOADER_KB}`)),
    ...(await rowsOf('with what is fetched when the page is idle', before, 'before it is opened')),
    ...(await rowsOf('scripts for a first conversation', loaded, `budget ${TOTAL_KB}`)),
  ];
}

async function rowsOf(name: string, urls: readonly string[], note: string): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const encoding of ['br', 'gzip'] as const) {
    const sizes = await Promise.all([...new Set(urls)].map((url) => sizeOf(url, encoding)));
    const kb = sizes.reduce((sum, size) => sum + size, 0) / 1_024;
    rows.push({ name: `${name}, ${encoding}`, value: round(kb), unit: 'KB', note });
  }
  return rows;
}

/** `fetch` would unpack it. */
function sizeOf(url: string, encoding: 'br' | 'gzip'): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': encoding } }, (response) => {
      let size = 0;
      if (response.headers['content-encoding'] !== encoding) reject(new Error(`${url} came without ${encoding}`));
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
      });
      response.on('end', () => resolve(size));
    }).on('error', reject);
  });
}

const round = (value: number): number => Math.round(value * 100) / 100;
