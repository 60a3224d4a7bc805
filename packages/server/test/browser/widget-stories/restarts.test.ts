import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { killServerProcesses, startServerProcess } from '../../support/server-process.ts';
import { type Site, startSite } from '../../support/site.ts';
import { visitorWidget } from '../../support/visitor-widget.ts';
import { CHROMIUM_FLAGS, describeStory, eventually, executablePath, plainPage } from '../../support/widget-stories.ts';

let browser: Browser;
let folder: string;
let site: Site;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-restarts-'));
  site = await startSite();
  if (executablePath) browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
});
afterAll(async () => {
  await browser?.close();
  killServerProcesses();
  await rm(folder, { recursive: true, force: true });
});

describeStory('a server that is killed', { timeout: 120_000 }, () => {
  it('gets what was written meanwhile when it is back, once and in order', async () => {
    const before = await startServerProcess(folder, {});
    const port = new URL(before.url).port;
    const { first } = before;
    const page = await browser.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(site.serve('/', { html: plainPage(before.url, first.scenario_id) }));
    const widget = visitorWidget(page);
    await widget.open();
    await widget.says('Before the kill');
    await eventually(() => said(before.url, first.write_token)).toEqual(['Before the kill']);

    await before.kill();
    await widget.says('While it was down');
    await widget.says('And again');
    const after = await startServerProcess(folder, { PORT: port });
    expect(after.url).toBe(before.url);
    const all = ['Before the kill', 'While it was down', 'And again'];
    await eventually(() => said(after.url, first.write_token)).toEqual(all);
    for (const text of all) expect(await widget.said(new RegExp(`^${text}$`)).count()).toBe(1);
  });
});

type Item = {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly author?: string; readonly content: string };
};

/** What the visitor has said, by the Agent API's list of events. */
async function said(url: string, token: string): Promise<string[]> {
  const list = async (path: string): Promise<Item[]> => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/v1/api_core/conversations${path}`, { headers });
    const { items }: { items: Item[] } = await answer.json();
    return items;
  };
  const [conversation] = await list('');
  if (!conversation) return [];
  const events = await list(`/${conversation.id}/events?limit=100`);
  return events
    .filter(({ type, data }) => type === 'message' && data.author === 'visitor')
    .map(({ data }) => data.content);
}
