import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { followLog } from '../../support/follow-log.ts';
import { visitorBrowser } from '../../support/visitor-browser.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp();
const call = workspaceApi(app);
const { say } = chatClient(app);
const first = () => `/chatbots/${app.current.first.chatbot_id}`;

describe('a chatbot', () => {
  it('needs only a name, and starts as a draft that nobody can talk to', async () => {
    const { status, body } = await call('POST', '/chatbots', { name: 'Bé Two' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      object: 'chatbot',
      name: 'Bé Two',
      slug: 'be-two',
      status: 'draft',
      welcome_message: 'Hello! How can I help you today?',
      tone: null,
      model: null,
      logo_url: null,
      password_protected: false,
      human_support_enabled: true,
      page_ids: [],
      conversation_count: 0,
      last_active_at: null,
    });
    const page = `/c/${body.public_slug}`;
    expect(body.url.endsWith(page)).toBe(true);
    expect((await app.current.parley.app.inject({ url: page })).statusCode).toBe(404);
    await call('PATCH', `/chatbots/${body.id}`, { status: 'active' });
    expect((await app.current.parley.app.inject({ url: page })).statusCode).toBe(200);
  });

  it('is the same agent that the Agent API sets: each setting is stored once', async () => {
    const given = {
      name: 'Eva',
      description: 'Ours alone',
      welcome_message: 'Hi',
      welcome_subtitle: 'At your service',
      system_prompt: 'You help.',
      primary_color: '#1A2B3C',
      tone: 'empathetic',
      suggestions: ['Where is my order?'],
      human_support_enabled: false,
      location: { enabled: true, address: 'Main St 1', lat: 52.5, lng: 13.4, place_id: null },
      away_mail_minutes: 10,
    };
    expect((await call('PATCH', first(), given)).body).toMatchObject(given);
    const settings = await app.current.parley.app.inject({
      url: '/v1/api/chatbot_settings',
      headers: { authorization: `Bearer ${app.current.first.write_token}` },
    });
    expect(settings.json()).toMatchObject({
      one_word_description: 'Eva',
      short_description: 'You help.',
      greeting: 'Hi',
      header2: 'At your service',
      personality: 6,
      people_enabled: false,
    });
    expect(settings.body).not.toContain('Ours alone');
    const cleared = await call('PATCH', first(), { welcome_message: null, tone: null, primary_color: null });
    expect(cleared.body).toMatchObject({ welcome_message: null, tone: null, primary_color: null, name: 'Eva' });
  });

  it('is listed by state and order, and found by its id and by its public slug', async () => {
    await call('POST', '/chatbots', { name: 'Zoe', status: 'active' });
    await call('POST', '/chatbots', { name: 'Bea' });
    const names = async (query: string) =>
      (await call('GET', `/chatbots${query}`)).body.data.map(({ name }: { name: string }) => name);
    expect(await names('')).toEqual(['Bea', 'Zoe', 'Ada']);
    expect(await names('?sort=name')).toEqual(['Ada', 'Bea', 'Zoe']);
    expect(await names('?sort=-name&status=active')).toEqual(['Zoe', 'Ada']);
    expect(await names('?page=2&page_size=2')).toEqual(['Ada']);
    expect((await call('GET', `/chatbots/${app.current.first.scenario_id}`)).body.id).toBe(
      app.current.first.chatbot_id,
    );
  });

  it('knows how many conversations it had and when the last one moved', async () => {
    await say('Hello');
    await say('Hello');
    await followLog(app.current);
    const { body } = await call('GET', first());
    expect(body.conversation_count).toBe(2);
    expect(Date.now() - Date.parse(body.last_active_at)).toBeLessThan(60_000);
  });

  it('is archived by DELETE or by its status; visitors then wait for people, or are told that nobody is there', async () => {
    expect((await call('DELETE', first())).body.status).toBe('archived');
    const queued = await say('Hello');
    expect([queued.statusCode, queued.json().reply]).toEqual([200, '']);
    await call('PATCH', first(), { human_support_enabled: false, status: 'paused' });
    expect((await say('Hello')).statusCode).toBe(503);
    await call('PATCH', first(), { status: 'active' });
    expect((await say('Hello')).json().reply).not.toBe('');
  });

  it('leaves its changes in the audit log, without the texts', async () => {
    await call('PATCH', first(), { system_prompt: 'A secret recipe', status: 'paused' });
    await call('PATCH', first(), { status: 'paused' });
    const entries = await app.current.database.db
      .selectFrom('audit_log')
      .select(['action', 'details'])
      .where('action', 'like', 'chatbot.%')
      .execute();
    expect(entries).toEqual([{ action: 'chatbot.update', details: { changed: ['description', 'status'] } }]);
  });
});

describe('refused is', () => {
  it.each([
    [{ model: 'gpt-9' }, 'model'],
    [{ logo_url: 'https://example.com/logo.png' }, 'logo_url'],
    [{ password: 'secret' }, 'password'],
    [{ password_protected: true }, 'password_protected'],
    [{ web_search_enabled: true }, 'web_search_enabled'],
    [{ page_ids: ['x'] }, 'page_ids'],
    [{ article_ids: ['x'] }, 'article_ids'],
    [{ category_ids: ['x'] }, 'category_ids'],
    [{ tone: 'rude' }, 'tone'],
    [{ primary_color: 'red' }, 'primary_color'],
    [{ status: 'deleted' }, 'status'],
    [{ name: '' }, 'name'],
    [{ location: { lat: 100 } }, 'location.enabled'],
  ])('%j, naming %s, and nothing is changed', async (payload, field) => {
    const before = (await call('GET', first())).body;
    const { status, body } = await call('PATCH', first(), payload);
    expect([status, body.error]).toEqual([400, 'invalid_payload']);
    expect(Object.keys(body.details.fieldErrors)).toContain(field);
    expect((await call('GET', first())).body).toEqual(before);
  });

  it('a foreign key, which sees and changes nothing', async () => {
    const key = (await app.current.addForeign()).workspace_key;
    for (const ref of [app.current.first.chatbot_id, app.current.first.scenario_id]) {
      expect((await call('GET', `/chatbots/${ref}`, undefined, { key })).status).toBe(404);
      expect((await call('PATCH', `/chatbots/${ref}`, { name: 'x' }, { key })).status).toBe(404);
      expect((await call('DELETE', `/chatbots/${ref}`, undefined, { key })).status).toBe(404);
    }
    expect((await call('GET', first())).body).toMatchObject({ name: 'Ada', status: 'active' });
  });
});

describe('the chat page', () => {
  it('shows what the agent is set to, safely, and needs no script', async () => {
    const { app: server } = app.current.parley;
    await call('PATCH', first(), {
      name: '<b>Eva</b>',
      welcome_message: '<p>Hi <strong>you</strong><script>alert(1)</script></p>',
      suggestions: ['"><img src=x>'],
      primary_color: '#ffee00',
    });
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    const browser = visitorBrowser(url);
    await browser.open(`/c/${app.current.first.scenario_id}`);
    expect(browser.html).toContain('<strong>you</strong>');
    // The one script is our own, which takes the page over where scripts run.
    expect(browser.html).not.toMatch(/<script(?! nonce="[^"]+" async src="\/widget\.js")|<img|<b>Eva/);
    expect(browser.html).toContain('--primary:#ffee00;--on-primary:#101828');
    const { headers } = await fetch(`${url}/c/${app.current.first.scenario_id}`);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    await browser.send({ text: 'Hello' });
    const [cookie] = browser.cookies.values();
    expect(cookie?.path).toBe(`/c/${app.current.first.scenario_id}`);
    const path = `/c/${app.current.first.scenario_id}`;
    const other = await fetch(`${url}${path}`, {
      headers: { cookie: `parley_visitor=${cookie?.value.slice(0, -6)}AAAAAA` },
    });
    expect(await other.text()).not.toContain('class="me"');
    const form = { text: 'From elsewhere', message_id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e3f' };
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]) {
      const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: new URLSearchParams(form) });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    }
    const bad = [{ text: 'x'.repeat(8_001) }, { message_id: 'x' }, { text: '\0' }];
    for (const fields of bad) {
      const body = new URLSearchParams({ ...form, ...fields });
      expect((await fetch(`${url}${path}`, { method: 'POST', body })).status).toBe(400);
    }
    const twice = () => fetch(`${url}${path}`, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    expect((await Promise.all([twice(), twice()])).map(({ status }) => status)).toEqual([303, 303]);
    expect((await call('GET', '/conversations')).body.data.length).toBe(2);
  });
});
