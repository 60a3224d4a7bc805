import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { CONVERSATION_TOKEN, conversationContent } from '../../../src/domain/conversation/conversation-link.ts';
import { testApp } from '../../support/app.ts';
import { visitorAt } from '../../support/visitor.ts';
import { setWidget } from '../../support/widget-settings.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const says = (text: string) => scriptedModel({ draft: () => ({ kind: 'smalltalk', text, evidence: [] }) });
const app = testApp({
  config: {
    rateLimits: true,
    trustProxy: 1,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
    visitorTurns: { perVisitor: 2, perAddress: 3 },
  },
  model: says('From the chosen model.'),
  economyModel: says('From the model that costs nothing.'),
  retriever: { retrieve: async () => [] },
});
const call = workspaceApi(app);
/** Each browser has an address of its own, so that none uses up what another may. */
let address = 0;

/** A browser without scripts, which keeps the cookie that it is given. */
function browser() {
  address += 1;
  const ip = `198.51.100.${address}`;
  let cookie = '';
  const send = async (method: 'GET' | 'POST', path: string, payload?: string) => {
    const type = payload === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = { 'x-forwarded-for': ip, ...type, ...(cookie ? { cookie } : {}) };
    const url = `/c/${app.current.first.scenario_id}${path}`;
    const answer = await app.current.parley.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
    cookie = answer.headers['set-cookie']?.toString().split(';')[0] ?? cookie;
    return answer;
  };
  return {
    look: async (query = '') => (await send('GET', query)).body,
    send: (fields: Record<string, string>) =>
      send('POST', '', new URLSearchParams({ text: 'Hello', message_id: randomUUID(), ...fields }).toString()),
    follow: (query: string) => send('GET', query),
  };
}

const conversations = async () => (await call('GET', '/conversations')).body.data;

describe('the page of an agent that asks for consent', () => {
  it('shows the text beside a box that has to be ticked, and no button that goes around it', async () => {
    await call('PATCH', `/chatbots/${app.current.first.chatbot_id}`, { suggestions: ['When are you open?'] });
    await setWidget(app.current, { consentText: 'I agree to the [rules](https://shop.example/rules).' });
    const page = await browser().look();
    expect(page).toMatch(/<input type="checkbox" name="consent" value="yes" required>/);
    expect(page).toContain('I agree to the <a href="https://shop.example/rules">rules</a>.');
    expect(page).not.toContain('When are you open?');
  });

  it('shows a text of a site that wrote HTML without what could run', async () => {
    await setWidget(app.current, { consentText: 'I <b>agree</b><script>alert(1)</script>.' });
    const page = await browser().look();
    expect(page).toContain('I <strong>agree</strong>.');
    expect(page).not.toContain('alert(1)');
  });

  it('stores nothing before it is given, and says so', async () => {
    await setWidget(app.current, { consentText: 'I agree.' });
    const ada = browser();
    const refused = await ada.send({ text: 'Hello' });
    expect([refused.statusCode, refused.headers['set-cookie']]).toEqual([400, undefined]);
    expect(refused.body).toContain('Nothing was sent, and nothing is stored');
    expect(await conversations()).toEqual([]);
    const rows = await app.current.database.db.selectFrom('idempotency_keys').selectAll().execute();
    expect(rows).toEqual([]);
  });

  it('asks once: who has agreed writes on without being asked', async () => {
    await setWidget(app.current, { consentText: 'I agree.' });
    const ada = browser();
    expect((await ada.send({ consent: 'yes' })).statusCode).toBe(303);
    expect(await ada.look()).not.toContain('name="consent"');
    expect((await ada.send({ text: 'And again' })).statusCode).toBe(303);
    expect(await conversations()).toHaveLength(1);
  });
});

describe('the page of an agent for identified visitors alone', () => {
  it('says for whom the chat is, and takes nothing', async () => {
    await setWidget(app.current, { identityRequired: true });
    const ada = browser();
    const page = await ada.look();
    expect(page).toContain('for people who are signed in at the site');
    expect(page).not.toMatch(/<form|<script/);
    const refused = await ada.send({});
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('sign in on the site');
    expect(await conversations()).toEqual([]);
  });

  it('shows a conversation to who has its link, and takes no message as theirs', async () => {
    await setWidget(app.current, { identityRequired: true });
    const { parley, first } = app.current;
    const ada = await visitorAt(parley, { subject: 'ada' });
    const { conversation_id: id } = await ada.says('Where is my order?');
    const content = conversationContent({ id, agentId: first.chatbot_id });
    const link = parley.deps.links.seal(CONVERSATION_TOKEN, content, 60_000);
    const reader = browser();
    await reader.follow(`?conversation=${link}`);
    expect(await reader.look()).toContain('Where is my order?');
    expect((await reader.send({ text: 'Send it to me' })).statusCode).toBe(403);
  });
});

describe('messages of the page', () => {
  it('are limited as those of the widget are, and the page says when to come back', async () => {
    const ada = browser();
    await ada.send({});
    expect((await ada.send({})).statusCode).toBe(303);
    await ada.send({});
    const refused = await ada.send({});
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.body).toContain('One moment, please');
  });

  it('count for the daily budget, and one that is sent twice counts once', async () => {
    await setWidget(app.current, { dailyTurns: 2 });
    const ada = browser();
    const first = { message_id: randomUUID() };
    await ada.send(first);
    await ada.send(first);
    expect(await ada.look()).toContain('From the chosen model.');
    const bob = browser();
    await bob.send({});
    expect(await bob.look()).toContain('From the chosen model.');
    const eve = browser();
    await eve.send({});
    expect(await eve.look()).toContain('From the model that costs nothing.');
  });

  it('are vouched for by nobody', async () => {
    await browser().send({});
    const [{ id }] = await conversations();
    const log = await app.current.database.db
      .selectFrom('messages')
      .select('verified')
      .where('conversation_id', '=', id)
      .where('author', '=', 'visitor')
      .execute();
    expect(log).toEqual([{ verified: false }]);
  });
});
