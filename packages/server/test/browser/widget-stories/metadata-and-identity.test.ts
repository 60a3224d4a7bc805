import { SignJWT } from 'jose';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { createLanguageModel } from '../../../src/agent/models/language-models.ts';
import { createModel } from '../../../src/agent/models/respond.ts';
import { startFakeOpenAi } from '../../support/fake-openai.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, widgetStories } from '../../support/widget-stories.ts';

const REPLY = 'Noted.\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>';
const upstream = await startFakeOpenAi(() => ({ type: 'reply', text: REPLY }));
const languageModel = await createLanguageModel({
  spec: { vendor: 'compatible', model: 'fake' },
  apiKey: 'key',
  baseUrl: upstream.url,
});
const stories = widgetStories({ model: createModel({ languageModel, name: 'compatible/fake' }) });

const page = (init: string) => (host: string, scenarioId: string) =>
  `<!doctype html>
<html lang="en"><title>Basket</title><h1>Basket</h1><script>
window.problems = [];
window.parley = function () { (parley.q = parley.q || []).push(arguments); };
parley('on', 'error', (problem) => problems.push(problem));
parley('init', '${scenarioId}', ${init});</script><script async src="${host}/widget.js"></script></html>`;

type SitePage = Window & { parley(...call: unknown[]): void; problems: unknown[] };
const command = (tab: Page, ...call: unknown[]): Promise<void> =>
  tab.evaluate((given) => (window as unknown as SitePage).parley(...given), call);
const problems = (tab: Page): Promise<unknown[]> => tab.evaluate(() => (window as unknown as SitePage).problems);

/** What the model was shown last. */
const shown = (): string => JSON.stringify(upstream.requests.at(-1)?.body.messages ?? []);

afterAll(() => upstream.close());

describeStory('what a page tells of its visitor', { timeout: 60_000 }, () => {
  it('goes into the next turn, before and during the conversation, and is held to the schema', async () => {
    const schema = {
      type: 'object',
      properties: { plan: { enum: ['silver', 'gold'] }, basket_total: { type: 'number' } },
    };
    await stories.agent('PUT', '/v1/api/metadata_schema', { body: { schema } });
    const { page: tab, widget } = await stories.visit({
      html: page(`{ metadata: { plan: 'gold', basket_total: 12 } }`),
    });
    await widget.open();
    await widget.says('What is my plan?');
    await widget.said('Noted.').first().waitFor();
    expect(shown()).toContain('gold');

    await command(tab, 'setMetadata', { basket_total: 61.5 });
    await eventually(metadata).toEqual({ plan: 'gold', basket_total: 61.5 });
    await widget.says('And my basket?');
    await widget.said('Noted.').nth(1).waitFor();
    expect(shown()).toContain('61.5');

    await command(tab, 'setMetadata', { plan: 'bronze' });
    await eventually(() => problems(tab)).not.toEqual([]);
    expect(await metadata()).toEqual({ plan: 'gold', basket_total: 61.5 });
    const log = await stories.log();
    expect(log.filter(({ type }) => type === 'conversation.metadata_set').map(({ data }) => data.changed)).toEqual([
      ['basket_total'],
    ]);
  });

  it('stays unverified until its backend signs who it is', async () => {
    const { body } = await stories.agent('POST', '/v1/api/widget/identity_secret');
    const {
      page: tab,
      widget,
      complaints,
    } = await stories.visit({
      html: page(`{ visitor: { name: 'Ann', email: 'ann@example.com' }, metadata: { customer_id: 42 } }`),
    });
    await widget.open();
    await widget.says('I am Ann, believe me');
    await widget.said('Noted.').first().waitFor();
    await eventually(verified).toEqual([false]);
    const [claimed] = await wholeLogs(stories.app.current.database);
    expect(claimed?.state).toMatchObject({ verified_as: null, visitor_name: 'Ann', unverified_keys: ['customer_id'] });

    const jwt = await new SignJWT({ name: 'Ann Reader', email: 'ann@example.com' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('customer-42')
      .setIssuedAt()
      .setExpirationTime('5 minutes')
      .sign(new TextEncoder().encode(body.secret));
    await command(tab, 'identify', jwt);
    await eventually(() => problems(tab)).toEqual([]);
    await widget.openAgain();
    await widget.says('Now it is signed');
    await eventually(async () => (await verified()).at(-1)).toBe(true);
    const last = (await wholeLogs(stories.app.current.database)).find(({ state }) => state.verified_as !== null);
    expect(last?.state.verified_as).toBe('customer-42');

    const forged = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('customer-1')
      .setExpirationTime('5 minutes')
      .sign(new TextEncoder().encode('not the secret'));
    await command(tab, 'identify', forged);
    await eventually(() => complaints.join()).toContain('signature does not match');
    expect(await verified()).toEqual([false, true]);
    expect((await wholeLogs(stories.app.current.database)).map(({ state }) => state.verified_as)).not.toContain(
      'customer-1',
    );
  });

  async function metadata(): Promise<unknown> {
    const [whole] = await wholeLogs(stories.app.current.database);
    return whole?.state.metadata;
  }

  /** Whether the site vouched for each of the visitor's messages, as the log has it. */
  async function verified(): Promise<unknown[]> {
    const { rows } = await stories.app.current.database.executeSql(
      "select data->'verified' as verified from events where type = 'message.received' order by created_at, seq",
    );
    return (rows as { verified: unknown }[]).map((row) => row.verified);
  }
});
