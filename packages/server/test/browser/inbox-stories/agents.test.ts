import { expect, it } from 'vitest';
import { importArticles } from '../../../src/commands/import-articles.ts';
import { readSettings } from '../../../src/domain/agent/settings.ts';
import { type AtWork, inboxStories, shoot } from '../../support/inbox-stories.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const stories = inboxStories();

describeStory('an agent in the inbox', { timeout: 120_000 }, () => {
  it('is tried with settings that are not saved yet, and then saved', async () => {
    const { page, open, complaints } = await stories.colleague({ role: 'manager' });
    const agent = await furnish();
    await open(`agents/${agent}`);
    await page.getByLabel('Second welcome message').fill('Ask me about pens.');
    await page.getByLabel('Length of replies').selectOption('Short');
    await page.getByText('It answers with your changes, which are not saved.').waitFor();
    await page.getByLabel('Ask the agent').fill('Within how many days can I return an item?');
    await page.keyboard.press('Enter');
    const preview = page.getByRole('region', { name: 'Try it' });
    await preview.getByRole('list', { name: 'Sources' }).waitFor();
    expect((await settingsOf(agent)).greeting2).toBe('');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The settings are saved.').waitFor();
    expect(await settingsOf(agent)).toMatchObject({ greeting2: 'Ask me about pens.', replyLength: 0 });
    // The trial is in no list.
    const trials = await stories.app.current.database.db.selectFrom('conversations').select('source').execute();
    expect(trials).toEqual([{ source: 'preview' }]);
    expect(complaints).toEqual([]);
  });

  it('does not write over what somebody else has set meanwhile, in whichever contract it is', async () => {
    const { page, open, workspaceId } = await stories.colleague({ role: 'manager' });
    const agent = await furnish();
    await open(`agents/${agent}`);
    const note = page.getByLabel('Note for the team');
    await note.fill('Of the shop');
    await page.evaluate(
      ([workspace, id]) =>
        fetch(`/inbox/api/${workspace}/chatbots/${id}`, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ description: 'Of the warehouse' }),
        }),
      [workspaceId, agent],
    );
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Somebody else has changed this meanwhile').waitFor();
    await page.getByRole('button', { name: 'Show what holds now' }).click();
    await page.getByText('Somebody else has changed this meanwhile').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The settings are saved.').waitFor();
    expect((await settingsOf(agent)).note).toBe('Of the shop');
  });

  it('answers from a draft only once it is published, and can go back to what was', async () => {
    const { page, open, complaints } = await stories.colleague({ role: 'manager' });
    const agent = await furnish();
    await open(`agents/${agent}/knowledge/1`);
    const text = page.getByRole('textbox', { name: 'Text' });
    await text.waitFor();
    const field = await text.elementHandle();
    await text.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('You can return an item within 90 days.');
    await page.getByRole('button', { name: 'Save as draft' }).click();
    await page.getByText('The draft is saved.').waitFor();
    expect(await texts()).toEqual(['You can return an item within 30 days of delivery.']);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Published: the agent answers from it now.').waitFor();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('dialog').locator('ins').first().waitFor();
    // The screen stays where it is, with other words.
    const screen = page.locator('#screen');
    const before = await screen.evaluate((element) => element.scrollTop);
    await page.getByRole('button', { name: 'Publish version 1 again' }).click();
    await page.getByText('Version 1 is published again.').waitFor();
    await eventually(() => text.textContent()).toBe('You can return an item within 30 days of delivery.');
    expect(await field?.evaluate((element) => element.isConnected)).toBe(true);
    expect(before).toBeGreaterThan(0);
    expect(await screen.evaluate((element) => element.scrollTop)).toBe(before);
    await eventually(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Compare');
    expect(await page.getByRole('button', { name: 'Save as draft' }).isDisabled()).toBe(true);
    expect(await texts()).toEqual([
      'You can return an item within 30 days of delivery.',
      'You can return an item within 90 days.',
      'You can return an item within 30 days of delivery.',
    ]);
    expect(complaints).toEqual([]);
  });

  it('has its chat and its schema set, and a schema that is none is refused', async () => {
    const at = await stories.colleague({ role: 'manager' });
    const { page, open, complaints } = at;
    const agent = await furnish();
    await open(`agents/${agent}/widget`);
    await page.getByLabel('Heading', { exact: true }).fill('Ask Larkspur');
    await page.getByRole('region', { name: 'How it will look' }).getByText('Ask Larkspur').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('It reaches every site within a minute.').waitFor();
    expect((await settingsOf(agent)).header).toBe('Ask Larkspur');
    await open(`agents/${agent}/metadata`);
    const editor = page.getByRole('textbox', { name: 'Metadata schema' });
    await editor.click();
    await writeSchema(at, '{"type": 7}');
    await page.getByRole('alert').waitFor();
    // The refusal itself is what the browser complains of.
    expect(complaints.splice(0).join()).toContain('400');
    await writeSchema(at, '{"type": "object"}');
    await page.getByText('The schema holds from now on.').waitFor();
    const row = await stories.app.current.database.db.selectFrom('agents').select('metadata_schema').executeTakeFirst();
    expect(row?.metadata_schema).toEqual({ type: 'object' });
    expect(complaints).toEqual([]);
  });

  it('has screens in which axe finds nothing, in both schemes', async () => {
    const { page, open, complaints } = await stories.colleague({ role: 'owner' });
    const agent = await furnish();
    const screens = ['agents', `agents/${agent}`, `agents/${agent}/knowledge`, `agents/${agent}/knowledge/1`];
    const faults: Record<string, string[]> = {};
    for (const screen of [
      ...screens,
      `agents/${agent}/widget`,
      `agents/${agent}/actions`,
      `agents/${agent}/metadata`,
      'analytics',
      'usage',
    ]) {
      await open(screen);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.getByRole('status').filter({ hasText: 'Loading' }).waitFor({ state: 'detached' });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const found = await axeFaults(page);
        if (found.length > 0) faults[`${screen.replace(agent, 'agent')} ${colorScheme}`] = found;
      }
      await shoot(page, `inbox-${screen.replaceAll('/', '-').replace(agent, 'agent')}`);
    }
    expect(faults).toEqual({});
    expect(complaints).toEqual([]);
  });

  async function writeSchema({ page }: AtWork, text: string): Promise<void> {
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('textbox', { name: 'Metadata schema' }).click();
  }

  /** Gives the first agent an article to answer from. */
  async function furnish(): Promise<string> {
    const { parley, database } = stories.app.current;
    const { id } = await database.db.selectFrom('agents').select('id').executeTakeFirstOrThrow();
    const content = 'You can return an item within 30 days of delivery.';
    await importArticles(parley.deps, { agentId: id, articles: [{ type: 'Article', title: 'Returns', content }] });
    return id;
  }

  const settingsOf = async (id: string) => {
    const agents = stories.app.current.database.db.selectFrom('agents').select('settings').where('id', '=', id);
    return readSettings((await agents.executeTakeFirstOrThrow()).settings);
  };

  const texts = async (): Promise<string[]> => {
    const { db } = stories.app.current.database;
    const rows = await db.selectFrom('article_versions').select('content').orderBy('version').execute();
    return rows.map(({ content }) => content.trim());
  };
});
