import type { VisitorState } from '@parley/sdk';
import { describe, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import { identitySecret, inMinutes, jwt } from '../support/identity.ts';
import { isAnswered, placeOf, QUICK, saidIn, stateWhen, stopClients, testBrowser } from '../support/visitor-clients.ts';
import { setWidget } from '../support/widget-settings.ts';

const test = testApp();
stopClients();

const place = () => placeOf(test.current);
const has = (text: string) => (state: VisitorState) =>
  isAnswered(state) && saidIn(state.conversation).includes(`visitor: ${text}`);
const isVerified = ({ visitor }: VisitorState) => visitor?.is_verified === true;

/** Signs as the site's backend does. */
async function backend() {
  const { first } = test.current;
  const secret = await identitySecret(test.current, first.write_token);
  return (sub: string, minutes = 10) =>
    jwt({ sub, aud: first.scenario_id, exp: inMinutes(minutes), name: sub }, secret);
}

/** Refuses the sessions that it is told of, as the server does when they are over. */
function expiring() {
  const over = new Set<string>();
  const tokens: string[] = [];
  const fetchExpiring: typeof fetch = async (input, init) => {
    const token = new Headers(init?.headers).get('authorization') ?? '';
    if (token) tokens.push(token);
    if (over.has(token)) return Response.json({ error: 'invalid_session', message: 'Over.' }, { status: 401 });
    return fetch(input, init);
  };
  return { fetch: fetchExpiring, expire: () => over.add(tokens.at(-1) ?? '') };
}

describe('a visitor whom the site vouches for', () => {
  it('before the first message is who they are from the first', async () => {
    const sign = await backend();
    const tab = testBrowser().tab(await place());
    await stateWhen(tab, ({ config }) => config !== null);
    await tab.identify(sign('ada'));
    expect(tab.state.visitor).toMatchObject({ is_verified: true, subject: 'ada', name: 'ada' });
    tab.send({ text: 'Hello' });
    const { conversation } = await stateWhen(tab, has('Hello'));
    const said = conversation?.entries.flatMap((entry) => (entry.kind === 'message' ? entry.message : []));
    expect(said?.find(({ author }) => author === 'visitor')).toMatchObject({ content: 'Hello' });
    const stored = await test.current.database.db
      .selectFrom('messages')
      .selectAll()
      .where('author', '=', 'visitor')
      .execute();
    expect(stored).toHaveLength(1);
  });

  it('during a conversation keeps what was said before, here and on another device', async () => {
    const sign = await backend();
    const where = await place();
    const tab = testBrowser().tab(where);
    tab.send({ text: 'As a stranger' });
    const before = await stateWhen(tab, has('As a stranger'));
    await tab.identify(sign('ada'));
    tab.send({ text: 'As Ada' });
    const after = await stateWhen(tab, has('As Ada'));
    expect(after.conversation?.id).toBe(before.conversation?.id);
    expect(saidIn(after.conversation)).toContain('visitor: As a stranger');
    const phone = testBrowser().tab(where);
    await stateWhen(phone, ({ config }) => config !== null);
    await phone.identify(sign('ada'));
    expect(phone.state.visitor?.id).toBe(after.visitor?.id);
    const [known] = await phone.listConversations();
    expect(known?.id).toBe(before.conversation?.id);
    phone.openConversation(known?.id ?? '');
    const there = await stateWhen(phone, has('As Ada'));
    expect(saidIn(there.conversation)).toEqual(saidIn(after.conversation));
  });

  it('and then for another says nothing of the first', async () => {
    const sign = await backend();
    const tab = testBrowser().tab(await place());
    await stateWhen(tab, ({ config }) => config !== null);
    await tab.identify(sign('ada'));
    tab.send({ text: 'Of Ada' });
    await stateWhen(tab, has('Of Ada'));
    await tab.identify(sign('bob'));
    expect(tab.state).toMatchObject({ conversation: null, outbox: [], visitor: { subject: 'bob' } });
    expect(await tab.listConversations()).toEqual([]);
  });

  it('is a stranger again once the site says that nobody is there', async () => {
    const sign = await backend();
    const browser = testBrowser();
    const tab = browser.tab(await place());
    await stateWhen(tab, ({ config }) => config !== null);
    await tab.identify(sign('ada'));
    tab.send({ text: 'Of Ada' });
    const { conversation } = await stateWhen(tab, has('Of Ada'));
    await tab.identify(null);
    expect(tab.state).toMatchObject({ conversation: null, visitor: null });
    expect(browser.kept()).toEqual([]);
    tab.send({ text: 'Of a stranger' });
    const after = await stateWhen(tab, has('Of a stranger'));
    expect(isVerified(after)).toBe(false);
    expect(after.conversation?.id).not.toBe(conversation?.id);
  });
});

describe('an identity that is not believed', () => {
  it.each([
    ['is over', 'identity_expired', (sign: (sub: string, minutes: number) => string) => sign('ada', -10)],
    ['is signed by somebody else', 'invalid_identity', () => jwt({ sub: 'ada', exp: inMinutes(5) }, 'another secret')],
  ])('because it %s changes nothing, and the visitor may write where strangers may', async (_, code, make) => {
    const sign = await backend();
    const tab = testBrowser().tab(await place());
    tab.send({ text: 'Hello' });
    const before = await stateWhen(tab, has('Hello'));
    await expect(tab.identify(make(sign))).rejects.toMatchObject({ code });
    tab.send({ text: 'Still a stranger' });
    const after = await stateWhen(tab, has('Still a stranger'));
    expect(after.conversation?.id).toBe(before.conversation?.id);
    expect(isVerified(after)).toBe(false);
  });
});

describe('an identity that ends while the visitor is there', () => {
  it('is told of once, and what is written waits for another where strangers may not write', async () => {
    const sign = await backend();
    await setWidget(test.current, { identityRequired: true });
    const { fetch, expire } = expiring();
    const tab = testBrowser({ fetch }).tab(await place());
    const problems: string[] = [];
    tab.on('error', ({ code }) => problems.push(code));
    await stateWhen(tab, ({ config }) => config !== null);
    await tab.identify(sign('ada'));
    tab.send({ text: 'Hello' });
    await stateWhen(tab, has('Hello'));
    expire();
    tab.send({ text: 'One' });
    tab.send({ text: 'Two' });
    const isWaiting = ({ outbox }: VisitorState) => outbox.every(({ state }) => state === 'waiting');
    const { outbox } = await stateWhen(tab, (state) => state.problem?.code === 'identity_expired' && isWaiting(state));
    expect(outbox.map(({ text }) => text)).toEqual(['One', 'Two']);
    await tab.identify(sign('ada', 20));
    const { conversation, problem } = await stateWhen(tab, has('Two'));
    expect(saidIn(conversation).filter((said) => said.startsWith('visitor'))).toEqual([
      'visitor: Hello',
      'visitor: One',
      'visitor: Two',
    ]);
    expect(problem).toBeNull();
    expect(problems).toEqual(['identity_expired']);
  });

  it('leaves a stranger, who goes on in a conversation of their own, where strangers may write', async () => {
    const sign = await backend();
    const { fetch, expire } = expiring();
    const tab = testBrowser({ fetch, pace: { ...QUICK, identityMs: 100 } }).tab(await place());
    const problems: string[] = [];
    tab.on('error', ({ code }) => problems.push(code));
    await stateWhen(tab, ({ config }) => config !== null);
    await tab.identify(sign('ada'));
    tab.send({ text: 'Of Ada' });
    const before = await stateWhen(tab, has('Of Ada'));
    expire();
    tab.send({ text: 'Of nobody known' });
    const after = await stateWhen(tab, has('Of nobody known'));
    expect(isVerified(after)).toBe(false);
    expect(after.conversation?.id).not.toBe(before.conversation?.id);
    expect(saidIn(after.conversation)).not.toContain('visitor: Of Ada');
    expect(problems).toEqual(['identity_expired']);
  });
});
