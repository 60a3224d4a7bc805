import { memoryTabs, type VisitorState, type VisitorTabs } from '@parley/sdk';
import { describe, expect, it } from 'vitest';
import { testApp } from '../support/app.ts';
import {
  expectWholeLog,
  isAnswered,
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
const says = (text: string) => (state: VisitorState) => saidIn(state.conversation).includes(`visitor: ${text}`);
const conversations = () => test.current.database.db.selectFrom('conversations').select('id').execute();

/** Lets requests of one kind reach the server only when they are let go. */
function holding(isHeld: (request: string) => boolean) {
  const held = Promise.withResolvers<void>();
  const isReached = Promise.withResolvers<void>();
  const fetchHeld: typeof fetch = async (input, init) => {
    if (isHeld(`${init?.method} ${new URL(String(input)).pathname}`)) {
      isReached.resolve();
      await held.promise;
    }
    return fetch(input, init);
  };
  return { fetch: fetchHeld, reached: isReached.promise, letGo: () => held.resolve() };
}

describe('two tabs that say their first words at once', () => {
  it('begin one conversation', async () => {
    const where = await place();
    const browser = testBrowser();
    const tabs = [browser.tab(where), browser.tab(where)];
    for (const [index, tab] of tabs.entries()) tab.send({ text: `Hello from ${index}` });
    const isDone = (state: VisitorState) => says('Hello from 0')(state) && says('Hello from 1')(state);
    const shown = await Promise.all(tabs.map((tab) => stateWhen(tab, (state) => isDone(state) && isAnswered(state))));
    expect(shown[1]?.conversation?.id).toBe(shown[0]?.conversation?.id);
    expect(await conversations()).toHaveLength(1);
    await expectWholeLog(test.current.parley, shown[0]?.conversation ?? null);
  });

  it.each([
    ['no locks', { open: memoryTabs().open }],
    ['neither locks nor channels', null],
  ])('begin one where the browser has %s, too', async (_, given) => {
    const where = await place();
    const browser = testBrowser({ tabs: given });
    const tabs = [browser.tab(where), browser.tab(where)];
    for (const [index, tab] of tabs.entries()) tab.send({ text: `Hello from ${index}` });
    const isDone = (state: VisitorState) => says('Hello from 0')(state) && says('Hello from 1')(state);
    await Promise.all(tabs.map((tab) => stateWhen(tab, (state) => isDone(state) && isAnswered(state))));
    expect(await conversations()).toHaveLength(1);
    expect(browser.kept().filter((name) => / (session|begin)$/.test(name) && name.includes('claim'))).toEqual([]);
  });
});

it.each([
  ['locks', () => memoryTabs()],
  // As on pages without https.
  ['claims in their storage', () => ({ open: memoryTabs().open })],
])('three tabs with %s have one stream on the server, and none once they are closed', async (_, tabsOf) => {
  const where = await place();
  const { streams } = test.current.parley.deps.live;
  const browser = testBrowser({ tabs: tabsOf() });
  const tabs = [browser.tab(where), browser.tab(where), browser.tab(where)];
  tabs[1]?.send({ text: 'Hello' });
  await Promise.all(tabs.map((tab) => stateWhen(tab, (state) => says('Hello')(state) && isAnswered(state))));
  await expect.poll(streams.count).toBe(1);
  tabs[0]?.stop();
  tabs[1]?.send({ text: 'Another takes over' });
  await Promise.all(tabs.slice(1).map((tab) => stateWhen(tab, says('Another takes over'))));
  await expect.poll(streams.count).toBe(1);
  for (const tab of tabs) tab.stop();
  await expect.poll(streams.count).toBe(0);
});

it('a tab that sleeps with the lock of the session is passed over', async () => {
  const tabs = memoryTabs();
  let isTaken = false;
  const sleeping: VisitorTabs = {
    ...tabs,
    lock(name, task, options) {
      if (name.endsWith(' session') && !isTaken) {
        isTaken = true;
        tabs.lock(name, () => new Promise<void>(() => {})).catch(() => undefined);
      }
      return tabs.lock(name, task, options);
    },
  };
  const tab = testBrowser({ tabs: sleeping, pace: { ...QUICK, timeoutMs: 300 } }).tab(await place());
  tab.send({ text: 'Is anybody there?' });
  await stateWhen(tab, says('Is anybody there?'));
  expect(isTaken).toBe(true);
});

describe('who is forgotten while a message is being sent', () => {
  it('by another tab leaves nothing behind, on the server or in the browser', async () => {
    const where = await place();
    const { fetch, reached, letGo } = holding((request) => request === 'POST /widget/messages');
    const browser = testBrowser({ fetch });
    const [one, two] = [browser.tab(where), browser.tab(where)];
    one.send({ text: 'First' });
    two.send({ text: 'Second' });
    await reached;
    await stateWhen(two, ({ visitor }) => visitor !== null);
    const forgotten = two.forget();
    letGo();
    await forgotten;
    for (const tab of [one, two]) {
      const { outbox } = await stateWhen(tab, (state) => state.conversation === null && state.visitor === null);
      expect(outbox).toEqual([]);
    }
    expect(browser.kept()).toEqual([]);
    expect(await conversations()).toEqual([]);
    two.send({ text: 'Somebody new' });
    const { conversation } = await stateWhen(one, says('Somebody new'));
    expect(saidIn(conversation).filter((said) => said.startsWith('visitor'))).toEqual(['visitor: Somebody new']);
    expect(await conversations()).toHaveLength(1);
  });

  it('in this browser only is not given the conversation that the message has begun', async () => {
    const where = await place();
    const { fetch, reached, letGo } = holding((request) => request === 'POST /widget/messages');
    const browser = testBrowser({ fetch });
    const [one, two] = [browser.tab(where), browser.tab(where)];
    one.send({ text: 'First' });
    await reached;
    await two.reset();
    letGo();
    two.send({ text: 'Somebody new' });
    const states = await Promise.all([one, two].map((tab) => stateWhen(tab, says('Somebody new'))));
    for (const { conversation } of states) expect(saidIn(conversation)).not.toContain('visitor: First');
    const kept = browser.kept();
    expect(kept.filter((name) => name.includes('out.'))).toEqual([]);
    expect(kept.some((name) => name.endsWith(' session'))).toBe(true);
  });

  it('is told at once where the server cannot be reached, and may ask again', async () => {
    let isOnline = true;
    const fetchOnline: typeof fetch = (input, init) =>
      isOnline ? fetch(input, init) : Promise.reject(new TypeError('The connection was lost.'));
    const tab = testBrowser({ fetch: fetchOnline }).tab(await place());
    tab.send({ text: 'Hello' });
    await stateWhen(tab, isAnswered);
    isOnline = false;
    await expect(tab.forget()).rejects.toMatchObject({ code: 'offline' });
    expect(says('Hello')(tab.state)).toBe(true);
    isOnline = true;
    await tab.forget();
    await stateWhen(tab, ({ conversation }) => conversation === null);
    expect(await conversations()).toEqual([]);
  });
});
