import { expect, it } from 'vitest';
import { createGuardedClient } from '../../../src/runtime/guarded-client.ts';
import { listAudit } from '../../support/audit.ts';
import { type AtWork, inboxStories } from '../../support/inbox-stories.ts';
import { visitorAt } from '../../support/visitor.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';
import { describeStory, eventually } from '../../support/widget-stories.ts';
import { readQrCode } from './read-qr-code.ts';

const receiver = await startReceiver();
const stories = inboxStories({ outside: createGuardedClient({ allowPrivateUrls: [receiver.origin] }) });
/** What was done after people had signed in. */
const audit = async () =>
  (await listAudit(stories.app.current.parley)).map(({ action }) => action).filter((act) => act !== 'session.sign_in');

/** Calls the Workspace API as a program does, over the network. */
const asProgram = async (path: string, key: string): Promise<[number, string | undefined]> => {
  const answer = await fetch(`${stories.host}/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
  const { error } = (await answer.json()) as { readonly error?: string };
  return [answer.status, error];
};

/** What a dialog shows this once. */
const secretIn = async (at: AtWork, dialog: string): Promise<string> =>
  (await at.page.getByRole('dialog', { name: dialog }).locator('code').textContent()) ?? '';

describeStory('the settings of a workspace', { timeout: 90_000 }, () => {
  it('make a key that works until it is paused or revoked, and a token of an agent', async () => {
    const at = await stories.colleague({ role: 'admin' });
    const { page, complaints } = at;
    await at.open('settings/api-keys');
    await page.getByRole('button', { name: 'Create a key' }).click();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'must' }).waitFor();
    await page.getByLabel('Name').fill('Warehouse sync');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const key = await secretIn(at, 'The key is made');
    await page.getByRole('button', { name: 'Done' }).click();
    expect(await asProgram('/me', key)).toEqual([200, undefined]);
    await page.getByRole('button', { name: 'Pause Warehouse sync' }).click();
    await page.getByRole('button', { name: 'Resume Warehouse sync' }).waitFor();
    expect(await asProgram('/me', key)).toEqual([403, 'api_key_paused']);
    await page.getByRole('button', { name: 'Resume Warehouse sync' }).click();
    await page.getByRole('button', { name: 'Revoke Warehouse sync' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Warehouse sync' }).getByText('Revoked').waitFor();
    expect(await asProgram('/me', key)).toEqual([401, 'api_key_revoked']);
    expect(await page.content()).not.toContain(key);

    await page.getByRole('link', { name: 'Agent tokens' }).click();
    await page.getByRole('button', { name: 'Create a token' }).click();
    await page.getByLabel('Name').fill('Shop');
    await page.getByLabel('May').selectOption('Read and write');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const token = await secretIn(at, 'The token is made');
    await page.getByRole('button', { name: 'Done' }).click();
    const [row] = await stories.app.current.database.db
      .selectFrom('agent_tokens')
      .select(['scope', 'revoked_at'])
      .where('name', '=', 'Shop')
      .execute();
    expect(row).toEqual({ scope: 'write_all', revoked_at: null });
    expect((await asProgram('/api/chatbot_settings', token))[0]).toBe(200);
    await page.getByRole('button', { name: 'Revoke Shop' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Shop' }).getByText('Revoked').waitFor();
    expect((await asProgram('/api/chatbot_settings', token))[0]).toBe(401);
    expect(await audit()).toEqual([
      'api_key.create',
      'api_key.pause',
      'api_key.resume',
      'api_key.revoke',
      'agent_token.create',
      'agent_token.revoke',
    ]);
    // The refusal of a key without a name.
    expect(complaints.filter((text) => !text.includes('400'))).toEqual([]);
  });

  it('tell another system of a conversation, show what it answered, and send it again', async () => {
    const at = await stories.colleague({ role: 'owner' });
    const { page } = at;
    let status = 500;
    receiver.answers('/hook', (response) => response.writeHead(status, { 'x-request-id': 'abc' }).end('{"seen":true}'));
    await at.open('settings/webhooks');
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    await page.getByLabel('Address').fill(`${receiver.origin}/hook`);
    await page.getByLabel('What it is for').fill('Leads');
    await page.getByLabel('message.created').uncheck();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    receiver.knows('/hook', await secretIn(at, 'The webhook is added'));
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'Leads' }).waitFor();

    const visitor = await visitorAt(stories.app.current.parley);
    const { conversation_id: id } = await visitor.says('Hello');
    // It comes by itself: nobody loads the screen again.
    await page.getByRole('button', { name: /conversation\.created.*answered 500/ }).click();
    const dialog = page.getByRole('dialog', { name: 'conversation.created' });
    await dialog.getByText('refused by the receiver').waitFor();
    await dialog.getByText('x-request-id: abc').waitFor();
    await dialog.getByText(`"id": "${id}"`).first().waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();

    status = 204;
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByRole('dialog', { name: 'webhook.test' }).getByText('Delivered', { exact: true }).waitFor();
    const again = page.getByRole('dialog').getByRole('button', { name: 'Send again' });
    await again.click();
    await eventually(() => receiver.received('/hook').filter(({ body }) => body.type === 'webhook.test').length).toBe(
      2,
    );
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'Send a time again' }).click();
    await page.getByLabel('Which').selectOption('All');
    await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
    await page.getByRole('dialog', { name: 'Put up for sending' }).waitFor();
    await eventually(() => receiver.received('/hook').filter(({ body }) => body.type === 'webhook.test').length).toBe(
      3,
    );
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('It is paused and misses nothing').waitFor();
    const [endpoint] = await stories.app.current.database.db.selectFrom('webhook_endpoints').selectAll().execute();
    expect(endpoint).toMatchObject({ is_active: false, events: ['conversation.created'], description: 'Leads' });
    expect(await audit()).toEqual([
      'webhook.create',
      'webhook.test',
      'webhook.redeliver',
      'webhook.redeliver_since',
      'webhook.update',
    ]);
    expect(at.complaints).toEqual([]);
  });

  it('have budgets, of which one is removed once that was confirmed, and no other with it', async () => {
    const at = await stories.colleague({ role: 'owner' });
    const { page } = at;
    const { id: agent } = await stories.app.current.database.db
      .selectFrom('agents')
      .select('id')
      .executeTakeFirstOrThrow();
    const put = (...budgets: readonly object[]) =>
      page.evaluate(
        async ([workspace, body]) => {
          const headers = { 'content-type': 'application/json' };
          const answer = await fetch(`/inbox/api/${workspace}/inbox/budgets`, { method: 'PUT', headers, body });
          if (!answer.ok) throw new Error(await answer.text());
        },
        [at.workspaceId, JSON.stringify({ time_zone: 'UTC', budgets })] as const,
      );
    const budget = (id: string | null) => ({ chatbot_id: id, unit: 'tokens', limit: 1_000, at_limit: 'warn' });
    await at.open('conversations');
    await put(budget(null));
    await at.open('usage');
    const remove = page.getByRole('button', { name: 'Remove the budget of Whole workspace' });
    await remove.click();
    const dialog = page.getByRole('dialog', { name: 'Remove the budget of Whole workspace' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await remove.count()).toBe(1);
    // Somebody else sets another one meanwhile.
    await put(budget(null), budget(agent));
    await remove.click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('The budgets are saved.').waitFor();
    await remove.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: /^Remove the budget of/ }).count()).toBe(1);
    expect(at.complaints).toEqual([]);
  });

  it('make a QR code whose picture says its address, and lead who scans it where they are told to', async () => {
    const at = await stories.colleague({ role: 'manager' });
    const { page } = at;
    await at.open('settings/entry-points');
    await page.getByRole('button', { name: 'Create a QR code' }).click();
    await page.getByLabel('Name').fill('Table 12');
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByText('It leads nowhere yet').waitFor();
    const picture = page.getByRole('img', { name: /^QR code of/ });
    const address = (await picture.getAttribute('alt'))?.slice('QR code of '.length) ?? '';
    expect(await readQrCode(picture)).toBe(address);
    expect(address.startsWith(`${stories.host}/q/`)).toBe(true);
    await page.getByLabel('A web address').check();
    await page.getByRole('textbox', { name: 'Address' }).fill('https://example.com/menu');
    // Leaving now would lose it.
    await page.getByRole('link', { name: 'Tags' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('It leads nowhere yet').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Add a line' }).last().click();
    await page.getByLabel('Name 1').fill('utm_source');
    await page.getByLabel('Value 1').fill('table');
    await page.getByRole('button', { name: 'Save' }).last().click();
    await page.getByText('Saved.').last().waitFor();
    const scan = await fetch(address, { redirect: 'manual' });
    expect(scan.headers.get('location')).toBe('https://example.com/menu?utm_source=table');
    await page.reload();
    await page.getByRole('cell', { name: 'https://example.com/menu' }).waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download as PNG' }).click();
    expect((await downloading).suggestedFilename()).toBe('Table-12.png');
    // What is given up on the way out is not saved by that.
    await page.getByLabel('Description').fill('Beside the window');
    await page.getByRole('link', { name: 'Tags' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard changes' }).click();
    await page.getByRole('heading', { name: 'Tags', level: 1 }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Archive' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
    await page.getByText('It is archived').waitFor();
    const [entry] = await stories.app.current.database.db.selectFrom('entry_points').selectAll().execute();
    expect(entry).toMatchObject({
      name: 'Table 12',
      description: null,
      status: 'archived',
      url: 'https://example.com/menu',
    });
    expect(at.complaints).toEqual([]);
  });
});
