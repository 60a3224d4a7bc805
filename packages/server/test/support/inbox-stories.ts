import type { Role } from '@parley/protocol';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { Parts } from '../../src/compose.ts';
import { analyseNothing } from './analyse-nothing.ts';
import { testApp } from './app.ts';
import { addPerson, firstWorkspaceId, browser as formBrowser } from './person.ts';
import { CHROMIUM_FLAGS, executablePath } from './widget-stories.ts';

/** Somebody of the team at their screen. */
export type AtWork = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly userId: string;
  readonly email: string;
  readonly workspaceId: string;
  /** What the page's console has of warnings and errors, what was thrown in it, and requests to other hosts. */
  readonly complaints: string[];
  /** Opens a screen, by its path below the workspace: `conversations?view=mine`. */
  open(path: string): Promise<void>;
  /** Another tab of the same browser. */
  tab(): Promise<Page>;
};

type Colleague = {
  readonly role?: Role;
  readonly name?: string;
  readonly email?: string;
  readonly context?: BrowserContextOptions;
};

/** A real server and a real browser for the stories of a file. Each person has a browser profile of their own. */
export function inboxStories(given: Partial<Parts> = {}, { analyses = false }: { readonly analyses?: boolean } = {}) {
  if (!executablePath) console.log('skipped: stories of the inbox (no Chromium; npm test brings one where it can)');
  const app = testApp(given);
  let browser: Browser | undefined;
  let host = '';
  const contexts = new Set<BrowserContext>();
  beforeAll(async () => {
    if (executablePath) browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  });
  beforeEach(async () => {
    if (!analyses) await analyseNothing(app.current);
    if (!executablePath || host) return;
    host = await app.current.parley.app.listen({ port: 0, host: '127.0.0.1' });
    await app.current.parley.background.startJobs();
  });
  afterEach(async () => {
    await Promise.all([...contexts].map((context) => context.close()));
    contexts.clear();
  });
  afterAll(() => browser?.close());

  /** Adds a person to the first workspace and opens the inbox as them. */
  async function colleague({ role = 'agent', context: options, ...person }: Colleague = {}): Promise<AtWork> {
    if (!browser) throw new Error('there is no browser');
    const { parley } = app.current;
    const email = person.email ?? `${role}-${contexts.size}@team.example`;
    const { id: userId } = await addPerson(parley, { email, role, name: person.name ?? `${role} Smith` });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    contexts.add(context);
    const signedIn = await formBrowser(parley).signIn(email);
    await context.addCookies([...signedIn.cookies].map(([name, value]) => ({ name, value, url: host })));
    const complaints: string[] = [];
    const tab = async (): Promise<Page> => {
      const page = await context.newPage();
      listen(page, host, complaints);
      return page;
    };
    const page = await tab();
    const workspaceId = await firstWorkspaceId(parley);
    const open = async (path: string): Promise<void> => {
      await page.goto(`${host}/inbox/${workspaceId}/${path}`);
    };
    return { page, context, userId, email, workspaceId, complaints, open, tab };
  }

  return {
    app,
    colleague,
    /** Where the server answers. */
    get host() {
      return host;
    },
  };
}

function listen(page: Page, host: string, complaints: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(host) && !/^(data|blob):/.test(url)) complaints.push(`another host was asked: ${url}`);
  });
}

/** Keeps a picture of a screen, where `PARLEY_TEST_SCREENSHOTS` names a folder for them. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.PARLEY_TEST_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
