import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { importArticles } from '../../src/commands/import-articles.ts';
import type { Parts } from '../../src/compose.ts';
import { agentApi } from './agent-api.ts';
import { analyseNothing } from './analyse-nothing.ts';
import { type TestApp, testApp } from './app.ts';
import { type Site, type SitePage, startSite } from './site.ts';
import { type VisitorWidget, visitorWidget } from './visitor-widget.ts';
import { workspaceApi } from './workspace-api.ts';

/** Chromium for tests; without one they are skipped. */
export const executablePath = process.env.PARLEY_TEST_CHROMIUM;

// Without these Chromium asks its maker's servers for things, which a test machine may not reach.
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
export const CHROMIUM_FLAGS = [...QUIET, '--disable-component-update', '--disable-sync'];

/** `describe` for stories in a browser: it says why where there is none. */
export const describeStory = describe.skipIf(!executablePath);

/** Expects it soon: browsers, turns and jobs take their time. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000, interval: 50 });

export type Visit = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly widget: VisitorWidget;
  /** What the page's console has of warnings and errors, and what was thrown in it. */
  readonly complaints: string[];
};

export type VisitOptions = {
  /** The page, given where our installation is and the agent's id; a plain one with the script tag unless told. */
  readonly html?: (host: string, scenarioId: string) => string;
  readonly headers?: SitePage['headers'];
  readonly context?: BrowserContextOptions;
  /** Another tab of the same browser. */
  readonly beside?: Visit;
};

/** A real server, a site of another origin and a real browser for the stories of a file. */
export function widgetStories(given: Partial<Parts> = {}) {
  if (!executablePath) console.log('skipped: stories of the widget (no Chromium; npm test brings one where it can)');
  const app = testApp(given);
  let browser: Browser | undefined;
  let site: Site | undefined;
  let host = '';
  const contexts = new Set<BrowserContext>();
  const complained: string[][] = [];
  beforeAll(async () => {
    if (!executablePath) return;
    browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
    site = await startSite();
    // Browsers ask for it, and complain where it is not.
    site.serve('/favicon.ico', { html: '', type: 'image/x-icon' });
  });
  beforeEach(async () => {
    await analyseNothing(app.current);
    if (!executablePath || host) return;
    host = await app.current.parley.app.listen({ port: 0, host: '127.0.0.1' });
    await app.current.parley.background.startJobs();
  });
  afterEach(async ({ task }) => {
    const folder = process.env.PARLEY_TEST_SCREENSHOTS;
    const complaints = complained.splice(0).flat();
    if (task.result?.state === 'fail' && complaints.length > 0) console.log(complaints.join('\n'));
    for (const context of contexts) {
      for (const [at, page] of folder && task.result?.state === 'fail' ? context.pages().entries() : []) {
        await page.screenshot({ path: `${folder}/failed-${task.name.replaceAll(/\W+/g, '-').slice(0, 60)}-${at}.png` });
      }
      await context.close();
    }
    contexts.clear();
  });
  afterAll(() => browser?.close());
  const call = workspaceApi(app);
  const agent = agentApi(app);

  return {
    app,
    call,
    agent,
    get host() {
      return host;
    },
    get site(): Site {
      if (!site) throw new Error('there is no site');
      return site;
    },
    /** A page of the site that has the widget, in a browser of its own unless told. */
    async visit({ html = plainPage, headers, context: given, beside }: VisitOptions = {}): Promise<Visit> {
      if (!browser || !site) throw new Error('there is no browser');
      const context =
        beside?.context ?? (await browser.newContext({ viewport: { width: 1000, height: 800 }, ...given }));
      context.setDefaultTimeout(15_000);
      contexts.add(context);
      const page = await context.newPage();
      const complaints: string[] = [];
      complained.push(complaints);
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error.stack ?? error)));
      const scenarioId = app.current.first.scenario_id;
      await page.goto(site.serve('/page', { html: html(host, scenarioId), ...(headers ? { headers } : {}) }));
      return { page, context, widget: visitorWidget(page), complaints };
    },
    /** Changes the widget's configuration as the owner does. */
    configure: (patch: object) => agent('PATCH', '/v1/api/widget/configuration', { body: patch }),
    /** Gives the agent articles to answer from. */
    knows: (articles: Readonly<Record<string, string>>) => teach(app.current, articles),
    /** What is in the log of the only conversation: each event's type and data, oldest first. */
    log: () => readLog(app.current),
  };
}

/** A page with nothing but the script tag. */
export const plainPage = (host: string, scenarioId: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A shop</title></head><body><main><h1>A shop</h1><p>Paper and ink. <a href="#end">To the end</a></p></main>
<script async src="${host}/widget.js" data-scenario="${scenarioId}"></script></body></html>`;

async function teach({ parley, first }: TestApp, articles: Readonly<Record<string, string>>): Promise<void> {
  const list = Object.entries(articles).map(([title, content]) => ({ type: 'Article' as const, title, content }));
  await importArticles(parley.deps, { agentId: first.chatbot_id, articles: list });
}

export type LoggedEvent = {
  readonly conversation_id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
};

async function readLog({ database }: TestApp): Promise<LoggedEvent[]> {
  const query = 'select conversation_id, type, data from events order by conversation_id, seq';
  return (await database.executeSql(query)).rows as LoggedEvent[];
}
