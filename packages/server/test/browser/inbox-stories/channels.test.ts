import { expect, it } from 'vitest';
import { outsideFetch } from '../../../src/lib/outside-fetch.ts';
import { createGuardedClient } from '../../../src/runtime/guarded-client.ts';
import { fakeChannels } from '../../support/fake-channel.ts';
import { type AtWork, inboxStories, shoot } from '../../support/inbox-stories.ts';
import { platforms } from '../../support/platforms.ts';
import { describeStory } from '../../support/widget-stories.ts';
import { workspaceApi } from '../../support/workspace-api.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const TOKEN = '4711:AAgoodTokenOfTheBot';
const telegram = await platforms({
  telegram: ({ url }) =>
    url.startsWith(`/bot${TOKEN}/`)
      ? { json: { ok: true, result: { username: 'shop_bot' } } }
      : { status: 401, json: { ok: false, description: 'Unauthorized' } },
});
const outside = createGuardedClient({ allowPrivateUrls: [telegram.origin] });
const stories = inboxStories({
  outside,
  channels: fakeChannels(outsideFetch(outside, { timeoutMs: 5_000, maxBytes: 100_000 })),
});
const call = workspaceApi(stories.app);
const agentId = (): string => stories.app.current.first.chatbot_id;
const channels = async () => (await call('GET', `/channels?chatbot_id=${agentId()}`)).body.data;
const apiUrl = `${telegram.origin}/telegram`;

describeStory('the channels of an agent in the inbox', { timeout: 120_000 }, () => {
  it('are added, checked at once, corrected beside the field, connected, paused and deleted', async () => {
    const at = await stories.colleague({
      role: 'manager',
      context: { permissions: ['clipboard-read', 'clipboard-write'] },
    });
    const { page, complaints } = at;
    await at.open(`agents/${agentId()}/channels`);
    await page.getByText('There are no channels yet').waitFor();
    await shoot(page, 'inbox-channels-none');
    await page.getByRole('button', { name: 'Add a channel' }).click();
    const dialog = page.getByRole('dialog');
    const add = dialog.getByRole('button', { name: 'Add', exact: true });
    expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).toBe('Telegram');
    // What is made by the server cannot be given.
    expect(await dialog.getByLabel('Verify token').count()).toBe(0);
    await add.click();
    await dialog.getByRole('alert').filter({ hasText: 'is required' }).waitFor();
    expect(complaints.splice(0).join()).toContain('400');
    await shoot(page, 'inbox-channels-add');
    await dialog.getByLabel('Bot token').fill('99:AAbad');
    await dialog.getByText('Advanced', { exact: true }).click();
    await dialog.getByLabel('Address of the API').fill(apiUrl);
    await add.click();

    // The platform is asked by itself, and what it says stands beside the field.
    const banner = page.getByRole('alert').filter({ hasText: 'Correct it below or at the platform' });
    await banner.waitFor();
    await expect.poll(() => describedBy(at, 'Bot token')).toContain('The platform says: Unauthorized.');
    await page.getByText('Needs attention').waitFor();
    await shoot(page, 'inbox-channels-wrong');
    const token = page.getByLabel('Bot token');
    expect([await token.inputValue(), await token.getAttribute('placeholder')]).toEqual([
      '',
      'Set – type to replace it',
    ]);

    await token.fill(TOKEN);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The platform accepts the credentials.').waitFor();
    await banner.waitFor({ state: 'detached' });
    // The platform has told it.
    await expect.poll(() => page.getByLabel("Bot's username (optional)").inputValue()).toBe('shop_bot');
    expect(await token.inputValue()).toBe('');
    await shoot(page, 'inbox-channels-well');
    const [stored] = await channels();
    expect(stored).toMatchObject({
      platform: 'telegram',
      name: 'Telegram',
      settings: { api_url: apiUrl },
      problem: null,
    });

    for (const [label, value] of [
      ['Webhook address', stored.webhook_url],
      ['Verify token', stored.generated.verify_token],
    ]) {
      await page.getByRole('button', { name: `Copy: ${label}` }).click();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(value);
    }
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('The platform delivers to this server now.').waitFor();
    expect(telegram.asked(/setWebhook/)).toHaveLength(1);

    await page.getByLabel('Name', { exact: true }).fill('Shop bot');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Shop bot' }).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('It is paused: nothing is sent').waitFor();
    expect((await channels())[0]).toMatchObject({ name: 'Shop bot', state: 'paused' });
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(async () => (await channels())[0].state).toBe('active');
    expect(await page.content()).not.toContain(TOKEN);

    await page.getByRole('button', { name: 'More about this channel' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await dialog.getByText('Delete Shop bot?').waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('There are no channels yet').waitFor();
    expect(await channels()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('keep a secret that is not typed, and give up an optional one', async () => {
    const { id } = await furnish();
    const at = await stories.colleague({ role: 'owner' });
    const { page, complaints } = at;
    await at.open(`agents/${agentId()}/channels/${id}`);
    await page.getByText('Advanced', { exact: true }).click();
    await page.getByLabel('In groups').selectOption({ label: 'Where it is mentioned' });
    await page.getByLabel('Port').fill('many');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(() => describedBy(at, 'Port (optional)')).toContain('must be a number');
    await page.getByLabel('Port').fill('8443');
    await page.getByRole('button', { name: 'Remove it' }).click();
    await page.getByText('It is removed when you save.').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The channel is saved.').waitFor();
    expect((await channels())[0]).toMatchObject({
      settings: { groups: 'mentions', port: 8443 },
      secrets: [
        { key: 'bot_token', is_set: true },
        { key: 'proxy_password', is_set: false },
      ],
    });
    expect(complaints.splice(0).join()).toContain('400');
  });

  it('can be looked at by those who may not change them', async () => {
    const { id } = await furnish();
    const at = await stories.colleague({ role: 'member' });
    const { page, complaints } = at;
    await at.open(`agents/${agentId()}/channels`);
    await page.getByRole('link', { name: /Shop on Telegram/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Add a channel' }).count()).toBe(0);
    await at.open(`agents/${agentId()}/channels/${id}`);
    await page.getByText('Webhook address').waitFor();
    expect(await page.getByLabel('Bot token').isDisabled()).toBe(true);
    expect(
      await page.getByRole('button', { name: /^(Save|Check|Connect|Pause|More about this channel)$/ }).count(),
    ).toBe(0);
    expect(await page.getByText('Verify token').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['en', 'light', 1440],
    ['en', 'dark', 360],
    ['ar', 'light', 1440],
    ['ar', 'dark', 360],
    ['de', 'light', 1024],
  ] as const)('have no faults that axe finds in %s, %s, %i wide, and fit', async (locale, colorScheme, width) => {
    const { id } = await furnish();
    const context = { locale, colorScheme, viewport: { width, height: 900 } };
    const at = await stories.colleague({ role: 'owner', context });
    const { page, complaints } = at;
    for (const screen of ['channels', `channels/${id}`]) {
      await at.open(`agents/${agentId()}/${screen}`);
      await page.getByText('Unauthorized').first().waitFor();
      expect(await axeFaults(page), screen).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider, screen).toBe(0);
      await shoot(page, `inbox-${screen === 'channels' ? screen : 'channel'}-${locale}-${colorScheme}-${width}`);
    }
    await page.locator('form').evaluate((form) => form.scrollIntoView({ block: 'start' }));
    await page.locator('details summary').click();
    await shoot(page, `inbox-channel-form-${locale}-${colorScheme}-${width}`);
    await at.open(`agents/${agentId()}/channels`);
    await page.getByText('Unauthorized').waitFor();
    await page.locator('main button').last().click();
    await page.getByRole('dialog').waitFor();
    expect(await axeFaults(page), 'the dialog').toEqual([]);
    await shoot(page, `inbox-channels-dialog-${locale}-${colorScheme}-${width}`);
    expect(complaints).toEqual([]);
  });

  /** A channel that needs attention and one that is paused; something came and went in the first. */
  async function furnish(): Promise<{ readonly id: string }> {
    const chatbot_id = agentId();
    const add = async (name: string, bot_token: string) =>
      (
        await call('POST', '/channels', {
          ...{ chatbot_id, platform: 'telegram', name },
          settings: { bot_token, proxy_password: 'secret', api_url: apiUrl },
        })
      ).body;
    const first = await add('Shop on Telegram', '99:AAbad');
    const second = await add('Spare bot of the workshop in Nether Wallop', TOKEN);
    await call('POST', `/channels/${first.id}/check`);
    await call('PATCH', `/channels/${second.id}`, { state: 'paused' });
    const { db } = stories.app.current.database;
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await db
      .updateTable('channel_activity')
      .set({ received_at: ago(7), sent_at: ago(6), refused_at: ago(2) })
      .where('channel_id', '=', first.id)
      .execute();
    return first;
  }

  /** What is said of a field beside its name. */
  const describedBy = ({ page }: AtWork, label: string): Promise<string> =>
    page.getByLabel(label, { exact: true }).evaluate((field) => {
      const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
      return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
    });
});
