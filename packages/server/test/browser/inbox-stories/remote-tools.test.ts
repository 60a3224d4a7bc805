import { expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { inboxStories, shoot } from '../../support/inbox-stories.ts';
import { mcpService } from '../../support/mcp-service.ts';
import { describeStory } from '../../support/widget-stories.ts';
import { axeFaults } from '../widget-stories/axe.ts';

const service = await mcpService();
const stories = inboxStories({
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
    allowPrivateUrls: [service.origin],
  },
});
const call = agentApi(stories.app);

describeStory('the tools of a remote server in the inbox', { timeout: 120_000 }, () => {
  it('are asked for, switched on by name, and stored', async () => {
    service.has([
      { name: 'track_parcel', description: 'Tells where a parcel is.' },
      { name: 'cancel_order', description: 'Cancels an order.' },
    ]);
    const at = await stories.colleague({ role: 'manager' });
    const { page, complaints } = at;
    await at.open(`agents/${stories.app.current.first.chatbot_id}/actions`);
    await page.getByRole('button', { name: 'Add an action' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Remote tools (MCP)').check();
    await dialog.getByLabel('Name').fill('Shop');
    await dialog.getByLabel('Address of the server').fill(`${service.origin}/nowhere`);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('heading', { name: 'Shop' }).waitFor();

    service.answers((_request, response) => void response.writeHead(404).end());
    const ask = page.getByRole('button', { name: 'Ask the server for its tools' });
    await ask.click();
    await page.getByRole('alert').filter({ hasText: 'What answered does not speak MCP as we do.' }).waitFor();

    service.begin();
    await page.getByLabel('Address of the server').fill(service.url);
    expect(await ask.isDisabled()).toBe(true);
    await page.getByLabel('Bearer token').check();
    const token = page.getByLabel('Token', { exact: true });
    await token.fill('not-a-secret');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('must hold its token as a secret').first().waitFor();
    await expect.poll(() => token.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(complaints.splice(0).join()).toContain('400');
    await page.getByLabel('None', { exact: true }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The action is saved.').waitFor();

    await ask.click();
    await page.getByText('Tells where a parcel is.').waitFor();
    const track = page.getByRole('switch', { name: 'The agent may call track_parcel' });
    expect(await track.getAttribute('aria-checked')).toBe('false');
    await track.press('Space');
    expect(await track.getAttribute('aria-checked')).toBe('true');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(async () => (await stored()).remote_mcp.tools.enabled).toEqual(['track_parcel']);
    expect(await stored()).toMatchObject({ type: 'remote_mcp', http_request: null, remote_mcp: { url: service.url } });

    const power = page.getByRole('switch', { name: 'The agent may call Shop' });
    await power.click();
    await expect.poll(() => power.getAttribute('aria-checked')).toBe('true');
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 1400 });
      expect(await axeFaults(page), `${width}`).toEqual([]);
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider, `${width}`).toBe(0);
      await shoot(page, `inbox-remote-tools-${width}`);
    }
    expect(complaints).toEqual([]);
  });

  const stored = async () => (await call('GET', '/v1/api/ai_actions/1')).body;
});
