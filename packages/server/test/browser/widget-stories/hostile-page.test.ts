import { expect, it } from 'vitest';
import { type HostilePolicy, hostileHeaders, hostilePage } from '../../support/hostile-page.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, widgetStories } from '../../support/widget-stories.ts';

const stories = widgetStories();

const POLICIES: readonly (readonly [string, HostilePolicy])[] = [
  ["under default-src 'none' with only our host", {}],
  ['with a nonce and strict-dynamic', { isStrict: true }],
  ['with Trusted Types', { trustedTypes: true }],
  ['with a nonce, strict-dynamic and Trusted Types', { isStrict: true, trustedTypes: true }],
];

describeStory('on a page that does its worst', { timeout: 60_000 }, () => {
  it.each(POLICIES)('%s a visitor asks, is answered, and reaches a person', async (_name, policy) => {
    await stories.knows({ Returns: 'You can return any item within 30 days of delivery.' });
    const { page, widget, complaints } = await stories.visit({
      html: hostilePage(policy),
      headers: hostileHeaders(stories.host, policy),
    });
    await widget.open();
    await widget.says('Within how many days can I return an item?');
    await widget
      .said(/within 30 days/)
      .first()
      .waitFor();
    await widget.asksForPerson();
    await widget.said('A team member has been asked to join.').first().waitFor();

    const [whole] = await wholeLogs(stories.app.current.database);
    expect(whole?.state).toMatchObject({ driver: 'queue', source: 'widget' });
    expect(whole?.messages.find(({ author }) => author === 'visitor')?.content).toBe(
      'Within how many days can I return an item?',
    );
    // Nothing of the page's style has reached it: it is where it should be, and to be read.
    const box = await widget.window.boundingBox();
    expect(box).toMatchObject({ width: 400, height: 600 });
    const style = await widget.input.evaluate((element) => {
      const { color, fontSize, opacity, float } = getComputedStyle(element);
      return { color, fontSize, opacity, float };
    });
    expect(style).toMatchObject({ opacity: '1', float: 'none' });
    expect(style.color).not.toBe('rgb(255, 0, 255)');
    expect(Number.parseFloat(style.fontSize)).toBeGreaterThanOrEqual(14);
    // Nothing of the page's patches has seen what is said.
    expect(await page.evaluate(() => (window as { seenByThePage?: number }).seenByThePage)).toBe(undefined);
    expect(complaints).toEqual([]);
    if (process.env.PARLEY_TEST_SCREENSHOTS) {
      await page.screenshot({
        path: `${process.env.PARLEY_TEST_SCREENSHOTS}/hostile-${POLICIES.findIndex(([, each]) => each === policy)}.png`,
      });
    }
  });
});
