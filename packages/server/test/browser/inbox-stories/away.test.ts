import { expect, it } from 'vitest';
import { deskOf } from '../../support/desk.ts';
import { type AtWork, inboxStories, shoot } from '../../support/inbox-stories.ts';
import { operatorAt } from '../../support/operator.ts';
import { visitorAt } from '../../support/visitor.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';

const stories = inboxStories();

describeStory('somebody who was away', { timeout: 120_000 }, () => {
  it('finds everything that happened meanwhile, without loading the page again', async () => {
    const { parley, database } = stories.app.current;
    const visitor = await visitorAt(parley);
    const { conversation_id: id } = await visitor.says('The first thing that I said');
    const desk = await deskOf(await stories.colleague({ name: 'Kim Park' }), id);
    await desk.said('The first thing that I said').waitFor();
    const began = await desk.page.evaluate(() => performance.timeOrigin);
    await desk.context.setOffline(true);
    parley.endStreams();
    const banner = desk.page.getByText('Not live: what you see may be old.');
    await banner.waitFor();
    await shoot(desk.page, 'inbox-not-live');

    await (await operatorAt(parley, id)).takesOver();
    await visitor.says('The second thing', { conversation_id: id });
    await (await operatorAt(parley, id)).says('What a person answered');
    const { conversation_id: other } = await (await visitorAt(parley)).says('Somebody else was here');

    await desk.context.setOffline(false);
    await eventually(() => banner.count()).toBe(0);
    await desk.said('The second thing').waitFor();
    await desk.said('What a person answered').waitFor();
    await desk.status('With a person').waitFor();
    // By its id: its words give way to the agent's answer, which may be there first.
    await desk.page.locator(`[data-id="${other}"]`).getByText('Unknown visitor').waitFor();
    expect(await desk.page.evaluate(() => performance.timeOrigin)).toBe(began);
    const logs = await wholeLogs(database);
    expect(logs.map(({ state }) => state.id).toSorted()).toEqual([id, other].toSorted());
    const log = logs.find(({ state }) => state.id === id);
    for (const { content, is_welcome: isWelcome } of log?.messages ?? []) {
      if (!isWelcome) expect(await desk.said(content).count(), content).toBe(1);
    }
  });

  it('is told once of what waits for them, however many tabs are open, and not of what they look at', async () => {
    const at = await stories.colleague({ name: 'Kim Park' });
    await listenForNotifications(at);
    await (await visitorAt(stories.app.current.parley)).says('Somebody was here before');
    await at.open('conversations');
    await at.page.getByRole('grid', { name: 'Conversations' }).waitFor();
    await prefer(at, { notifications: ['unassigned', 'others'] });
    const second = await at.tab();
    await second.goto(at.page.url());
    await second.getByRole('grid', { name: 'Conversations' }).waitFor();
    await at.page.reload();
    await at.page.getByRole('grid', { name: 'Conversations' }).waitFor();
    const { conversation_id: id } = await (await visitorAt(stories.app.current.parley)).says('Is anybody there?');
    const told = async () => [...(await toldIn(at.page)), ...(await toldIn(second))];
    await eventually(told).toEqual([{ title: 'Unknown visitor', body: expect.any(String), tag: id }]);
    expect(at.complaints).toEqual([]);
  });

  /** The browser's own notifications are shown by the system: here they are only written down. */
  async function listenForNotifications({ context }: AtWork): Promise<void> {
    await context.addInitScript(() => {
      const told: object[] = [];
      class Told {
        static permission = 'granted';
        constructor(title: string, options: object) {
          told.push({ title, ...options });
        }
        close(): void {}
      }
      Object.assign(window, { Notification: Told, told });
    });
  }

  const toldIn = (page: AtWork['page']): Promise<object[]> =>
    page.evaluate(() => (window as unknown as { told: object[] }).told);

  /** As the screen of preferences does it: a story of its own. */
  async function prefer({ page, workspaceId }: AtWork, preferences: object): Promise<void> {
    const status = await page.evaluate(
      async ([path, body]) =>
        (await fetch(path, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body })).status,
      [`/inbox/api/${workspaceId}/inbox/preferences`, JSON.stringify(preferences)] as const,
    );
    expect(status).toBe(200);
  }
});
