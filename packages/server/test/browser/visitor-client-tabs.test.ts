import { fileURLToPath } from 'node:url';
import type { createVisitorClient, VisitorClient } from '@parley/sdk';
import type { Frame, Page } from 'playwright-core';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { wholeLogs } from '../support/whole-log.ts';
import { describeStory, eventually, type Visit, widgetStories } from '../support/widget-stories.ts';

declare const ParleySdk: { readonly createVisitorClient: typeof createVisitorClient };
declare const client: VisitorClient;
declare const told: string[];

/** The SDK as one script. */
async function sdkScript(): Promise<string> {
  const entry = fileURLToPath(new URL('../../../sdk/src/visitor/create-visitor-client.ts', import.meta.url));
  const lib = { entry, formats: ['iife' as const], name: 'ParleySdk', fileName: () => 'sdk.js' };
  const result = await build({ configFile: false, logLevel: 'error', build: { write: false, target: 'es2022', lib } });
  const [output] = [result].flat();
  const [script] = output && 'output' in output ? output.output : [];
  if (script?.type !== 'chunk') throw new Error('the SDK was not built');
  return script.code;
}

/** A page whose only script is a client of the SDK, as an own interface would have it. */
const pageWith = (script: string) => (host: string, scenarioId: string) =>
  `<!doctype html><title>Own interface</title>
<script>${script.replaceAll('</script', '<\\/script')}
var client = ParleySdk.createVisitorClient({ baseUrl: ${JSON.stringify(host)}, scenarioId: ${JSON.stringify(scenarioId)} });
var told = [];
client.on('message', function (news) { told.push(news.text); });
client.start();</script>`;

const said = ({ page }: { readonly page: Page | Frame }): Promise<string[]> =>
  page.evaluate(() =>
    (client.state.conversation?.entries ?? []).flatMap((entry) =>
      entry.kind === 'message' && entry.message.author === 'visitor' ? entry.message.content : [],
    ),
  );
const send = ({ page }: Visit, text: string) => page.evaluate((text) => void client.send({ text }), text);
const toldOf = ({ page }: Visit): Promise<string[]> => page.evaluate(() => told);

describeStory('a browser with its own locks, channel and storage', () => {
  const stories = widgetStories();

  it('has one stream for three pages, and loses and doubles nothing when the one that leads is closed', async () => {
    const html = pageWith(await sdkScript());
    const { streams } = stories.app.current.parley.deps.live;
    const first = await stories.visit({ html });
    const second = await stories.visit({ html, beside: first });
    const third = await stories.visit({ html, beside: first });
    await Promise.all([send(second, 'From the second'), send(third, 'From the third')]);
    await eventually(() => said(first).then((texts) => texts.toSorted())).toEqual([
      'From the second',
      'From the third',
    ]);
    const order = await said(first);
    for (const visit of [second, third]) await eventually(() => said(visit)).toEqual(order);
    await eventually(streams.count).toBe(1);
    // The first page that came has the lead.
    await Promise.all([send(second, 'While it closes'), first.page.close()]);
    await send(third, 'After it');
    for (const visit of [second, third]) {
      await eventually(() => said(visit)).toEqual([...order, 'While it closes', 'After it']);
      expect(await toldOf(visit)).toEqual([...order, 'While it closes', 'After it']);
    }
    await eventually(streams.count).toBe(1);
    const [whole, ...others] = await wholeLogs(stories.app.current.database);
    expect(others).toEqual([]);
    const stored = whole?.messages.filter(({ author }) => author === 'visitor').map(({ content }) => content);
    expect(stored).toEqual([...order, 'While it closes', 'After it']);
  }, 60_000);

  it('keeps the conversation over a reload, and forgets it everywhere', async () => {
    const html = pageWith(await sdkScript());
    const first = await stories.visit({ html });
    const second = await stories.visit({ html, beside: first });
    await send(first, 'Remember this');
    await eventually(() => said(second)).toEqual(['Remember this']);
    await first.page.reload();
    expect(await said(first)).toEqual(['Remember this']);
    await second.page.evaluate(() => client.forget());
    await eventually(() => said(first)).toEqual([]);
    expect(await first.page.evaluate(() => localStorage.length)).toBe(0);
    expect(await wholeLogs(stories.app.current.database)).toEqual([]);
  }, 60_000);

  it('tells how much of a file has gone, and why one is not taken', async () => {
    const visit = await stories.visit({ html: pageWith(await sdkScript()) });
    const upload = (content: string, name: string) =>
      visit.page.evaluate(
        async ([base64, name]) => {
          const shares: number[] = [];
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const outcome = await client
            .upload(new File([bytes], name), (share) => shares.push(share))
            .then(
              (file) => file.name,
              (error: Error) => error.message,
            );
          return { shares, outcome };
        },
        [Buffer.from(content).toString('base64'), name] as const,
      );
    const pdf = await upload('%PDF-1.4\n%%EOF\n', 'paper.pdf');
    expect(pdf.outcome).toBe('paper.pdf');
    expect(pdf.shares.at(-1)).toBe(1);
    const { outcome } = await upload('#!/bin/sh', 'script.sh');
    expect(outcome).not.toBe('script.sh');
    expect(outcome.length).toBeGreaterThan(10);
  }, 60_000);

  it('that denies its storage, as in a sandboxed frame, talks from memory', async () => {
    const inner = pageWith(await sdkScript());
    const escaped = (html: string) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    const outer = await stories.visit({
      html: (host, scenarioId) =>
        `<!doctype html><title>Outer</title><iframe sandbox="allow-scripts" srcdoc="${escaped(inner(host, scenarioId))}"></iframe>`,
    });
    const frame = outer.page.frames().at(-1);
    if (!frame) throw new Error('there is no frame');
    expect(await frame.evaluate('self.origin')).toBe('null');
    await frame.evaluate(() => void client.send({ text: 'From nowhere' }));
    await eventually(() => said({ page: frame })).toEqual(['From nowhere']);
    await eventually(() => frame.evaluate(() => client.state.reply)).toBe('none');
    const [whole] = await wholeLogs(stories.app.current.database);
    expect(whole?.messages.filter(({ author }) => author === 'visitor')).toHaveLength(1);
  }, 60_000);
});
