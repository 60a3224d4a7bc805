import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { colleague } from '../../support/colleague.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { describeStory, eventually, type Visit, widgetStories } from '../../support/widget-stories.ts';

/** Longer than the window. Figures would be facts, and an answer without a source has none. */
const LONG = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `Line ${letter} of the answer.`).join('\n\n');
const model = scriptedModel(({ questions }) =>
  questions.some(({ content }) => content.includes('everything')) ? LONG : 'Good to know.',
);
const stories = widgetStories({ model });

/** Whether all of an element lies inside the list, which scrolls. */
const isInSight = (element: Locator): Promise<boolean> =>
  element.evaluate((node) => {
    const list = node.closest('.list')?.getBoundingClientRect();
    const { top, bottom } = node.getBoundingClientRect();
    return list !== undefined && top >= list.top - 1 && bottom <= list.bottom + 1;
  });

const types = async () => (await stories.log()).map(({ type }) => type);

async function shoot({ page }: Visit, name: string): Promise<void> {
  const folder = process.env.PARLEY_TEST_SCREENSHOTS;
  if (folder) await page.screenshot({ path: `${folder}/reading-${name}.png` });
}

/** Two frames later all that follows a growth has happened. */
const settled = ({ page }: Visit) =>
  page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');

describeStory('what is read', { timeout: 60_000 }, () => {
  it('is a long reply from its first line, with a way to its end', async () => {
    const visit = await stories.visit();
    const { widget } = visit;
    await widget.open();
    await widget.says('Tell me everything');
    await widget.said('Line Z of the answer.').waitFor();
    await widget.button('toEnd').waitFor();
    await settled(visit);
    await shoot(visit, 'long');
    expect(await isInSight(widget.said('Line A of the answer.'))).toBe(true);
    await widget.button('toEnd').click();
    await eventually(() => isInSight(widget.said('Line Z of the answer.'))).toBe(true);
    await widget.button('toEnd').waitFor({ state: 'detached' });
    await widget.says('Thank you');
    await widget.said('Good to know.').waitFor();
    await eventually(() => isInSight(widget.said('Good to know.'))).toBe(true);
    expect(await types()).toContain('message.sent');
  });

  it('is told of when it comes while one has scrolled up', async () => {
    const visit = await stories.visit();
    const { page, widget } = visit;
    await widget.open();
    await widget.says('Tell me everything');
    await widget.said('Line Z of the answer.').waitFor();
    await widget.button('toEnd').waitFor();
    // Only what came since is new.
    expect(await widget.button('newMessages').count()).toBe(0);
    const [{ conversation_id: id = '' } = {}] = await stories.log();
    const june = await colleague(stories.app.current.parley, 'June Miller');
    await june.says(id, 'And one thing more.');
    await widget.button('newMessages').waitFor();
    await shoot(visit, 'news');
    expect(await isInSight(widget.said('Line A of the answer.'))).toBe(true);
    await widget.button('newMessages').click();
    await eventually(() => isInSight(widget.said('And one thing more.'))).toBe(true);
    await page.getByText('New messages').waitFor({ state: 'detached' });
    expect((await types()).filter((type) => type === 'message.sent').length).toBeGreaterThanOrEqual(2);
  });

  it('is the welcome, however many suggestions stand under it', async () => {
    await stories.configure({
      welcome_message: 'Welcome to the shop.',
      conversation_starters: Array.from({ length: 6 }, (_, at) => `A rather long question of the number ${at + 1}?`),
    });
    const visit = await stories.visit({ context: { viewport: { width: 320, height: 256 } } });
    await visit.widget.open();
    await visit.widget.said('Welcome to the shop.').waitFor();
    await settled(visit);
    await shoot(visit, 'welcome');
    expect(await isInSight(visit.widget.said('Welcome to the shop.'))).toBe(true);
    expect(await types()).toEqual([]);
    await stories.configure({ welcome_message: 'Hello!', conversation_starters: [] });
  });

  it('has a menu that is whole in a low window, by scrolling', async () => {
    const asked = { conv_rating_active: true, conv_rating_popup_active: true };
    await stories.agent('PATCH', '/v1/api/conversation_ratings/configuration', { body: asked });
    const visit = await stories.visit({ context: { viewport: { width: 320, height: 256 } } });
    const { page, widget } = visit;
    await widget.open();
    await widget.says('Hello');
    await widget.said('Good to know.').waitFor();
    await widget.button('menu').click();
    const list = await widget.window.locator('.menu-list').boundingBox();
    expect(list && list.y + list.height).toBeLessThanOrEqual(256);
    const last = page.getByRole('menuitem', { name: 'Forget me' });
    await last.scrollIntoViewIfNeeded();
    const box = await last.boundingBox();
    await shoot(visit, 'menu');
    expect(box && box.y + box.height).toBeLessThanOrEqual(256);
    expect(await page.getByRole('menuitem', { name: 'Talk to a person' }).count()).toBe(1);
    expect(await types()).toContain('message.received');
  });
});
