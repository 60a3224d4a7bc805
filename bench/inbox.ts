import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Database } from '../packages/server/src/store/db/database.ts';
import { openDatabase } from '../packages/server/src/store/db/open.ts';
import { migrations } from '../packages/server/src/store/migrations/index.ts';
import type { Schema } from '../packages/server/src/store/schema.ts';
import { type ServerProcess, startServerProcess } from '../packages/server/test/support/server-process.ts';
import { findChromium } from '../scripts/find-chromium.mjs';
import { lighthouseScores } from './inbox/lighthouse-scores.ts';
import { scrollThrough } from './inbox/scroll-through.ts';
import type { BenchRow } from './retrieval.ts';
import { seedConversations } from './seed-conversations.ts';
import { postgresPlace } from './turns/databases.ts';
import { median } from './widget/median.ts';

const DEBUGGING_PORT = 9_338;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
const SECRET = 'a secret of thirty-two characters';

/**
 * How long it takes until a team sees its conversations: from an empty cache and from a full one, how scrolling goes, and what
 * Lighthouse says of the page. On PostgreSQL, in Chromium, with a server in a process of its own. Options:
 * `--conversations 100000`, `--rounds 5`, `--quick`.
 */
export async function benchInbox(args: string[]): Promise<BenchRow[]> {
  const text = { type: 'string' } as const;
  const options = { quick: { type: 'boolean' }, rounds: text, conversations: text } as const;
  const { values } = parseArgs({ args, options, strict: false });
  const executablePath = await findChromium();
  const place = await postgresPlace();
  if (!executablePath || !place?.databaseUrl) {
    console.log('The inbox is not measured: it needs Chromium, and PostgreSQL in BENCH_DATABASE_URL.');
    return [];
  }
  await using stack = new AsyncDisposableStack();
  stack.defer(() => place.remove());
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const conversations = Number(values.conversations ?? (values.quick ? 10_000 : 100_000));
  const environment = { DATABASE_URL: place.databaseUrl, PARLEY_SECRET: SECRET, PARLEY_RATE_LIMITS: 'off' };
  const server = await startServerProcess(folder, environment);
  stack.defer(() => server.kill());
  const workspaceId = await seed(place.databaseUrl, conversations);
  const browser = await chromium.launch({
    executablePath,
    args: [...FLAGS, `--remote-debugging-port=${DEBUGGING_PORT}`],
  });
  stack.defer(() => browser.close());
  const screen = { server, url: `${server.url}/inbox/${workspaceId}/conversations` };
  return await measure(browser, screen, Number(values.rounds ?? (values.quick ? 1 : 5)));
}

/** Conversations of a workspace that the first owner belongs to. */
async function seed(url: string, conversations: number): Promise<string> {
  const database: Database<Schema> = await openDatabase<Schema>({ url, statementTimeoutMs: 3_600_000, migrations });
  try {
    const { workspaceId } = await seedConversations(database, { conversations, messages: 4, keepsMessages: true });
    await database.executeSql(
      `insert into members (id, workspace_id, user_id, role, created_at)
       select gen_random_uuid(), $1::uuid, user_id, 'owner', now() from members limit 1`,
      [workspaceId],
    );
    // Else the database does it in the minute after, and holds the log back for as long.
    await database.executeSql('vacuum analyze');
    return workspaceId;
  } finally {
    await database.close();
  }
}

type Screen = { readonly server: ServerProcess; readonly url: string };

async function measure(browser: Browser, screen: Screen, rounds: number): Promise<BenchRow[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  const signedIn = await signIn(browser, screen);
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext({ storageState: await signedIn.storageState() });
    await context.addInitScript(WATCH);
    const page = await context.newPage();
    cold.push(await timeToList(page, screen.url));
    warm.push(await timeToList(page, screen.url));
    await context.close();
  }
  const page = await signedIn.newPage();
  await page.goto(screen.url);
  await page.locator('[role=grid] [role=row] a').first().waitFor();
  const scrolled = await scrollThrough(page);
  const scores = await lighthouseScores(screen.url, { port: DEBUGGING_PORT, cookies: await signedIn.cookies() });
  await signedIn.close();
  const most = (values: readonly number[]) => `at most ${Math.round(Math.max(...values))} of ${values.length}`;
  return [
    { name: 'first list, nothing cached', value: Math.round(median(cold)), unit: 'ms', note: most(cold) },
    { name: 'first list, scripts cached', value: Math.round(median(warm)), unit: 'ms', note: most(warm) },
    { name: 'longest task while scrolling', value: scrolled.longestTaskMs, unit: 'ms', note: `${scrolled.rows} rows` },
    { name: 'rows in the document', value: scrolled.rowsInDocument, unit: '', note: 'after scrolling' },
    { name: 'Lighthouse, performance', value: scores.performance, unit: '/100', note: 'desktop; 90 wanted' },
    { name: 'Lighthouse, accessibility', value: scores.accessibility, unit: '/100', note: '100 wanted' },
  ];
}

async function signIn(browser: Browser, { server }: Screen): Promise<BrowserContext> {
  const { owner_email: email, owner_password: password } = server.first;
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/inbox/);
  await page.close();
  return context;
}

/** Writes down what the page's clock says as the first row comes. A script of the page, which this program has no types of. */
const WATCH = `new MutationObserver((_, observer) => {
  if (!document.querySelector('[role=grid] [role=row] a')) return;
  window.firstRowMs = performance.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true })`;

/** From the request of the page to the first row on it, in ms. */
async function timeToList(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator('[role=grid] [role=row] a').first().waitFor();
  return page.evaluate<number>('window.firstRowMs');
}
