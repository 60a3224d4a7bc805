import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { identitySecret, inMinutes, jwt } from '../../support/identity.ts';
import { operatorAt } from '../../support/operator.ts';
import { wholeLogs } from '../../support/whole-log.ts';
import { describeStory, eventually, widgetStories } from '../../support/widget-stories.ts';
import { callingPage, calls, heard } from './calling-page.ts';

const stories = widgetStories();

const named = async (page: Page, event: string): Promise<unknown[]> =>
  (await heard(page)).filter(({ name }) => name === event).map(({ detail }) => detail);

const secretOf = () => identitySecret(stories.app.current, stories.app.current.first.write_token);

describeStory('what the server refuses', { timeout: 60_000 }, () => {
  it.each([
    ['identify', (token: string) => `parley('identify', '${token}');`],
    ['the identity of init', (token: string) => `parley('init', (parley.q || [])[9][1], { identity: '${token}' });`],
  ])('by %s is told to the page with its code, and once in the console', async (_what, call) => {
    const secret = await secretOf();
    const old = jwt({ sub: 'alice', exp: inMinutes(-5) }, secret);
    const { page, complaints } = await stories.visit({ html: callingPage(`${call(old)} parley('open');`) });
    const expired = { code: 'identity_expired', message: expect.stringContaining('is over') };
    await eventually(() => named(page, 'error')).toEqual([expired]);
    await calls(page, 'identify', old);
    await eventually(() => named(page, 'error')).toEqual([expired, expired]);
    await calls(page, 'identify', jwt({ sub: 'alice', exp: inMinutes(5) }, 'not the secret'));
    await eventually(() => named(page, 'error')).toHaveLength(3);
    const ours = complaints.filter((text) => text.startsWith('Parley'));
    expect(ours).toEqual([
      expect.stringContaining('identify was refused (identity_expired)'),
      expect.stringContaining('identify was refused (invalid_identity)'),
    ]);
    expect(ours.every((text) => text.endsWith(`See ${stories.host}/docs/embed`))).toBe(true);
  });

  it('of metadata is told once, and what cannot be asked for is not told to the page', async () => {
    const schema = { type: 'object', properties: { plan: { enum: ['silver', 'gold'] } } };
    await stories.agent('PUT', '/v1/api/metadata_schema', { body: { schema } });
    const { page, complaints } = await stories.visit({ html: callingPage() });
    await calls(page, 'send', { text: 'Hello' });
    await eventually(() => named(page, 'message')).toHaveLength(1);
    await calls(page, 'setMetadata', { plan: 'bronze' });
    await eventually(() => named(page, 'error')).toHaveLength(1);
    await calls(page, 'setClientMetadata', { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 });
    await eventually(() => complaints.filter((text) => text.startsWith('Parley')).length).toBe(2);
    expect(complaints.join()).toContain('setMetadata was refused (');
    expect(await named(page, 'error')).toHaveLength(1);
  });
});

describeStory('a page that asks for a person', { timeout: 60_000 }, () => {
  it('does so with what it says, and hears of the end', async () => {
    const { page } = await stories.visit({ html: callingPage() });
    await calls(page, 'send', { text: 'A person, please', wantsPerson: true });
    await eventually(() => named(page, 'handoff')).toEqual([{ state: 'requested' }]);
    const [whole] = await wholeLogs(stories.app.current.database);
    expect(whole?.state.driver).toBe('queue');
    const person = await operatorAt(stories.app.current.parley, whole?.state.id ?? '');
    await person.takesOver();
    await eventually(() => named(page, 'handoff')).toHaveLength(2);
    await person.handsBack();
    await eventually(() => named(page, 'handoff')).toEqual([
      { state: 'requested' },
      { state: 'active' },
      { state: 'ended' },
    ]);
  });
});
