import { expect, it } from 'vitest';
import { TEXTS as ARABIC } from '../../../../widget/src/texts/ar.ts';
import { visitorWidget } from '../../support/visitor-widget.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, plainPage, widgetStories } from '../../support/widget-stories.ts';

const stories = widgetStories();

describeStory('the sources of a reply', { timeout: 60_000 }, () => {
  it('are documents, each once with all that is quoted of it, and unfold under the button that was pressed', async () => {
    await stories.knows({
      Returns:
        'You can return any item within 30 days of delivery.\n\nA return of an item costs nothing.\n\nAn item of a return must not be used.',
    });
    const { page, widget } = await stories.visit({ context: { viewport: { width: 1000, height: 520 } } });
    await widget.open();
    await widget.says('Within how many days can I return an item, and what does a return of an item cost?');
    await widget.sources.first().waitFor();
    const [whole] = await wholeLogs(stories.app.current.database);
    const quoted = whole?.messages.at(-1)?.sources ?? [];
    expect(new Set(quoted.map(({ title }) => title)).size).toBe(1);
    expect(quoted.length).toBeGreaterThan(1);

    await widget.sources.first().click();
    await widget.log.locator('.sources blockquote').last().waitFor();
    expect(await widget.sources.first().locator('.count').textContent()).toBe('1');
    expect(await widget.log.locator('.sources li').count()).toBe(1);
    expect(await widget.log.locator('.sources blockquote').count()).toBe(quoted.length);
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
    const shown = () =>
      widget.sources.first().evaluate((button) => {
        const list = button.closest('.list')?.getBoundingClientRect();
        return list !== undefined && button.getBoundingClientRect().top >= list.top - 8;
      });
    await eventually(shown).toBe(true);
    const folder = process.env.PARLEY_TEST_SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/sources.png` });
  });

  it.each(['en', 'ar'])('unfold by a sign that points down where one reads %s', async (language) => {
    await stories.knows({ Returns: 'You can return any item within 30 days of delivery.' });
    const { page } = await stories.visit({
      html: (host, id) => plainPage(host, id).replace('<html lang="en"', `<html lang="${language}"`),
    });
    const widget = visitorWidget(page, language === 'ar' ? ARABIC : undefined);
    await page.locator('parley-widget button[aria-haspopup]').click();
    await widget.says('Within how many days can I return an item?');
    const sign = await widget.sources.first().evaluate((button) => {
      const { borderRightWidth, borderBottomWidth, borderLeftWidth } = getComputedStyle(button, '::after');
      return [borderRightWidth, borderBottomWidth, borderLeftWidth].map((width) => Number.parseFloat(width) > 0);
    });
    // Turned by 45 degrees, whichever way one reads.
    expect(sign).toEqual([true, true, false]);
    expect((await stories.log()).filter(({ type }) => type === 'message.received')).toHaveLength(1);
  });
});
