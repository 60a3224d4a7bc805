import { readFile } from 'node:fs/promises';
import readXlsxFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { inboxStories } from '../../support/inbox-stories.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
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
    expect(cell('conversation_id') ?? cell('id')).toBe(wanted.id);
    const kept = await app.current.database.db.selectFrom('exports').select(['state', 'format', 'filter']).execute();
    expect(kept).toEqual([{ state: 'done', format: 'xlsx', filter: { view: 'open', priority: 'high' } }]);
    expect(complaints).toEqual([]);
  });

  it('is offered to nobody who may not export', async () => {
    await storeConversation(stories.app.current);
    const { page, open } = await stories.colleague({ role: 'agent' });
    await open('conversations');
    await page.getByRole('grid').getByRole('row').first().waitFor();
    expect(await page.getByRole('button', { name: 'Export' }).count()).toBe(0);
  });
});
