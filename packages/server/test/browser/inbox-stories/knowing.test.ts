import { expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { deskOf } from '../../support/desk.ts';
import { inboxStories, shoot } from '../../support/inbox-stories.ts';
import { scriptedModel } from '../../support/scripted-model.ts';
import { dumpTables } from '../../support/table-dump.ts';
import { visitorAt } from '../../support/visitor.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const stories = inboxStories({ model: scriptedModel(({ questions }) => `You said: ${questions.at(-1)?.content}`) });
const agent = agentApi(stories.app);

const log = async () => {
  const [whole] = await wholeLogs(stories.app.current.database);
  if (!whole) throw new Error('there is no conversation');
  return whole;
};
const happened = async (type: string) => (await log()).events.filter((event) => event.type === type);

const SCHEMA = {
  type: 'object',
  properties: {
    plan: { title: 'Plan', type: 'string', enum: ['free', 'pro'] },
    seats: { title: 'Seats', type: 'integer', minimum: 1 },
  },
};

describeStory('what is known of a conversation', { timeout: 60_000 }, () => {
  it('is noted, tagged and described by the team, and the visitor learns nothing of it', async () => {
    const visitor = await visitorAt(stories.app.current.parley);
    const { conversation_id: id } = await visitor.says('Hello');
    const desk = await deskOf(await stories.colleague({ name: 'Kim Park', role: 'manager' }), id);
    await desk.said('You said: Hello').waitFor();
    await desk.page.keyboard.press('n');
    await desk.note.fill('A secret of the house');
    await desk.page.keyboard.press('Control+Enter');
    await desk.details.getByText('A secret of the house').waitFor();
    await desk.messages.getByText('A secret of the house').waitFor();
    expect(await desk.note.inputValue()).toBe('');
    await desk.details.getByRole('button', { name: 'What can be done with this note' }).click();
    await desk.page.getByRole('menuitem', { name: 'Pin on top' }).click();
    await desk.details.getByRole('img', { name: 'Pinned' }).waitFor();

    await desk.note.press('Escape');
    await desk.page.locator('header').getByRole('button', { name: /^Tags/ }).click();
    await desk.page.getByRole('textbox', { name: 'Search tags' }).fill('Refund');
    await desk.page.getByRole('button', { name: 'Create “Refund”' }).click();
    await desk.page.getByRole('checkbox', { name: 'Refund' }).waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.page.locator('header').getByText('Refund').waitFor();

    await desk.page.getByRole('button', { name: /^Edit E-mail/ }).click();
    await desk.page.keyboard.type('not an address');
    await desk.page.keyboard.press('Enter');
    await desk.details.getByText('must be an e-mail address').waitFor();
    // The refusal itself is what the browser complains of.
    expect(desk.complaints.splice(0).join()).toContain('400');
    await desk.page.getByRole('textbox', { name: 'E-mail' }).fill('june@example.com');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('heading', { name: 'june@example.com' }).waitFor();

    await eventually(async () => (await happened('conversation.updated')).map(({ data }) => data)).toMatchObject([
      { visitorEmail: { from: null, to: 'june@example.com' } },
    ]);
    expect(await happened('conversation.tagged')).toHaveLength(1);
    expect([...(await happened('note.created')), ...(await happened('note.updated'))]).toHaveLength(2);
    expect(JSON.stringify(await visitor.events(id))).not.toMatch(/secret|Refund|june@/);
    await desk.page.getByRole('tab', { name: 'Log' }).click();
    await desk.page.getByText('Tagged: Refund').waitFor();
    await desk.hasNoComplaint();
  });

  it('fits the schema of the agent, or says beside each value why not', async () => {
    await agent('PUT', '/v1/api/metadata_schema', { body: { schema: SCHEMA } });
    const visitor = await visitorAt(stories.app.current.parley);
    const { conversation_id: id } = await visitor.says('مرحبا **بك**\n\nOrder 4421');
    const desk = await deskOf(await stories.colleague({ name: 'Kim Park' }), id);
    await desk.details.getByRole('combobox', { name: 'Plan' }).selectOption('pro');
    await desk.details.getByRole('textbox', { name: 'Seats' }).fill('many');
    await desk.details.getByRole('button', { name: 'Save' }).click();
    await eventually(() => desk.details.getByRole('textbox', { name: 'Seats' }).getAttribute('aria-invalid')).toBe(
      'true',
    );
    await desk.details.getByRole('alert').getByText('integer').waitFor();
    expect((await log()).state.metadata).toEqual({});
    await shoot(desk.page, 'inbox-schema');
    await desk.details.getByRole('textbox', { name: 'Seats' }).fill('3');
    await desk.details.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => (await log()).state.metadata).toEqual({ plan: 'pro', seats: 3 });
    expect((await happened('conversation.metadata_set')).map(({ data }) => data)).toMatchObject([
      { changed: ['plan', 'seats'], by: { type: 'operator', id: desk.userId } },
    ]);

    // Each paragraph is written in its own direction, whatever the reader's is.
    const article = desk.messages.getByRole('article').filter({ hasText: 'Order 4421' }).first();
    const directions = await article
      .locator('p[dir=auto]')
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
    expect(directions).toEqual(['rtl', 'ltr']);
    for (const scheme of ['light', 'dark'] as const) {
      await desk.page.emulateMedia({ colorScheme: scheme });
      expect(await axeFaults(desk.page), scheme).toEqual([]);
    }
    expect(desk.complaints.filter((line) => !line.includes('422'))).toEqual([]);
  });

  it('is erased for good once who it is has been typed, for everybody at once', async () => {
    const visitor = await visitorAt(stories.app.current.parley);
    const { conversation_id: id } = await visitor.says('My secret is zebramark');
    const owner = await deskOf(await stories.colleague({ name: 'Olga Own', role: 'owner' }), id);
    const kim = await deskOf(await stories.colleague({ name: 'Kim Park' }), id);
    await kim.page.locator('header').getByRole('button', { name: 'More actions' }).click();
    expect(await kim.page.getByRole('menuitem', { name: 'Erase this visitor' }).count()).toBe(0);
    await kim.page.keyboard.press('Escape');
    const keptByKim = () =>
      kim.page.evaluate((erased) => Object.keys(localStorage).filter((key) => key.endsWith(`.${erased}`)), id);
    await kim.reply.fill('I know what zebramark means');
    await eventually(keptByKim).toHaveLength(1);
    await owner.choose('More actions', 'Erase this visitor');
    const dialog = owner.page.getByRole('dialog', { name: 'Erase this visitor for good?' });
    const erase = dialog.getByRole('button', { name: 'Erase this visitor' });
    expect(await erase.isDisabled()).toBe(true);
    const [, typed = ''] = /“(.+)”/.exec((await dialog.locator('label').textContent()) ?? '') ?? [];
    await dialog.getByRole('textbox').fill(typed);
    await erase.click();
    await owner.page.getByText('1 conversation is erased.').waitFor();
    await kim.page.getByRole('heading', { name: 'This conversation has been erased' }).waitFor();
    expect(await keptByKim()).toEqual([]);
    expect(new URL(owner.page.url()).pathname).toMatch(/\/conversations$/);
    const rows = [...(await dumpTables(stories.app.current.database)).values()].flat();
    expect(rows.filter((row) => row.includes('zebramark'))).toEqual([]);
    expect(await wholeLogs(stories.app.current.database)).toEqual([]);
    expect(rows.filter((row) => row.includes('visitor.erased'))).toHaveLength(1);
  });
});
