import type { Page, Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { type Desk, deskOf } from '../../support/desk.ts';
import { inboxStories, shoot } from '../../support/inbox-stories.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';

const stories = inboxStories({ model: scriptedModel(() => 'Never asked.') });

const log = async () => {
  const [whole] = await wholeLogs(stories.app.current.database);
  if (!whole) throw new Error('there is no conversation');
  return whole;
};
const updates = async () =>
  (await log()).events.flatMap(({ type, data }) => (type === 'conversation.updated' ? [data as object] : []));

/** Kim and Lee with the same conversation of the queue on their screens. */
async function kimAndLee(): Promise<readonly [Desk, Desk]> {
  const { id } = await storeConversation(stories.app.current, { driver: 'queue', text: 'Where is my order?' });
  const [kim, lee] = [await stories.colleague({ name: 'Kim Park' }), await stories.colleague({ name: 'Lee Roe' })];
  return [await deskOf(kim, id), await deskOf(lee, id)];
}

/** Holds what a page sends until somebody else was quicker; the function that it gives lets it go. */
async function hold(page: Page, method: string, path: RegExp): Promise<{ sent: Promise<void>; letGo: () => void }> {
  const [sent, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const wait = async (route: Route): Promise<void> => {
    if (route.request().method() !== method) return route.fallback();
    sent.resolve();
    await released.promise;
    await route.continue();
  };
  await page.route(path, wait, { times: 1 });
  return { sent: sent.promise, letGo: released.resolve };
}

describeStory('two people at one conversation', { timeout: 60_000 }, () => {
  it('see each other, and who is quicker wins: the other is told, and nothing is lost', async () => {
    const [kim, lee] = await kimAndLee();
    await kim.page.getByText('Lee Roe is here').waitFor();
    await lee.page.getByText('Kim Park is here').waitFor();

    const held = await hold(lee.page, 'PATCH', /\/conversations\/[\w-]+$/);
    await lee.choose(/^Owner/, 'Me', 'menuitemradio');
    await held.sent;
    await lee.page.locator('header').getByRole('button', { name: 'Owner: Me' }).waitFor();
    await kim.choose(/^Owner/, 'Me', 'menuitemradio');
    await eventually(async () => (await log()).state.assigned_to).toBe(kim.userId);
    held.letGo();
    await lee.page.getByText('Kim Park was quicker and has changed: the owner.').waitFor();
    await lee.page.locator('header').getByRole('button', { name: 'Owner: Kim Park' }).waitFor();
    await shoot(lee.page, 'inbox-two-at-once');
    expect(await updates()).toEqual([
      { assignedTo: { from: null, to: kim.userId }, by: { type: 'operator', id: kim.userId } },
    ]);
    expect([...kim.complaints, ...lee.complaints.filter((line) => !line.includes('409'))]).toEqual([]);
  });

  it('are warned before they answer twice, and what was overtaken waits for its author', async () => {
    const [kim, lee] = await kimAndLee();
    await kim.reply.pressSequentially('I look for it');
    await lee.page.getByText('Kim Park is typing a reply').waitFor();
    await lee.reply.fill('I have it here.');
    await lee.button('Take over and send').click();
    const warning = lee.page.getByRole('dialog', { name: 'Send it now?' });
    await warning.getByText('Kim Park is typing a reply right now.').waitFor();
    const held = await hold(lee.page, 'POST', /\/messages$/);
    await warning.getByRole('button', { name: 'Send anyway' }).click();
    await held.sent;
    await kim.button('Take over and send').click();
    await eventually(async () => (await log()).messages.length).toBe(2);
    held.letGo();
    const refused = lee.messages.getByRole('alert');
    await refused.getByText('Somebody else has done something here meanwhile.').waitFor();
    await lee.said('I look for it').waitFor();
    await lee.page.getByText('This conversation is with Kim Park.').waitFor();
    await refused.getByRole('button', { name: 'Send anyway' }).click();
    await eventually(() => refused.count()).toBe(0);
    await kim.said('I have it here.').waitFor();
    const { messages, state } = await log();
    expect(messages.map(({ author_id, content }) => [author_id, content])).toEqual([
      [null, 'Where is my order?'],
      [kim.userId, 'I look for it'],
      [lee.userId, 'I have it here.'],
    ]);
    expect(state).toMatchObject({ driver: 'human', assigned_to: kim.userId });
  });

  it('are answered once by whoever retries in two tabs what was overtaken', async () => {
    const [kim, lee] = await kimAndLee();
    const held = await hold(lee.page, 'POST', /\/messages$/);
    await lee.says('I have it here.');
    await held.sent;
    await kim.says('I look for it');
    await eventually(async () => (await log()).messages.length).toBe(2);
    held.letGo();
    const again = (page: Page) => page.getByRole('alert').getByRole('button', { name: 'Send anyway' });
    await again(lee.page).waitFor();
    const tab = await lee.tab();
    await tab.goto(lee.page.url());
    await again(tab).waitFor();
    const buttons = [await again(lee.page).elementHandle(), await again(tab).elementHandle()];
    // As fast as two hands: neither waits for what the other does.
    await Promise.all(buttons.map((button) => button?.evaluate((element) => (element as HTMLElement).click())));
    await eventually(() => again(lee.page).count()).toBe(0);
    await eventually(() => again(tab).count()).toBe(0);
    await tab.getByText('I have it here.').waitFor();
    await eventually(() => tab.getByText('Sending …').count()).toBe(0);
    const said = (await log()).messages.filter(({ author_id: id }) => id === lee.userId);
    expect(said.map(({ content }) => content)).toEqual(['I have it here.']);
    // In storage, too, nothing waits to be said again.
    expect(await tab.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.outbox.')))).toEqual([]);
  });
});
