import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { listAudit } from '../../support/audit.ts';
import { inboxStories, shoot } from '../../support/inbox-stories.ts';
import { visitorAt } from '../../support/visitor.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';

const stories = inboxStories({}, { analyses: true });
const db = () => stories.app.current.database.db;
const dialogOf = (page: Page) => page.getByRole('dialog');
const FURIOUS = 'THIS IS THE WORST COMPANY EVER!!! I am absolutely furious, you stole my money!!!';

const analysed = async (id: string) =>
  (await wholeLogs(stories.app.current.database))
    .find(({ state }) => state.id === id)
    ?.events.filter(({ type }) => type === 'conversation.analysed') ?? [];

describeStory('the analysis of conversations', { timeout: 120_000 }, () => {
  it('is told what to look for, whom to tell, and to look through what there was; then it tells of who is furious', async () => {
    const at = await stories.colleague({ role: 'manager', name: 'Ada Stone' });
    const { page } = at;
    const before = await visitorAt(stories.app.current.parley);
    const { conversation_id: old } = await before.says('I want to cancel my subscription');
    await eventually(async () => (await analysed(old)).length).toBeGreaterThan(0);

    await at.open('conversations');
    await page.getByRole('row').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('settings analysis');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Analysis', level: 1 }).waitFor();
    await page.getByText('You ask for nothing of your own yet').waitFor();
    await shoot(page, 'analysis-empty');

    await page.getByRole('button', { name: 'Add a dimension' }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('Name').fill('What it is about');
    expect(await dialog.getByLabel('Key').inputValue()).toBe('what_it_is_about');
    await dialog.getByLabel('Key').fill('Matter');
    await dialog.getByLabel('What is to be judged').fill('What the visitor writes about.');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    const value = dialog.getByRole('group', { name: 'What is answered' });
    await value.getByRole('alert').filter({ hasText: 'at least one word' }).waitFor();
    await value.getByRole('button', { name: 'Show as JSON' }).click();
    const json = value.getByRole('textbox', { name: 'JSON Schema of the value' });
    await json.fill('{"type":"object"}');
    expect(await value.getByRole('button', { name: 'Back to the form' }).isDisabled()).toBe(true);
    await shoot(page, 'analysis-json');
    const add = dialog.getByRole('button', { name: 'Add', exact: true });
    await add.click();
    // What the server says stands at its fields: first what is wrong at the door, then with the schema.
    await dialog.getByRole('alert').filter({ hasText: 'must begin with a letter' }).waitFor();
    await dialog.getByLabel('Key').fill('matter');
    await add.click();
    await value.getByRole('alert').filter({ hasText: 'must have a type' }).waitFor();
    await json.fill('{"type":"string","enum":["cancel","billing"]}');
    await value.getByRole('button', { name: 'Back to the form' }).click();
    expect(await value.getByLabel('Words').inputValue()).toBe('cancel\nbilling');
    await shoot(page, 'analysis-dialog');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('listitem').filter({ hasText: 'What it is about' }).getByText('billing').waitFor();

    await page.getByRole('checkbox', { name: 'Ada Stone' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').last().waitFor();
    await page.getByRole('button', { name: 'Begin', exact: true }).click();
    const runs = page.getByRole('list', { name: 'Over history' });
    await runs.getByText('1 of 1 analysed').waitFor();
    await runs.getByText('Done', { exact: true }).waitFor();
    await shoot(page, 'analysis-done');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByRole('heading', { name: 'Over history' }).scrollIntoViewIfNeeded();
    await shoot(page, 'analysis-done-dark');
    const [settings] = await db().selectFrom('analysis_settings').selectAll().execute();
    expect(settings).toMatchObject({
      mode: 'live',
      flag_recipients: [at.userId],
      rubric: [{ key: 'matter', schema: { type: 'string', enum: ['cancel', 'billing'] } }],
    });
    expect(await db().selectFrom('analysis_runs').selectAll().execute()).toMatchObject([
      { state: 'done', total: 1, done: 1, failed: 0, created_by: at.userId },
    ]);
    expect((await analysed(old)).at(-1)?.data).toMatchObject({ analysis: { dimensions: { matter: 'cancel' } } });

    const visitor = await visitorAt(stories.app.current.parley);
    const { conversation_id: id } = await visitor.says('Hello, it is about billing');
    await at.open(`conversations/${id}`);
    await page.getByRole('region', { name: 'About the conversation' }).waitFor();
    const flag = page.getByRole('region', { name: 'Flagged' });
    expect(await flag.count()).toBe(0);
    await visitor.says(FURIOUS, { conversation_id: id });
    await flag.getByText('Is furious', { exact: true }).waitFor();
    await flag.getByText('WORST COMPANY').waitFor();
    await page.getByRole('region', { name: 'Analysis' }).getByText('What it is about').waitFor();
    await page.getByRole('row').filter({ hasText: 'Flagged' }).waitFor();
    await shoot(page, 'analysis-flagged');
    const found = (await analysed(id)).at(-1);
    const isFurious = { is_flagged: true, flag_code: 'anger', dimensions: { matter: 'billing' } };
    expect(found?.data).toMatchObject({ analysis: isFurious, isNewlyFlagged: true });
    const [stored] = await db().selectFrom('conversations').select('analysis').where('id', '=', id).execute();
    expect(stored?.analysis).toMatchObject(isFurious);
    await eventually(() =>
      db().selectFrom('mail_outbox').select(['kind', 'recipient']).where('conversation_id', '=', id).execute(),
    ).toEqual([{ kind: 'flag', recipient: at.email }]);
    expect((await listAudit(stories.app.current.parley)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['analysis_settings.update', 'analysis_run.create']),
    );
    await page.evaluate(() => localStorage.setItem('parley.inbox.language', 'ar'));
    await at.open('settings/analysis');
    await page.getByRole('heading', { name: 'التحليل', level: 1 }).waitFor();
    await page.getByText('What it is about').first().waitFor();
    await shoot(page, 'analysis-arabic');
    // The two refusals of a dimension.
    expect(at.complaints.filter((text) => !text.includes('400'))).toEqual([]);
  });
});
