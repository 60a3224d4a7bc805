import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeStory, eventually, plainPage, widgetStories } from '../../support/widget-stories.ts';

const stories = widgetStories();

/** A page that is longer than any screen, with something to press. */
const long = (host: string, id: string) =>
  plainPage(host, id).replace('<p>', '<button id="buy">Buy</button><div style="height:4000px"></div><p>');

const scrolled = (page: Page) => page.evaluate(() => scrollY);

describeStory('a page that is zoomed while the chat is open', { timeout: 60_000 }, () => {
  it('is out of reach of keys and wheel as long as the chat covers it, and within reach else', async () => {
    const { page, widget } = await stories.visit({ html: long });
    await widget.open();
    const modal = () => widget.window.getAttribute('aria-modal');
    expect(await modal()).toBe('false');
    await page.mouse.move(300, 300);
    await page.mouse.wheel(0, 120);
    await eventually(() => scrolled(page)).toBe(120);
    await page.evaluate(() => document.getElementById('buy')?.focus({ preventScroll: true }));
    await page.setViewportSize({ width: 320, height: 256 });
    await eventually(modal).toBe('true');
    await eventually(() => page.evaluate(() => document.activeElement?.tagName)).toBe('PARLEY-WIDGET');
    for (let press = 0; press < 12; press += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('PARLEY-WIDGET');
    }
    // Over the title, over what scrolls itself, and up again.
    for (const [y, by] of [
      [20, 300],
      [128, 300],
      [20, -300],
      [128, -300],
    ] as const) {
      await page.mouse.move(100, y);
      await page.mouse.wheel(0, by);
    }
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
    expect(await scrolled(page)).toBe(120);
    await page.setViewportSize({ width: 1000, height: 800 });
    await eventually(modal).toBe('false');
    await page.mouse.move(300, 300);
    await page.mouse.wheel(0, 100);
    await eventually(() => scrolled(page)).toBe(220);
  });
});
