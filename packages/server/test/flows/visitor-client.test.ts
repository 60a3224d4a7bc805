import type { WidgetConfig } from '@parley/protocol/api';
import { memoryStorage, memoryTabs, type VisitorState } from '@parley/sdk';
import { describe, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import {
  expectWholeLog,
  isAnswered,
  originOf,
  placeOf,
  QUICK,
  saidIn,
  stateWhen,
  stopClients,
  testBrowser,
} from '../support/visitor-clients.ts';

const test = testApp();
stopClients();

const place = () => placeOf(test.current);

/** Counts what a client asks for, by method and path. */
function counted() {
  const asked: string[] = [];
  const fetchCounted: typeof fetch = (input, init) => {
    asked.push(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`);
    return fetch(input, init);
  };
  return { asked, fetch: fetchCounted };
}
const streamsIn = (asked: readonly string[]) => asked.filter((one) => one.endsWith('/events')).length;
const has = (text: string) => (state: VisitorState) => isAnswered(state) && saidIn(state.conversation).includes(text);

describe('a visitor', () => {
  it('says something and sees the answer, in a view that equals the log', async () => {
    const tab = testBrowser().tab(await place());
    const told: string[] = [];
    tab.on('message', ({ text }) => told.push(`message ${text}`));
    tab.on('reply', ({ author }) => told.push(`reply ${author}`));
    tab.on('conversation', () => told.push('conversation'));
    const id = tab.send({ text: 'Hello' });
    expect(tab.state.outbox).toMatchObject([{ id, text: 'Hello', state: 'waiting' }]);
    const { conversation, visitor, connection } = await stateWhen(tab, isAnswered);
    expect(saidIn(conversation)).toContain('visitor: Hello');
    await expectWholeLog(test.current.parley, conversation);
    expect(visitor).toMatchObject({ is_verified: false });
    expect(connection).toBe('live');
    expect(told).toEqual(['conversation', 'message Hello', 'reply ai_assistant']);
  });

  it('finds the conversation as it was after a reload, and is told nothing twice', async () => {
    const browser = testBrowser();
    const first = browser.tab(await place());
    first.send({ text: 'Hello' });
    const before = await stateWhen(first, isAnswered);
    first.stop();
    const second = browser.tab(await place());
    expect(saidIn(second.state.conversation)).toEqual(saidIn(before.conversation));
    const told: string[] = [];
    second.on('reply', ({ text }) => told.push(text));
    second.on('message', ({ text }) => told.push(text));
    second.send({ text: 'And another thing' });
    const after = await stateWhen(
      second,
      (state) => isAnswered(state) && saidIn(state.conversation).includes('visitor: And another thing'),
    );
    expect(after.conversation?.id).toBe(before.conversation?.id);
    expect(told).toHaveLength(2);
    await expectWholeLog(test.current.parley, after.conversation);
  });
});

describe('the tabs of a browser', () => {
  it('show the same over one stream, and send for each other in order', async () => {
    const where = await place();
    const { asked, fetch } = counted();
    const browser = testBrowser({ fetch });
    const [one, two, three] = [browser.tab(where), browser.tab(where), browser.tab(where)];
    const told: string[] = [];
    for (const tab of [one, two, three]) tab.on('reply', () => told.push('reply'));
    two.send({ text: 'First' });
    two.send({ text: 'Second' });
    const shown = await Promise.all([one, two, three].map((tab) => stateWhen(tab, has('visitor: Second'))));
    for (const { conversation, unread } of shown) {
      expect(saidIn(conversation)).toEqual(saidIn(shown[0]?.conversation ?? null));
      expect(unread).toBe(told.length / 3);
    }
    await expectWholeLog(test.current.parley, shown[0]?.conversation ?? null);
    expect(streamsIn(asked)).toBe(1);
    expect(asked.filter((one) => one.endsWith('/sessions'))).toHaveLength(1);
    three.seen();
    await Promise.all([one, two].map((tab) => stateWhen(tab, ({ unread }) => unread === 0)));
  });

  it('lose nothing when the one that leads ends: another takes over', async () => {
    const where = await place();
    const browser = testBrowser();
    const [one, two] = [browser.tab(where), browser.tab(where)];
    one.send({ text: 'First' });
    await stateWhen(two, has('visitor: First'));
    two.send({ text: 'Second' });
    two.send({ text: 'Third' });
    one.stop();
    const { conversation } = await stateWhen(two, has('visitor: Third'));
    expect(saidIn(conversation).filter((said) => said.startsWith('visitor'))).toEqual([
      'visitor: First',
      'visitor: Second',
      'visitor: Third',
    ]);
    await expectWholeLog(test.current.parley, conversation);
  });

  it('replace one that leads and does not answer, as a frozen one does', async () => {
    const where = await place();
    const never: typeof fetch = (input, init) =>
      String(input).includes('/config/') ? fetch(input, init) : new Promise(() => {});
    const browser = testBrowser({ pace: { ...QUICK, leaderMs: 30 } });
    const asleep = memoryTabs();
    const tabs = memoryTabs();
    void asleep;
    browser.tab({ ...where, fetch: never, tabs: { ...tabs, open: asleep.open } });
    const awake = browser.tab({ ...where, tabs });
    awake.send({ text: 'Is anybody there?' });
    await stateWhen(awake, has('visitor: Is anybody there?'));
  });

  it('open, and forget, the same conversation', async () => {
    const where = await place();
    const browser = testBrowser();
    const [one, two] = [browser.tab(where), browser.tab(where)];
    one.send({ text: 'First' });
    const { conversation } = await stateWhen(two, has('visitor: First'));
    two.newConversation();
    await stateWhen(one, (state) => state.conversation === null);
    one.send({ text: 'Something else' });
    const other = await stateWhen(two, has('visitor: Something else'));
    expect(other.conversation?.id).not.toBe(conversation?.id);
    expect((await two.listConversations()).map(({ id }) => id)).toEqual([other.conversation?.id, conversation?.id]);
    two.openConversation(conversation?.id ?? '');
    const again = await stateWhen(one, has('visitor: First'));
    expect(again.unread).toBe(0);
    await two.forget();
    await stateWhen(one, (state) => state.conversation === null && state.visitor === null);
    expect(browser.kept()).toEqual([]);
    const left = await test.current.database.db.selectFrom('conversations').select('id').execute();
    expect(left).toEqual([]);
  });
});

describe('a browser', () => {
  it.each(['denied', 'full'] as const)('whose storage is %s keeps the conversation in memory', async (how) => {
    const refuse = () => {
      throw new Error(how);
    };
    const storage = {
      ...memoryStorage(),
      setItem: refuse,
      ...(how === 'denied' ? { getItem: refuse, key: refuse } : {}),
    };
    if (how === 'denied') Object.defineProperty(storage, 'length', { get: refuse });
    const where = await place();
    const browser = testBrowser({ storage });
    const [one, two] = [browser.tab(where), browser.tab(where)];
    one.send({ text: 'Hello' });
    const { conversation } = await stateWhen(one, has('visitor: Hello'));
    await expectWholeLog(test.current.parley, conversation);
    if (how === 'full') await stateWhen(two, has('visitor: Hello'));
    else expect(two.state.conversation).toBeNull();
  });

  it('throws away what it cannot have kept', async () => {
    const browser = testBrowser();
    const first = browser.tab(await place());
    first.send({ text: 'Hello' });
    await stateWhen(first, isAnswered);
    first.stop();
    for (const key of browser.kept()) browser.storage.setItem(key, '{"version":1,"value":[{"broken":');
    const second = browser.tab(await place());
    expect(second.state).toMatchObject({ conversation: null, outbox: [], visitor: null });
    second.send({ text: 'Anew' });
    await stateWhen(second, has('visitor: Anew'));
  });
});

describe('before consent', () => {
  it('nothing is sent but for the configuration, and nothing stored; then everything is', async () => {
    const { parley, first } = test.current;
    const config = await fetch(`${await originOf(parley)}/widget/config/${first.scenario_id}`);
    const asksConsent: WidgetConfig = { ...JSON.parse(await config.text()), consent: { text: 'May we?' } };
    const { asked, fetch: counting } = counted();
    const browser = testBrowser({ fetch: counting });
    const tab = browser.tab({ ...(await place()), config: asksConsent });
    expect(tab.state.hasConsent).toBe(false);
    tab.send({ text: 'Hello' });
    void tab.setMetadata({ plan: 'pro' });
    void tab.setVisitor({ name: 'Ada' });
    tab.typing();
    tab.seen();
    await expect(tab.upload(new File(['x'], 'x.png'))).rejects.toMatchObject({ code: 'no_consent' });
    expect(await tab.listConversations()).toEqual([]);
    await new Promise(setImmediate);
    expect(asked).toEqual([]);
    expect(browser.kept()).toEqual([]);
    tab.consent();
    const { conversation } = await stateWhen(tab, has('visitor: Hello'));
    const stored = await test.current.database.db
      .selectFrom('conversations')
      .select(['metadata'])
      .where('id', '=', conversation?.id ?? '')
      .executeTakeFirstOrThrow();
    expect(stored.metadata).toMatchObject({ plan: 'pro' });
    expect(browser.tab({ ...(await place()), config: asksConsent }).state.hasConsent).toBe(true);
  });
});

describe('what the page tells', () => {
  it('before a message holds for it: metadata, details and what follows them', async () => {
    const tab = testBrowser().tab(await place());
    void tab.setMetadata({ plan: 'free', seats: 2 });
    tab.send({ text: 'Hello' });
    const changed = tab.setMetadata({ plan: 'pro', seats: null });
    tab.send({ text: 'Now as a customer' });
    await changed;
    const { conversation } = await stateWhen(tab, has('visitor: Now as a customer'));
    const log = await test.current.database.db
      .selectFrom('events')
      .select(['type'])
      .where('conversation_id', '=', conversation?.id ?? '')
      .orderBy('seq')
      .execute();
    const types = log.map(({ type }) => type);
    expect(types.indexOf('conversation.metadata_set')).toBeGreaterThan(types.indexOf('message.received'));
    expect(types.indexOf('conversation.metadata_set')).toBeLessThan(types.lastIndexOf('message.received'));
  });

  it('is refused here, with a sentence, where the server would', () => {
    const tab = testBrowser().tab({ baseUrl: 'http://127.0.0.1:9', scenarioId: 'x' });
    const many = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`k${index}`, 1]));
    expect(() => tab.setClientMetadata(many)).toThrow('Client metadata must be null, or an object of at most 5 keys.');
    expect(() => tab.setClientMetadata({ a: 'x'.repeat(513) })).toThrow(TypeError);
  });
});
