import type { Page } from 'playwright-core';
import { visitorWidget } from '../../packages/server/test/support/visitor-widget.ts';
import type { BenchRow } from '../retrieval.ts';
import type { WidgetBench } from '../widget.ts';
import { median } from './median.ts';
import { FIRST_WORD } from './scripted-model.ts';
import { say } from './visitor.ts';

const OPEN_MS = 100;
const STREAM_MS = 150;
const TURNS = 4;

/** From the click to the window, and from the model's first byte to its first character in the page. */
export async function measureMoments(bench: WidgetBench): Promise<BenchRow[]> {
  const first: number[] = [];
  const again: number[] = [];
  const characters: number[] = [];
  const mainThread: { readonly plain: number; readonly widget: number }[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    mainThread.push({
      plain: await idleWork(bench, bench.pages.plain),
      widget: await idleWork(bench, bench.pages.withWidget),
    });
    const context = await bench.browser.newContext({ viewport: { width: 1_200, height: 800 } });
    const page = await context.newPage();
    await page.goto(bench.pages.withWidget, { waitUntil: 'networkidle' });
    first.push(await timeToOpen(page));
    await page.keyboard.press('Escape');
    again.push(await timeToOpen(page));
    await visitorWidget(page).input.waitFor();
    for (let turn = 0; turn < TURNS; turn += 1) characters.push(await timeToCharacter(page, bench));
    await context.close();
  }
  const most = (values: readonly number[]) => `at most ${Math.round(Math.max(...values))} of ${values.length}`;
  const work = mainThread.map(({ plain, widget }) => widget - plain);
  return [
    {
      name: 'main thread before it is opened',
      value: median(work),
      unit: 'ms',
      note: `${most(work)}; processor time, not slowed down; budget 50`,
    },
    { name: 'first click to window', value: median(first), unit: 'ms', note: `${most(first)}; budget ${OPEN_MS}` },
    { name: 'later click to window', value: median(again), unit: 'ms', note: `${most(again)}; budget ${OPEN_MS}` },
    {
      name: "model's first byte to character",
      value: median(characters),
      unit: 'ms',
      note: `${most(characters)}; budget ${STREAM_MS}`,
    },
  ];
}

/** How much of a processor a page's main thread took until it was at rest, in ms: not how long it waited for one. */
async function idleWork({ browser }: WidgetBench, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(url, { waitUntil: 'networkidle' });
  const { metrics } = await devtools.send('Performance.getMetrics');
  await context.close();
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
}

/** Runs in the page: from the next click to the frame that shows the window. */
const CLICK_TO_WINDOW = `new Promise((resolve) => {
  const isShown = (root) => [...root.querySelectorAll('*')].some((element) => {
    const isWindow = element.getAttribute('role') === 'dialog' && element.getBoundingClientRect().height > 100;
    if (isWindow && element.checkVisibility({ visibilityProperty: true })) return true;
    return element.shadowRoot ? isShown(element.shadowRoot) : false;
  });
  addEventListener('click', (event) => {
    const look = () => isShown(document) ? resolve(performance.now() - event.timeStamp) : requestAnimationFrame(look);
    requestAnimationFrame(look);
  }, { capture: true, once: true });
})`;

async function timeToOpen(page: Page): Promise<number> {
  const { launcher } = visitorWidget(page);
  await launcher.waitFor();
  const took = page.evaluate<number>(CLICK_TO_WINDOW);
  // As a hand does it: over the button first.
  await launcher.hover();
  await launcher.click();
  return took;
}

/** Runs in the page: when one more piece of text begins as the reply does, in ms since 1970. */
const NEXT_CHARACTER = `new Promise((resolve) => {
  const begins = (node) => node.nodeType === Node.TEXT_NODE && node.data.startsWith('${FIRST_WORD[0]}');
  const count = (root) => [...root.querySelectorAll('*')].reduce((sum, element) =>
    sum + [...element.childNodes].filter(begins).length + (element.shadowRoot ? count(element.shadowRoot) : 0), 0);
  const before = count(document);
  const look = () => count(document) > before ? resolve(performance.timeOrigin + performance.now()) : requestAnimationFrame(look);
  requestAnimationFrame(look);
})`;

/** From the model's first byte to its first character in the page, in ms: both clocks are this machine's. */
async function timeToCharacter(page: Page, { lastFirstByte }: WidgetBench): Promise<number> {
  const seen = page.evaluate<number>(NEXT_CHARACTER);
  await say(page, 'Which colour is it?');
  return (await seen) - lastFirstByte();
}
