import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { listAudit } from '../../support/audit.ts';
import { inboxStories } from '../../support/inbox-stories.ts';
import { visitorAt } from '../../support/visitor.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const stories = inboxStories();
const database = () => stories.app.current.database;
const dialogOf = (page: Page) => page.getByRole('dialog');

/** Every screen of the settings that an owner has, by its path and a word of it. */
const SCREENS = [
  ['preferences', 'Conversation list'],
  ['general', 'Name of the workspace'],
  ['team', 'What each role may do'],
  ['tags', 'Refund'],
  ['canned-replies', 'Write a canned reply'],
  ['entry-points/qr-codes', 'Table 12'],
  ['analysis', 'Churn risk'],
  ['api-keys', 'All keys together may make'],
  ['agent-tokens', 'Create a token'],
  ['webhooks', 'Leads'],
  ['audit-log', 'created a tag'],
  ['mails', 'Mail outbox'],
  ['retention', 'Erase conversations'],
] as const;

describeStory('people and their settings', { timeout: 240_000 }, () => {
  it('lets an owner remove a member, whose conversations wait for somebody else', async () => {
    const owner = await stories.colleague({ role: 'owner', name: 'Ada Stone' });
    const agent = await stories.colleague({ role: 'agent', name: 'Kim Park' });
    const visitor = await visitorAt(stories.app.current.parley);
    const { conversation_id: id } = await visitor.says('Hello');
    await eventually(async () => (await wholeLogs(database()))[0]?.messages.length).toBe(2);
    const assign = `/inbox/api/${owner.workspaceId}/conversations/${id}`;
    const answer = await owner.page.request.patch(`${stories.host}${assign}`, {
      headers: { 'sec-fetch-site': 'same-origin' },
      data: { assigned_to: agent.userId },
    });
    expect(answer.status(), await answer.text()).toBe(200);

    const { page } = owner;
    await owner.open('settings/team');
    await page.getByRole('button', { name: 'Remove Kim Park' }).click();
    await dialogOf(page).getByText('One open conversation becomes unassigned').waitFor();
    await dialogOf(page).getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('Kim Park was removed.').waitFor();
    await eventually(async () => (await wholeLogs(database()))[0]?.state.assigned_to).toBe(null);
    const [whole] = await wholeLogs(database());
    expect(whole?.events.at(-1)).toMatchObject({
      type: 'conversation.updated',
      data: { assignedTo: { from: agent.userId, to: null } },
    });
    const members = await database().db.selectFrom('members').select('user_id').execute();
    expect(members.map(({ user_id }) => user_id)).not.toContain(agent.userId);
    expect((await listAudit(stories.app.current.parley)).at(-1)).toMatchObject({
      action: 'member.remove',
      target: { type: 'user', id: agent.userId },
    });
    await agent.open('settings/team');
    await agent.page.getByText('There is nothing here').waitFor();
    expect(owner.complaints).toEqual([]);
  });

  it('shows an agent only what they may see, and refuses the rest, retention too', async () => {
    const { page, open, workspaceId, complaints } = await stories.colleague({ role: 'agent' });
    await open('settings/team');
    const navigation = page.getByRole('navigation', { name: 'Settings' });
    await navigation.getByRole('link', { name: 'Team' }).waitFor();
    expect(await navigation.getByRole('link').allInnerTexts()).toEqual([
      'Preferences',
      'Team',
      'Tags',
      'Canned replies',
      'Entry points',
      'Analysis',
    ]);
    expect(await page.getByRole('button', { name: 'Invite somebody' }).count()).toBe(0);
    await open('settings/retention');
    await page.getByText('You may not see this').waitFor();
    expect(complaints).toEqual([]);
    const refused = await page.request.patch(`${stories.host}/inbox/api/${workspaceId}/inbox/retention`, {
      headers: { 'sec-fetch-site': 'same-origin' },
      data: { delete_conversations_after_days: 1 },
    });
    expect(refused.status()).toBe(403);
    expect((await listAudit(stories.app.current.parley)).map(({ action }) => action)).not.toContain('retention.update');
  });

  it('keeps a form open while it is sent, and sends it once', async () => {
    const { page, open, complaints } = await stories.colleague({ role: 'owner' });
    await open('settings/tags');
    await page.getByRole('button', { name: 'Create a tag' }).click();
    await dialogOf(page).getByLabel('Name').fill('Refund');
    const released = Promise.withResolvers<void>();
    let sent = 0;
    await page.route(/\/conversation-tags$/, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      sent += 1;
      await released.promise;
      await route.continue();
    });
    await dialogOf(page).evaluate((dialog) => {
      // Two presses, of which the second comes before anything has been drawn.
      const form = dialog.querySelector('form');
      form?.requestSubmit();
      form?.requestSubmit();
    });
    await eventually(() => sent).toBe(1);
    await eventually(() => dialogOf(page).getByRole('button', { name: 'Cancel' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialogOf(page).getByLabel('Name').press('Enter');
    await dialogOf(page).getByLabel('Name').waitFor();
    expect(await dialogOf(page).getByText('What you have changed here is not saved.').count()).toBe(0);
    released.resolve();
    await dialogOf(page).waitFor({ state: 'detached' });
    await page.getByText('Refund').first().waitFor();
    expect([sent, complaints]).toEqual([1, []]);
  });

  it('has stricter retention confirmed by the name of the workspace', async () => {
    const { page, open, complaints } = await stories.colleague({ role: 'owner' });
    await open('settings/retention');
    await page.getByLabel('Erase conversations').check();
    await page.getByLabel('After days').fill('30');
    await page.getByRole('button', { name: 'Save' }).click();
    const confirm = dialogOf(page).getByRole('button', { name: 'Save and erase' });
    await dialogOf(page).getByText('Nothing.').waitFor();
    expect(await confirm.isDisabled()).toBe(true);
    await dialogOf(page).getByRole('textbox').fill('Test');
    await confirm.click();
    await page.getByText('The rules are saved.').waitFor();
    expect((await listAudit(stories.app.current.parley)).at(-1)).toMatchObject({
      action: 'retention.update',
      details: { conversation_days: 30, attachment_days: null },
    });
    expect(complaints).toEqual([]);
  });

  it('keeps the language and colours of a person, so that no page begins in others', async () => {
    const { page, open, userId, complaints } = await stories.colleague({ role: 'member' });
    await open('settings/preferences');
    await page.getByLabel('Dark').check();
    await eventually(() => page.evaluate(() => document.documentElement.dataset.scheme)).toBe('dark');
    await page.getByLabel('Language').first().selectOption('Deutsch');
    await page.getByRole('heading', { name: 'Persönliche Einstellungen' }).waitFor();
    await page.getByLabel('Ton abspielen').uncheck();
    const stored = async () =>
      (
        await database()
          .db.selectFrom('member_preferences')
          .select('preferences')
          .where('user_id', '=', userId)
          .executeTakeFirst()
      )?.preferences;
    await eventually(stored).toMatchObject({ language: 'de', colourScheme: 'dark', sound: false });
    const sent = await page.request.get(page.url());
    expect(await sent.text()).toContain('data-scheme="dark"');
    await page.reload();
    await page.getByRole('heading', { name: 'Persönliche Einstellungen' }).waitFor();
    expect(await page.getByLabel('Dunkel').isChecked()).toBe(true);
    await page.getByLabel('Wie das Gerät').check();
    await eventually(async () => (await (await page.request.get(page.url())).text()).includes('data-scheme')).toBe(
      false,
    );
    await page.getByLabel('Sprache').first().selectOption('Wie der Browser');
    await page.getByRole('heading', { name: 'Preferences' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('can be read and used by everybody, in both colour schemes', async () => {
    const { page, open, workspaceId, complaints } = await stories.colleague({ role: 'owner' });
    const add = async (path: string, data: object) => {
      const url = `${stories.host}/inbox/api/${workspaceId}${path}`;
      const answer = await page.request.post(url, { headers: { 'sec-fetch-site': 'same-origin' }, data });
      expect(answer.status(), await answer.text()).toBe(201);
    };
    await add('/conversation-tags', { name: 'Refund', color: '#C2410C' });
    await add('/qr-codes', { name: 'Table 12' });
    await add('/webhooks', { url: 'https://crm.example.com/hook', events: ['message.created'], description: 'Leads' });
    const dimension = { key: 'churn', name: 'Churn risk', description: 'How likely they leave.' };
    const changed = await page.request.patch(`${stories.host}/inbox/api/${workspaceId}/analysis/settings`, {
      headers: { 'sec-fetch-site': 'same-origin' },
      data: { dimensions: [{ ...dimension, schema: { type: 'string', enum: ['low', 'high'] } }] },
    });
    expect(changed.status(), await changed.text()).toBe(200);
    const faults: string[] = [];
    for (const [path, word] of SCREENS) {
      await open(`settings/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText(word).first().waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        faults.push(...(await axeFaults(page)).map((fault) => `${path}, ${colorScheme}: ${fault}`));
      }
    }
    for (const [path, button] of [
      ['webhooks', 'Add a webhook'],
      ['tags', 'Edit Refund'],
      ['analysis', 'Edit Churn risk'],
      ['entry-points/qr-codes', 'Create a QR code'],
    ] as const) {
      await open(`settings/${path}`);
      await page.getByRole('button', { name: button }).click();
      await dialogOf(page).waitFor();
      faults.push(...(await axeFaults(page)).map((fault) => `${path}, ${button}: ${fault}`));
    }
    await open('settings/entry-points/qr-codes');
    await page.getByRole('link', { name: /Table 12/ }).click();
    await page.getByRole('img', { name: /^QR code of/ }).waitFor();
    faults.push(...(await axeFaults(page)).map((fault) => `one code: ${fault}`));
    await open('settings/webhooks');
    await page.getByRole('link', { name: /crm\.example\.com/ }).click();
    await page.getByText('Nothing was sent yet.').waitFor();
    faults.push(...(await axeFaults(page)).map((fault) => `one webhook: ${fault}`));
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
