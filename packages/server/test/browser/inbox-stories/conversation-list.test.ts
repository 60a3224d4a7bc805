import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { chatClient } from '../../support/chat.ts';
import { inboxStories, shoot } from '../../support/inbox-stories.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const stories = inboxStories();
const { say } = chatClient(stories.app);

const MINUTE_MS = 60_000;
const ago = (minutes: number): Date => new Date(Date.now() - minutes * MINUTE_MS);

/** Stores a conversation whose last message came so long ago. */
const stored = (text: string, minutes: number, more: Parameters<typeof storeConversation>[1] = {}) =>
  storeConversation(stories.app.current, { text, createdAt: ago(minutes), lastMessageAt: ago(minutes), ...more });

const named = (name: string) => ({ visitor: { name, email: null, phone: null, label: null } });
const rows = (page: Page) => page.getByRole('grid', { name: 'Conversations' }).getByRole('row');
const names = (page: Page) => rows(page).locator('a > span:first-child > bdi').allInnerTexts();
const count = (page: Page, view: string) =>
  page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: new RegExp(`^${view} `) })
    .textContent()
    .then((text) => Number(/\d+/.exec(text ?? '')?.[0]));

describeStory('the list of conversations', { timeout: 90_000 }, () => {
  it('moves without reload when visitors write, its counts follow, and it is clean in both schemes', async () => {
    await stored('Where is my parcel?', 30, named('June Park'));
    await stored('أين طلبي؟', 20, named('أحمد'));
    const { page, open, complaints } = await stories.colleague();
    await open('conversations?view=all');
    await eventually(() => names(page)).toEqual(['أحمد', 'June Park']);
    await eventually(() => count(page, 'All')).toBe(2);
    const began = await page.evaluate(() => performance.timeOrigin);
    const { conv_id: id } = (await say('Can I talk to a person, please?', { visitor: { name: 'Zoë' } })).json();
    await eventually(() => names(page)).toEqual(['Zoë', 'أحمد', 'June Park']);
    await eventually(() => count(page, 'All')).toBe(3);
    await eventually(() => count(page, 'Unassigned')).toBe(1);
    await rows(page).first().getByText('Waiting for a person').waitFor();
    await say('Hello?', { conv_id: id });
    await rows(page).first().getByText('Hello?').waitFor();
    expect(await page.evaluate(() => performance.timeOrigin)).toBe(began);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await axeFaults(page)).toEqual([]);
      await shoot(page, `inbox-list-${colorScheme}`);
    }
    const log = (await wholeLogs(stories.app.current.database)).find(({ state }) => state.id === id);
    expect(log?.messages.filter(({ author }) => author === 'visitor')).toHaveLength(2);
    expect(complaints).toEqual([]);
  });

  it('searches with marks, narrows by what stands in the address, and shows the same to whoever has the link', async () => {
    await say('My parcel is late, where can it be?', { visitor: { name: 'June Park' } });
    await say('Which inks do you have?', { visitor: { name: 'Sam' } });
    await stored('An old parcel', 30, { ...named('Kim'), priority: 'high' });
    const { page, open, tab, complaints } = await stories.colleague();
    await open('conversations');
    await rows(page).first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('parcel');
    // What is said is found a moment later.
    await eventually(async () => (await names(page)).toSorted()).toEqual(['June Park', 'Kim']);
    expect(new Set(await rows(page).locator('mark').allInnerTexts())).toEqual(new Set(['parcel']));
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('button', { name: 'Priority' }).click();
    await page.getByRole('checkbox', { name: 'High' }).check();
    await eventually(() => names(page)).toEqual(['Kim']);
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(new URL(page.url()).search).toBe('?priority=high&q=parcel');
    const other = await tab();
    await other.goto(page.url());
    await eventually(() => names(other)).toEqual(['Kim']);
    await other.getByRole('button', { name: 'Remove Priority' }).click();
    await eventually(() => names(other).then(({ length }) => length)).toBe(2);
    await page.getByRole('textbox', { name: 'Search conversations' }).fill('nowhere');
    await page.getByText('Nothing matches').waitFor();
    await wholeLogs(stories.app.current.database);
    expect(complaints).toEqual([]);
  });

  it('keeps a filter as a view of the team, in the order that it is given', async () => {
    await stored('Hello', 5, { ...named('Zoë'), source: 'email' });
    await stored('Hello', 6, named('Sam'));
    const first = await stories.colleague({ name: 'Ann' });
    const second = await stories.colleague({ name: 'Bob' });
    const { page } = first;
    const save = async (name: string, isShared: boolean): Promise<void> => {
      await page.getByRole('button', { name: 'Save view' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill(name);
      if (isShared) await page.getByRole('checkbox', { name: 'Share with the team' }).check();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('link', { name }).waitFor();
    };
    await first.open('conversations?source=email');
    await eventually(() => names(page)).toEqual(['Zoë']);
    await save('By mail', true);
    await page.goto(page.url().replace('email', 'api'));
    await save('By API', false);
    await page.getByRole('button', { name: 'What to do with By API' }).click();
    await page.getByRole('menuitem', { name: 'Move up' }).click();
    const order = () =>
      page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: /^By/ }).allInnerTexts();
    await eventually(async () => (await order()).map((text) => text.split('\n')[0]?.trim())).toEqual([
      'By API',
      'By mail',
    ]);
    await second.open('conversations');
    await second.page.getByRole('link', { name: 'By mail' }).click();
    await eventually(() => names(second.page)).toEqual(['Zoë']);
    expect(await second.page.getByRole('link', { name: 'By API' }).count()).toBe(0);
    const views = await stories.app.current.database.db
      .selectFrom('inbox_views')
      .select(['name', 'shared', 'position', 'filter'])
      .orderBy('position')
      .execute();
    expect(views).toEqual([
      { name: 'By API', shared: false, position: 0, filter: { view: 'open', source: 'api' } },
      { name: 'By mail', shared: true, position: 1, filter: { view: 'open', source: 'email' } },
    ]);
    expect([...first.complaints, ...second.complaints]).toEqual([]);
  });

  it('does one thing with many by keys alone, and says which refused and why', async () => {
    const { database } = stories.app.current;
    const { workspaceId, page, open, complaints } = await stories.colleague();
    const palette = Array.from({ length: 51 }, (_, at) => ({
      workspace_id: workspaceId,
      id: stories.app.current.parley.deps.ids.uuid(),
      name: `Tag ${at}`,
      name_key: `tag ${at}`,
      color: '#C2410C',
      created_at: new Date(),
    }));
    await database.db.insertInto('conversation_tags').values(palette).execute();
    const full = await stored('Full of tags', 1, {
      ...named('Full'),
      tagIds: palette.slice(0, 50).map(({ id }) => id),
    });
    const free = await stored('Without any', 2, named('Free'));
    await stored('Not meant', 3, named('Other'));
    await open('conversations');
    await eventually(() => names(page)).toEqual(['Full', 'Free', 'Other']);
    for (const key of ['j', 'x', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    await page.getByText('2 selected').waitFor();
    await page.getByRole('toolbar').getByRole('button', { name: 'Tag' }).click();
    await page.getByRole('searchbox', { name: 'Find' }).fill('Tag 50');
    await page.getByRole('checkbox', { name: 'Tag 50' }).check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const told = page.getByRole('dialog', { name: '1 conversation was not changed' });
    await told.getByRole('link', { name: 'Full' }).waitFor();
    await told.getByText('1 conversation was changed.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await eventually(() => names(page).then(({ length }) => length)).toBe(2);
    const logs = await wholeLogs(database);
    const toldOf = (id: string) => logs.find(({ state }) => state.id === id)?.events.map(({ type }) => type) ?? [];
    expect(toldOf(free.id)).toContain('conversation.tagged');
    expect(toldOf(full.id)).not.toContain('conversation.tagged');
    expect(logs.filter(({ state }) => state.progress === 'resolved')).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it('resolves by its key what has the focus: rows of the list while that has it, else the open conversation', async () => {
    const open = await stored('Is open', 1, named('Open'));
    const [other, third] = [await stored('Other', 2, named('Other')), await stored('Third', 3, named('Third'))];
    const { page, ...at } = await stories.colleague({ name: 'Kim Park' });
    const progress = async () => {
      const logs = await wholeLogs(stories.app.current.database);
      return [open, other, third].map(({ id }) => logs.find(({ state }) => state.id === id)?.state.progress);
    };
    await at.open(`conversations/${open.id}?view=all`);
    await page.getByRole('region', { name: 'Messages' }).waitFor();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Resolve the selected conversations, or the focused one').waitFor();
    await help.getByText('Resolve the open conversation, unless the list has the focus').waitFor();
    await page.keyboard.press('Escape');
    // A row has the focus: it is meant, though another conversation is open.
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await eventually(progress).toEqual(['open', 'resolved', 'open']);
    // The box of a row is part of the list.
    await rows(page).filter({ hasText: 'Third' }).getByRole('checkbox').click();
    await page.keyboard.press('e');
    await eventually(progress).toEqual(['open', 'resolved', 'resolved']);
    // The focus is elsewhere: the open conversation is meant, whatever the list has selected or where its cursor is.
    await page.locator('header').getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('e');
    await eventually(progress).toEqual(['resolved', 'resolved', 'resolved']);
    expect(at.complaints).toEqual([]);
  });

  it('keeps the place of what is read, tells what came above it, and on a phone goes under the open conversation', async () => {
    for (let at = 0; at < 40; at += 1) await stored(`Question ${at}`, at + 1, named(`Visitor ${at}`));
    const { page, open, complaints } = await stories.colleague({ context: { viewport: { width: 390, height: 700 } } });
    await open('conversations');
    const grid = page.getByRole('grid', { name: 'Conversations' });
    await rows(page).first().waitFor();
    await grid.evaluate((element) => element.scrollTo(0, 900));
    const place = () =>
      rows(page)
        .filter({ hasText: 'Visitor 12' })
        .boundingBox()
        .then((box) => Math.round(box?.y ?? 0));
    await eventually(() => rows(page).filter({ hasText: 'Visitor 12' }).count()).toBe(1);
    const before = await place();
    await say('Is anybody there?', { visitor: { name: 'Zoë' } });
    await page.getByRole('button', { name: '1 new' }).waitFor();
    expect(await place()).toBe(before);
    await page.getByRole('button', { name: '1 new' }).click();
    await rows(page).filter({ hasText: 'Zoë' }).click();
    await page.getByRole('link', { name: 'Back to the list' }).waitFor();
    expect(await grid.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await grid.waitFor();
    await page.getByRole('button', { name: /^Choose a view/ }).click();
    await page.getByRole('link', { name: /^Resolved/ }).click();
    await page.getByText('Nothing is resolved yet').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await wholeLogs(stories.app.current.database);
    expect(complaints).toEqual([]);
  });
});
