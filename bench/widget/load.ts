import lighthouse, { type Result } from 'lighthouse';
import type { BenchRow } from '../retrieval.ts';
import type { WidgetBench } from '../widget.ts';
import { median } from './median.ts';

const AUDITS = {
  shift: 'cumulative-layout-shift',
  blocking: 'total-blocking-time',
  mainThread: 'mainthread-work-breakdown',
  paint: 'largest-contentful-paint',
} as const;

type Load = { readonly [name in keyof typeof AUDITS]: number } & { readonly score: number };

/** Lighthouse (a phone of the middle, throttled as it does it by default) on the page without and with the widget, by turns. */
export async function measureLoad({ port, pages, rounds }: WidgetBench): Promise<BenchRow[]> {
  const without: Load[] = [];
  const withIt: Load[] = [];
  for (let round = 0; round < rounds; round += 1) {
    without.push(await load(pages.plain, port));
    withIt.push(await load(pages.withWidget, port));
  }
  const figure = (name: keyof Load) => {
    const [plain, widget] = [median(without.map((each) => each[name])), median(withIt.map((each) => each[name]))];
    return { plain, widget, more: widget - plain };
  };
  const row = (name: keyof Load, label: string, unit: string, budget: string): BenchRow => {
    const { plain, widget, more } = figure(name);
    return {
      name: label,
      value: shown(more),
      unit,
      note: `${shown(widget)} with, ${shown(plain)} without it; ${budget}`,
    };
  };
  return [
    row('shift', 'more layout shift', '', 'budget 0'),
    row('blocking', 'more blocking time', 'ms', 'budget 50'),
    row('mainThread', 'more work of the main thread', 'ms', 'budget 50; four times slowed down'),
    row('paint', 'later largest paint', 'ms', ''),
    {
      name: 'performance score with it',
      value: figure('score').widget,
      unit: '/100',
      note: `${figure('score').plain} without it`,
    },
  ];
}

async function load(url: string, port: number): Promise<Load> {
  const run = await lighthouse(url, { port, logLevel: 'error', onlyCategories: ['performance'], output: 'json' });
  if (!run || run.lhr.runtimeError) throw new Error(`Lighthouse failed: ${run?.lhr.runtimeError?.message}`);
  const { audits, categories } = run.lhr;
  const value = (id: string) => auditValue(audits, id);
  return {
    shift: value(AUDITS.shift),
    blocking: value(AUDITS.blocking),
    mainThread: value(AUDITS.mainThread),
    paint: value(AUDITS.paint),
    score: Math.round((categories.performance?.score ?? Number.NaN) * 100),
  };
}

function auditValue(audits: Result['audits'], id: string): number {
  const value = audits[id]?.numericValue;
  if (value === undefined) throw new Error(`Lighthouse tells no ${id}`);
  return value;
}

const shown = (value: number): number => Math.round(value * 1_000) / 1_000;
