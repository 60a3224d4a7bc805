import { expect, it } from 'vitest';
import { systemIds } from '../../../src/runtime/ids.ts';
import { findAction } from '../../../src/store/actions/actions.ts';
import { insertCall } from '../../../src/store/actions/calls.ts';
import { agentApi } from '../../support/agent-api.ts';
import { type AtWork, inboxStories, shoot } from '../../support/inbox-stories.ts';
import { json, shopService } from '../../support/shop-service.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { dumpTables } from '../../support/table-dump.ts';
import { describeStory } from '../../support/widget-stories.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const shop = await shopService();
const stories = inboxStories({
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
    allowPrivateUrls: [shop.origin],
  },
});
const call = agentApi(stories.app);
const SECRET = 'quince-marmalade-7';

describeStory('the actions of an agent in the inbox', { timeout: 120_000 }, () => {
  it('are made, tried with a secret that nobody sees, and switched on', async () => {
    shop.answers(json({ refund: { id: 'r-9', state: 'booked' }, internal: 'margin 40 %' }));
    const { id: conversationId } = await storeConversation(stories.app.current);
    const metadata = JSON.stringify({ plan: 'pro', cart: { items: 2 } });
    const { db } = stories.app.current.database;
    await db.updateTable('conversations').set({ metadata }).where('id', '=', conversationId).execute();
    const at = await stories.colleague({ role: 'manager' });
    const { page, complaints } = at;
    await at.open(`agents/${agentId()}/actions`);
    await page.getByText('There are no actions yet').waitFor();
    await shoot(page, 'inbox-actions-none');
    await page.getByRole('button', { name: 'Add an action' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Refund an order');
    await dialog
      .getByLabel('When the agent shall call it')
      .fill('Books a refund. Call it when the visitor asks for one.');
    await dialog.getByLabel('Method').selectOption('POST');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'Refund an order' }).waitFor();
    await page.getByText('The URL is missing.').waitFor();

    // Switched on as it is: the reason why not is told, and it stays off.
    const power = page.getByRole('switch', { name: 'The agent may call Refund an order' });
    await power.click();
    await page.getByRole('alert').filter({ hasText: 'The action is incomplete and cannot be switched on.' }).waitFor();
    expect(await power.getAttribute('aria-checked')).toBe('false');
    expect(complaints.splice(0).join()).toContain('400');

    await page.getByRole('button', { name: 'Add a parameter' }).click();
    await page.getByLabel('Name of the parameter').fill('order_id');
    const url = page.getByLabel('URL', { exact: true });
    await url.fill(`${shop.origin}/orders/`);
    await insert(at, 'URL', 'order_id');
    expect(await url.inputValue()).toBe(`${shop.origin}/orders/{{order_id}}`);
    await page.getByRole('button', { name: 'Insert a placeholder: URL', exact: true }).click();
    // What conversations have, with what stood there last.
    await page.getByRole('menuitem', { name: 'metadata_plan pro', exact: true }).waitFor();
    await shoot(page, 'inbox-actions-insert');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add a header' }).click();
    await page.getByLabel('Header 1: name').fill('Authorization');
    const header = page.getByLabel('Header 1: value', { exact: true });
    await header.fill('Bearer {{token}}');
    await page.getByText('JSON', { exact: true }).click();
    await page.getByLabel('Body as JSON', { exact: true }).fill('{"who": {{metadata_customer_id}}}');
    await save(at);
    await expect.poll(() => describedBy(at, 'Header 1: value')).toContain('has an unknown placeholder: {{token}}');
    await expect.poll(() => header.evaluate((field) => field === document.activeElement)).toBe(true);
    await shoot(page, 'inbox-actions-unknown');
    expect(complaints.splice(0).join()).toContain('400');

    await header.fill('Bearer ');
    await page.getByRole('button', { name: 'Insert a placeholder: Header 1: value' }).click();
    await page.getByRole('menuitem', { name: 'Set a new secret' }).click();
    await dialog.getByLabel('Name of the secret').fill('shop_token');
    await dialog.getByLabel('Value').fill(SECRET);
    await dialog.getByRole('button', { name: 'Set', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await header.focus();
    await page.keyboard.press('End');
    await insert(at, 'Header 1: value', 'secret.shop_token');
    expect(await header.inputValue()).toBe('Bearer {{secret.shop_token}}');
    await page.getByRole('button', { name: 'Add a path' }).click();
    await page.getByLabel('Path 1', { exact: true }).fill('$.refund.state');
    await page.getByRole('button', { name: 'Keep something' }).click();
    await page.getByLabel('Path 1 into the answer', { exact: true }).fill('$.refund.id');
    await page.getByLabel('Metadata key 1').fill('refund_id');
    await save(at);
    await page.getByText('The action is saved.').waitFor();
    expect(await power.getAttribute('aria-checked')).toBe('false');

    await page.getByLabel('order_id (needed)').fill('10/42');
    await page.getByLabel('metadata_customer_id').fill('c-7');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    const trial = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Test', exact: true }) });
    await trial.getByText('answer 200').waitFor();
    expect(shop.requests).toMatchObject([
      {
        method: 'POST',
        url: '/orders/10%2F42',
        headers: { authorization: `Bearer ${SECRET}` },
        body: '{"who":"c-7"}',
      },
    ]);
    expect(await trial.getByText('margin 40 %').count()).toBe(1);
    expect(await trial.locator('figure', { hasText: 'What would be kept' }).textContent()).toContain(
      '"refund_id": "r-9"',
    );
    expect(await trial.locator('figure', { hasText: 'cURL' }).textContent()).toContain('{{secret.shop_token}}');
    expect(await page.content()).not.toContain(SECRET);
    await shoot(page, 'inbox-actions-tested');

    await power.click();
    await expect.poll(() => power.getAttribute('aria-checked')).toBe('true');
    const [stored, ...others] = await actions();
    expect(others).toEqual([]);
    expect(stored).toMatchObject({
      name: 'Refund an order',
      is_active: true,
      is_valid: true,
      http_request: {
        method: 'POST',
        url: `${shop.origin}/orders/{{order_id}}`,
        headers: [{ name: 'Authorization', value: 'Bearer {{secret.shop_token}}' }],
        body: { type: 'raw', content: '{"who": {{metadata_customer_id}}}' },
        parameters: [{ name: 'order_id', type: 'str', is_required: true }],
        save_to_memory: [{ path: '$.refund.id', key: 'refund_id' }],
        response_filter: ['$.refund.state'],
      },
    });
    // Sealed: in no table as it was typed.
    expect(JSON.stringify([...(await dumpTables(stories.app.current.database))])).not.toContain(SECRET);
    await at.open(`agents/${agentId()}/actions`);
    await page.getByText('Used by Refund an order').waitFor();
    expect(await page.content()).not.toContain(SECRET);
    await shoot(page, 'inbox-actions-list');
    expect(complaints).toEqual([]);
  });

  it('have a log of their calls, and are not changed over what somebody else has changed', async () => {
    await furnish();
    const at = await stories.colleague({ role: 'manager' });
    const { page, complaints } = at;
    await at.open(`agents/${agentId()}/actions/1`);
    const log = page.getByRole('list', { name: 'Calls' });
    await log.getByRole('button').first().waitFor();
    expect(await log.getByRole('button').count()).toBe(20);
    await page.getByText('22 of 23').waitFor();
    await page.getByText('50%').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => log.getByRole('button').count()).toBe(23);
    await log.getByRole('button').nth(1).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Bearer {{secret.shop_token}}').waitFor();
    await shoot(page, 'inbox-actions-call');
    await dialog.getByRole('link', { name: 'Open the conversation' }).click();
    await page.waitForURL(/\/conversations\/[0-9a-f-]{36}/);

    await at.open(`agents/${agentId()}/actions/1`);
    await page.getByLabel('What the visitor sees meanwhile').fill('One moment …');
    await call('PATCH', '/v1/api/ai_actions/1', { body: { description: 'Changed by somebody else.' } });
    await save(at);
    await page.getByText('Somebody else has changed this meanwhile').waitFor();
    expect(complaints.splice(0).join()).toContain('409');
    await page.getByRole('button', { name: 'Show what holds now' }).click();
    await expect
      .poll(() => page.getByLabel('When the agent shall call it').inputValue())
      .toBe('Changed by somebody else.');
    await save(at);
    await page.getByText('The action is saved.').waitFor();
    expect((await actions())[0]).toMatchObject({
      description: 'Changed by somebody else.',
      http_request: { thinking_message: 'One moment …' },
    });
    expect(complaints).toEqual([]);
  });

  it('can be looked at by those who may not change them', async () => {
    await furnish();
    const at = await stories.colleague({ role: 'member' });
    await at.open(`agents/${agentId()}/actions/1`);
    await at.page.getByRole('heading', { name: 'Order status' }).waitFor();
    expect(await at.page.getByRole('switch').isDisabled()).toBe(true);
    expect(await at.page.getByLabel('URL', { exact: true }).isDisabled()).toBe(true);
    expect(await at.page.getByRole('button', { name: /^(Save|Send|Delete)$/ }).count()).toBe(0);
    expect(at.complaints).toEqual([]);
  });

  it.each([
    ['en', 'light', 1440],
    ['en', 'dark', 360],
    ['ar', 'light', 1440],
    ['ar', 'dark', 360],
  ] as const)('have no faults that axe finds in %s, %s, %i wide, and fit', async (locale, colorScheme, width) => {
    await furnish();
    const context = { locale, colorScheme, viewport: { width, height: 900 } };
    const at = await stories.colleague({ role: 'owner', context });
    const { page, complaints } = at;
    for (const screen of ['actions', 'actions/1']) {
      await at.open(`agents/${agentId()}/${screen}`);
      await page.getByRole('switch').first().waitFor();
      if (screen !== 'actions') await page.getByText('1041').first().waitFor();
      expect(await axeFaults(page), screen).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider, screen).toBe(0);
      await shoot(page, `inbox-${screen.replace('/', '-')}-${locale}-${colorScheme}-${width}`);
    }
    const parts = page.locator('main section, #screen section');
    for (const [place, part] of (await parts.all()).entries()) {
      await part.evaluate((section) => section.scrollIntoView({ block: 'start' }));
      await shoot(page, `inbox-actions-1-${locale}-${colorScheme}-${width}-${place}`);
    }
    expect(complaints).toEqual([]);
  });

  /** An action that reads, with each kind of thing that it can have, one that is incomplete, and a log of 23 calls. */
  async function furnish(): Promise<void> {
    await call('PUT', '/v1/api/ai_action_secrets/shop_token', { body: { value: SECRET } });
    await call('PUT', '/v1/api/ai_action_secrets/old_token', { body: { value: SECRET } });
    const request = {
      method: 'POST',
      url: `${shop.origin}/orders/{{order_id}}`,
      headers: [{ name: 'Authorization', value: 'Bearer {{secret.shop_token}}' }],
      query: [{ name: 'lang', value: '{{language}}' }],
      body: { type: 'items', items: [{ name: 'customer', value: '{{metadata_customer_id}}' }] },
      parameters: [
        { name: 'order_id', description: 'Number of the order.', type: 'str' },
        { name: 'options', description: '', type: 'custom', is_required: false, schema: { type: 'array' } },
      ],
      save_to_memory: [{ path: '$.status', key: 'order_status' }],
      run_only_when: [{ key: 'plan', operator: 'equals', value: 'pro' }],
      response_filter: ['$.status', '$.carrier'],
    };
    const description = 'Looks up where an order is. Call it when the visitor asks about an order.';
    const named = { type: 'http_request', name: 'Order status', description, is_active: true };
    await call('POST', '/v1/api/ai_actions', { body: { ...named, http_request: request } });
    const incomplete = { name: 'Cancel a subscription', description: '', is_active: false };
    const open = { ...request, url: 'https://[[shop]].example/' };
    await call('POST', '/v1/api/ai_actions', { body: { ...named, ...incomplete, http_request: open } });
    const { database } = stories.app.current;
    const { id: conversationId } = await storeConversation(stories.app.current);
    const action = await findAction(database.db, agentId(), 1);
    for (let number = 0; number < 23; number += 1) {
      const isSent = number < 22;
      await insertCall(database.named, {
        id: systemIds.uuid(),
        at: new Date(),
        actionId: action?.id ?? '',
        workspaceId: action?.workspaceId ?? '',
        conversationId,
        turnId: systemIds.uuid(),
        tool: null,
        arguments: { order_id: String(1020 + number) },
        outcome: isSent ? (number % 2 ? 'ok' : 'refused_by_service') : 'not_available',
        message: isSent ? null : 'Its conditions do not hold.',
        request: isSent
          ? {
              method: 'POST',
              url: `${shop.origin}/orders/${1020 + number}`,
              headers: { authorization: 'Bearer {{secret.shop_token}}' },
              body: '{"customer":"c-7"}',
            }
          : null,
        status: isSent ? (number % 2 ? 200 : 404) : null,
        response: isSent ? '{"status":"shipped","carrier":"Larkspur Post"}' : null,
        isCut: false,
        saved: number % 2 ? ['order_status'] : [],
        notSaved: [],
        latencyMs: isSent ? 120 + number : null,
      });
    }
  }

  async function save({ page }: AtWork): Promise<void> {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
  }

  async function insert({ page }: AtWork, field: string, name: string): Promise<void> {
    await page.getByRole('button', { name: `Insert a placeholder: ${field}`, exact: true }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  }

  /** What is said of a field beside its name. */
  const describedBy = ({ page }: AtWork, label: string): Promise<string> =>
    page.getByLabel(label, { exact: true }).evaluate((field) => {
      const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
      return ids.map((id) => document.getElementById(id)?.textContent).join(' ');
    });

  const agentId = (): string => stories.app.current.first.chatbot_id;

  /** As the Agent API tells them, each whole. */
  async function actions() {
    const { body } = await call('GET', '/v1/api/ai_actions');
    return Promise.all(
      body.map(async ({ id }: { id: number }) => (await call('GET', `/v1/api/ai_actions/${id}`)).body),
    );
  }
});
