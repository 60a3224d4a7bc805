import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { type ServerProcess, startServerProcess } from '../packages/server/test/support/server-process.ts';
import { findChromium } from '../scripts/find-chromium.mjs';
import type { BenchRow } from './retrieval.ts';
import { measureLoad } from './widget/load.ts';
import { measureMoments } from './widget/moments.ts';
import { startScriptedModel } from './widget/scripted-model.ts';
import { startPages } from './widget/site.ts';
import { measureSizes } from './widget/sizes.ts';

const DEBUGGING_PORT = 9_337;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

/** What each part measures with. */
export type WidgetBench = {
  readonly browser: Browser;
  /** Of the browser, for Lighthouse. */
  readonly port: number;
  readonly server: ServerProcess;
  readonly pages: { readonly plain: string; readonly withWidget: string };
  /** When the model last gave its first byte, in ms since 1970. */
  readonly lastFirstByte: () => number;
  readonly rounds: number;
};

/**
 * What the widget costs a page: bytes, layout shift and main thread beside the same page without it, and how fast it opens
 * and shows what the model says. Options: `--rounds 5`, `--quick`, `--only sizes,load,moments`.
 */
export async function benchWidget(args: string[]): Promise<BenchRow[]> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { quick: { type: 'boolean' }, rounds: text, only: text },
    strict: false,
  });
  const executablePath = await findChromium();
  if (!executablePath) {
    console.log('No Chromium could be had: the widget is not measured.');
    return [];
  }
  const only = String(values.only ?? 'sizes,load,moments').split(',');
  await using made = await prepare(executablePath, Number(values.rounds ?? (values.quick ? 1 : 5)));
  const rows: BenchRow[] = [];
  if (only.includes('sizes')) rows.push(...(await measureSizes(made.bench)));
  if (only.includes('load')) rows.push(...(await measureLoad(made.bench)));
  if (only.includes('moments')) rows.push(...(await measureMoments(made.bench)));
  return rows;
}

/** A server with a model that answers at once, a site on another origin, and a browser. */
async function prepare(executablePath: string, rounds: number) {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const model = stack.adopt(await startScriptedModel(), ({ close }) => close());
  const server = await startServerProcess(folder, {
    ...model.environment,
    PARLEY_DEMO: 'on',
    PARLEY_RATE_LIMITS: 'off',
  });
  stack.defer(() => server.kill());
  const site = stack.adopt(await startPages(server.url, server.first.scenario_id), ({ close }) => close());
  const browser = await chromium.launch({
    executablePath,
    args: [...FLAGS, `--remote-debugging-port=${DEBUGGING_PORT}`],
  });
  stack.defer(() => browser.close());
  const { lastFirstByte } = model;
  const bench: WidgetBench = { browser, port: DEBUGGING_PORT, server, pages: site.pages, lastFirstByte, rounds };
  const all = stack.move();
  return { bench, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
