import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, widgetStories } from '../../support/widget-stories.ts';

const stories = widgetStories();
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const KEYBOARD = 336;

/** The keyboard covers the lower part: the visual viewport gets smaller, the layout does not. */
async function openKeyboard(page: Page): Promise<void> {
  await page.evaluate((covered) => {
    const view = window.visualViewport;
    if (!view) throw new Error('there is no visual viewport');
    const height = window.innerHeight - covered;
    Object.defineProperty(view, 'height', { configurable: true, get: () => height });
    view.dispatchEvent(new Event('resize'));
  }, KEYBOARD);
}

describeStory('on a phone', { timeout: 60_000 }, () => {
  it('fills the screen, keeps the input above the keyboard, and sends words and a picture', async () => {
    const { page, widget, complaints } = await stories.visit({ context: PHONE });
    await widget.launcher.tap();
    await widget.input.waitFor();
    // It slides in: where it comes to rest counts.
    await eventually(() => widget.window.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    await widget.input.tap();
    await openKeyboard(page);
    await eventually(async () => {
      const box = await widget.input.boundingBox();
      return box && box.y > 0 && box.y + box.height <= 844 - KEYBOARD;
    }).toBe(true);
    // Smaller text makes iOS zoom the page when the input gets the focus.
    const size = await widget.input.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
    expect(size).toBeGreaterThanOrEqual(16);
    if (process.env.PARLEY_TEST_SCREENSHOTS) {
      await page.screenshot({ path: `${process.env.PARLEY_TEST_SCREENSHOTS}/phone-keyboard.png` });
    }
    await widget.input.fill('This is what came');
    await widget.attaches({ name: 'pen.png', mimeType: 'image/png', buffer: DOT });
    await widget.button('send').tap();
    await widget.said('This is what came').waitFor();
    await eventually(async () => (await messages()).length).toBeGreaterThan(0);
    expect(await messages()).toMatchObject([
      { content: 'This is what came', attachments: [{ content_type: 'image/png' }] },
    ]);
    await widget.button('close').tap();
    await widget.launcher.waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(complaints).toEqual([]);
  });

  async function messages() {
    const [whole] = await wholeLogs(stories.app.current.database);
    return (whole?.messages ?? []).filter(({ author }) => author === 'visitor');
  }
});

/** A picture of one dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
