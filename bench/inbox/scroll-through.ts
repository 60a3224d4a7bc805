import type { Page } from 'playwright-core';

const STEPS = 60;
const STEP_PX = 2_000;

/** Scripts of the page, which this program has no types of. */
const WATCH = `new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.longestMs = Math.max(window.longestMs ?? 0, duration);
}).observe({ type: 'longtask' })`;
const SEEN = `(() => {
  const rows = [...document.querySelectorAll('[role=grid] [role=row]')];
  const rowIndexes = rows.map((row) => Number(row.getAttribute('aria-rowindex')));
  return { rows: Math.max(...rowIndexes), rowsInDocument: rows.length, longestTaskMs: Math.round(window.longestMs ?? 0) };
})()`;

/** Scrolls a list down, page after page; gives how far it came and the longest task of the main thread on the way. */
export async function scrollThrough(
  page: Page,
): Promise<{ readonly rows: number; readonly rowsInDocument: number; readonly longestTaskMs: number }> {
  await page.evaluate(WATCH);
  await page.getByRole('grid').hover();
  for (let step = 0; step < STEPS; step += 1) {
    await page.mouse.wheel(0, STEP_PX);
    await page.waitForTimeout(100);
  }
  return page.evaluate<{ rows: number; rowsInDocument: number; longestTaskMs: number }>(SEEN);
}
