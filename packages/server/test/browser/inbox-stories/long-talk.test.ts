import { expect, it } from 'vitest';
import { deskOf } from '../../support/desk.ts';
import { inboxStories } from '../../support/inbox-stories.ts';
import { appendVisitorMessage, storeConversation } from '../../support/stored-conversation.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';

const stories = inboxStories();

const MESSAGES = 400;

/** A conversation with messages of very different heights. */
async function longTalk(): Promise<string> {
  let state = await storeConversation(stories.app.current, { driver: 'human', text: 'Message 1' });
  for (let number = 2; number <= MESSAGES; number += 1) {
    const words = Array.from({ length: (number * 7) % 60 }, () => 'word').join(' ');
    state = await appendVisitorMessage(stories.app.current, state, `Message ${number}\n\n${words}`);
  }
  return state.id;
}

describeStory('a long conversation', { timeout: 120_000 }, () => {
  it('opens at its end, has few rows in the page, and does not jump while older messages arrive', async () => {
    const id = await longTalk();
    const desk = await deskOf(await stories.colleague(), id);
    await desk.said(`Message ${MESSAGES}`).waitFor();
    const articles = desk.messages.getByRole('article');
    expect(await articles.count()).toBeLessThan(60);

    /** Where the topmost row in sight stands, in pixels, and what it says. */
    const topmost = () =>
      desk.messages.evaluate((frame) => {
        const top = frame.getBoundingClientRect().top;
        const rows = [...frame.querySelectorAll('article')].map((row) => ({
          at: row.getBoundingClientRect().top - top,
          text: row.textContent?.match(/Message \d+/)?.[0] ?? '',
        }));
        return rows.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at)[0] ?? { at: 0, text: '' };
      });
    const older = /messages\?before=/;
    let pages = 0;
    let jump = 0;
    while (pages < 3) {
      const page = desk.page.waitForResponse(older, { timeout: 20_000 });
      await desk.messages.evaluate((frame) => frame.scrollTo({ top: 400 }));
      const before = await topmost();
      await page;
      pages += 1;
      await eventually(() => desk.messages.evaluate((frame) => frame.scrollTop)).toBeGreaterThan(1_000);
      const after = await desk.messages.getByText(before.text, { exact: true }).evaluate((row) => {
        const frame = row.closest('section');
        const article = row.closest('article');
        return (article?.getBoundingClientRect().top ?? 0) - (frame?.getBoundingClientRect().top ?? 0);
      });
      jump = Math.max(jump, Math.abs(after - before.at));
    }
    expect(jump).toBeLessThan(40);
    expect(await articles.count()).toBeLessThan(60);
    await desk.button('To the latest').click();
    await desk.said(`Message ${MESSAGES}`).waitFor();
    await desk.hasNoComplaint();
  });
});
