import { readFile } from 'node:fs/promises';
import readXlsxFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { deskOf } from '../../support/desk.ts';
import { inboxStories } from '../../support/inbox-stories.ts';
import { appendVisitorMessage, storeConversation } from '../../support/stored-conversation.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory } from '../../support/widget-stories.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const stories = inboxStories();

describeStory('an export', { timeout: 90_000 }, () => {
  it('is asked for from the list, watched while it is written, and opened as the workbook that it is', async () => {
    const { app } = stories;
    const wanted = await storeConversation(app.current, {
      text: '=SUM(A1)',
      priority: 'high',
      metadata: { plan: 'pro' },
    });
    await storeConversation(app.current, { text: 'Not asked for' });
    const before = await wholeLogs(app.current.database);
    const { page, open, complaints } = await stories.colleague({ role: 'manager' });
    await open('conversations?priority=high');
    await page.getByRole('grid').getByRole('row').first().waitFor();
    await page.getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export conversations' });
    await dialog.getByText('1 conversation, as it is at one moment.').waitFor();
    await dialog.getByRole('radio', { name: 'XLSX' }).check();
    await dialog.getByRole('button', { name: 'Export' }).click();
    const link = dialog.getByRole('link', { name: 'Download' });
    await link.waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const [sheet] = await readXlsxFile(await readFile(await download.path()), {});
    const [head = [], ...lines] = sheet?.data ?? [];
    expect(lines).toHaveLength(1);
    const cell = (name: string) => lines[0]?.[head.indexOf(name)];
    expect(cell('id')).toBe(wanted.id);
    // Who exports has read nothing, and changed nothing.
    expect(await wholeLogs(app.current.database)).toEqual(before);
    const kept = await app.current.database.db.selectFrom('exports').select(['state', 'format', 'filter']).execute();
    expect(kept).toEqual([{ state: 'done', format: 'xlsx', filter: { view: 'open', priority: 'high' } }]);
    expect(complaints).toEqual([]);
  });

  it('is asked for from the menu of a conversation, and has the messages of that one alone', async () => {
    const { app } = stories;
    const wanted = await storeConversation(app.current, { text: 'Where is my order?' });
    await appendVisitorMessage(app.current, wanted, 'It is number 4421.');
    await storeConversation(app.current, { text: 'Not asked for' });
    const desk = await deskOf(await stories.colleague({ role: 'manager' }), wanted.id);
    await desk.choose('More actions', 'Export this conversation');
    const dialog = desk.page.getByRole('dialog', { name: 'Export conversations' });
    await dialog.getByText('1 conversation, as it is at one moment.').waitFor();
    await dialog.getByRole('radio', { name: 'CSV' }).check();
    await dialog.getByRole('radio', { name: 'Message' }).check();
    await dialog.getByRole('button', { name: 'Export' }).click();
    const link = dialog.getByRole('link', { name: 'Download' });
    await link.waitFor();
    const [download] = await Promise.all([desk.page.waitForEvent('download'), link.click()]);
    const [head = [], ...lines] = (await readFile(await download.path(), 'utf8'))
      .trim()
      .split('\r\n')
      .map((line) => line.replace(/^\uFEFF/, '').split(','));
    const cells = (name: string) => lines.map((line) => line[head.indexOf(name)]);
    expect(cells('conversation_id')).toEqual([wanted.id, wanted.id]);
    expect(cells('content')).toEqual(['Where is my order?', 'It is number 4421.']);
    const log = (await wholeLogs(app.current.database)).find(({ state }) => state.id === wanted.id);
    expect(cells('content')).toEqual(log?.messages.map(({ content }) => content));
    await desk.hasNoComplaint();
  });

  it('is offered to nobody who may not export', async () => {
    await storeConversation(stories.app.current);
    const { page, open } = await stories.colleague({ role: 'agent' });
    await open('conversations');
    await page.getByRole('grid').getByRole('row').first().waitFor();
    expect(await page.getByRole('button', { name: 'Export' }).count()).toBe(0);
    await page.getByRole('grid').getByRole('row').first().click();
    await page.locator('header').getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Copy link' }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Export this conversation' }).count()).toBe(0);
  });
});
