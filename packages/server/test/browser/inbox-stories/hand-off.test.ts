import { expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { type AtWork, inboxStories, shoot } from '../../support/inbox-stories.ts';
import { describeStory } from '../../support/widget-stories.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const stories = inboxStories();
const agent = agentApi(stories.app);

describeStory('hand-off in the inbox', { timeout: 120_000 }, () => {
  it('is set by an owner, with what the agent writes down, and refused by name where it is wrong', async () => {
    const at = await stories.colleague({ role: 'owner' });
    const { page, complaints } = at;
    await open(at);
    const save = page.getByRole('button', { name: 'Save', exact: true }).first();

    const reasons = card(at, 'When the agent hands over');
    await reasons.getByLabel('The visitor is angry or frustrated').check();
    const keywords = reasons.getByRole('group', { name: 'Keywords' });
    await keywords.getByRole('button', { name: 'Add' }).click();
    await keywords.getByLabel('Keywords, 1').fill('lawyer');

    const hours = card(at, 'When people are there');
    await hours.getByLabel('At certain hours only').check();
    await hours.getByLabel('Time zone').selectOption('Europe/Berlin');
    await hours.getByLabel('Country').fill('xx');
    await hours.getByLabel('Text out of hours', { exact: true }).fill('Back {{back_at}}.');

    const team = card(at, 'What the team learns');
    await team.getByLabel('Summary as a note').check();
    await team.getByRole('button', { name: 'Add a topic' }).click();
    await team.getByLabel('Topic', { exact: true }).fill('Returns');
    await team.getByLabel('When it applies').fill('Sending goods back.');
    await team.getByRole('group', { name: 'People' }).getByRole('checkbox').first().check();
    await save.click();
    await hours.getByText('is no country whose holidays are known').waitFor();
    await hours.getByLabel('Country').fill('de');
    await save.click();
    await page.getByText('Saved. It holds from the next message on.').first().waitFor();
    const { body } = await agent('GET', '/v1/api/human_handoff/configuration');
    expect(body).toMatchObject({
      guidelines: ['asks_for_person', 'missing_knowledge', 'frustration'],
      keywords: ['lawyer'],
      working_hours: { time_zone: 'Europe/Berlin' },
      holidays: { country: 'DE', region: null, dates: [] },
      out_of_hours_text: 'Back {{back_at}}.',
      ai_summary: true,
      routing_profiles: [{ topic: 'Returns', description: 'Sending goods back.', operators: [expect.any(String)] }],
    });

    const gathering = card(at, 'What the agent writes down');
    await gathering.getByRole('button', { name: 'Add a key' }).click();
    await gathering.getByLabel('Key', { exact: true }).fill('order_number');
    await gathering.getByLabel('What it listens for').fill('The number of the order');
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    const fields = [{ key: 'order_number', description: 'The number of the order', type: 'string' }];
    const gathered = async () => (await agent('GET', '/v1/api/data_gathering/configuration')).body;
    await expect.poll(gathered).toEqual({ fields });
    expect(await axeFaults(page)).toEqual([]);
    await shoot(page, 'inbox-hand-off');
    for (const title of ['When the agent hands over', 'When people are there', 'What the team learns']) {
      await card(at, title).evaluate((section) => section.scrollIntoView({ block: 'start' }));
      await shoot(page, `inbox-hand-off-${title.split(' ').at(-1)}`);
    }
    // The refusal is one to the browser as well.
    expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
  });
});

const card = ({ page }: AtWork, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true, level: 2 }) });

async function open(at: AtWork): Promise<void> {
  const agents = stories.app.current.database.db.selectFrom('agents').select('id');
  const { id } = await agents.executeTakeFirstOrThrow();
  await at.open(`agents/${id}/handoff`);
  await at.page.getByRole('heading', { level: 2, name: 'Hand-off' }).waitFor();
}
