import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { testApp } from '../../support/app.ts';
import { visitorAt } from '../../support/visitor.ts';
import { setWidget } from '../../support/widget-settings.ts';

const says = (text: string) => scriptedModel({ draft: () => ({ kind: 'smalltalk', text, evidence: [] }) });
const app = testApp({
  config: {
    rateLimits: true,
    trustProxy: 1,
    metricsToken: undefined,
    publicUrl: 'https://parley.example.com',
    role: 'all',
    visitorTurns: { perVisitor: 3, perAddress: 5 },
  },
  model: says('From the chosen model.'),
  economyModel: says('From the model that costs nothing.'),
  retriever: { retrieve: async () => [] },
});
/** Each test has an address of its own, so that none uses up what another may. */
let address = 0;
const newAddress = () => {
  address += 1;
  return `192.0.2.${address}`;
};

const config = (headers: Record<string, string>) =>
  app.current.parley.app.inject({
    method: 'GET',
    url: `/widget/config/${app.current.first.scenario_id}`,
    headers: { host: 'chat.internal:3000', ...headers },
  });

describe('the sites that may show an agent', () => {
  it('are all, unless some are named', async () => {
    expect((await config({ origin: 'https://anywhere.example' })).statusCode).toBe(200);
  });

  it.each<[string, Record<string, string>, number]>([
    ['a page of a named site', { origin: 'https://shop.example.com' }, 200],
    ['a page below a named site', { origin: 'http://a.b.example.org' }, 200],
    ['a page of another site', { origin: 'https://evil.example' }, 403],
    ['a page of another port', { origin: 'https://shop.example.com:8443' }, 403],
    ['a file or a sandboxed frame', { origin: 'null' }, 403],
    ['our own page, by the name it was called by', { origin: 'http://chat.internal:3000' }, 200],
    ['our own page behind a proxy that ends TLS', { origin: 'https://parley.example.com' }, 200],
    ['our own page, which sends no origin', { 'sec-fetch-site': 'same-origin' }, 200],
    ['a program', {}, 200],
    ['an image of another site', { 'sec-fetch-site': 'cross-site', referer: 'https://evil.example/a' }, 403],
    ['an image of a named site', { 'sec-fetch-site': 'cross-site', referer: 'https://shop.example.com/a' }, 200],
    ['an image of a site that does not say which', { 'sec-fetch-site': 'cross-site' }, 200],
  ])('%s', async (_name, headers, status) => {
    await setWidget(app.current, { allowedOrigins: ['https://shop.example.com', '*.example.org'] });
    const answer = await config({ 'x-forwarded-for': newAddress(), ...headers });
    expect(answer.statusCode, answer.body).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    if (status === 403) {
      expect(answer.json().error).toBe('origin_not_allowed');
      expect(answer.json().message).toMatch(/(evil\.example|:8443|file, or a sandboxed frame).*allowed origins/);
    }
  });

  it('are asked at every call of a session too', async () => {
    const ada = await visitorAt(app.current.parley);
    await setWidget(app.current, { allowedOrigins: ['shop.example.com'] });
    const headers = { ...ada.headers, origin: 'https://evil.example' };
    for (const [method, url, payload] of [
      ['GET', '/widget/conversations', undefined],
      ['POST', '/widget/messages', { id: randomUUID(), text: 'Hello' }],
      ['POST', '/widget/sessions', { scenario_id: app.current.first.scenario_id }],
      ['DELETE', '/widget/visitor', undefined],
    ] as const) {
      const answer = await app.current.parley.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
      expect([url, answer.statusCode, answer.json().error]).toEqual([url, 403, 'origin_not_allowed']);
    }
  });
});

describe('a page of another site', () => {
  it.each(['/widget/messages', '/widget/sessions', '/widget/files', '/widget/nothing'])(
    'may ask whether it may call %s',
    async (url) => {
      const headers = { origin: 'https://shop.example.com', 'access-control-request-method': 'PATCH' };
      const answer = await app.current.parley.app.inject({ method: 'OPTIONS', url, headers });
      expect([answer.statusCode, answer.body]).toEqual([204, '']);
      expect(answer.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
        'access-control-allow-headers': 'authorization, content-type, last-event-id',
        'access-control-max-age': '7200',
      });
      expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
    },
  );

  it.each([
    ['GET', '/widget/nothing', 404, 'not_found'],
    ['PUT', '/widget/messages', 405, 'method_not_allowed'],
    ['GET', '/widget/conversations', 401, 'invalid_session'],
    ['GET', '/widget/config/%', 400, 'bad_request'],
    ['GET', '/widget/config/nobody0000', 404, 'not_found'],
    ['POST', '/widget/sessions', 400, 'invalid_payload'],
  ] as const)('can read why %s %s is refused', async (method, url, status, error) => {
    const headers = { origin: 'https://shop.example.com', 'x-forwarded-for': newAddress() };
    const answer = await app.current.parley.app.inject({ method, url, headers });
    expect([answer.statusCode, answer.json().error]).toEqual([status, error]);
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.headers['access-control-expose-headers']).toContain('retry-after');
  });
});

describe('what visitors may say a minute', () => {
  const speaker = async (ip: string) => {
    const { headers } = await visitorAt(app.current.parley);
    return () =>
      app.current.parley.app.inject({
        method: 'POST',
        url: '/widget/messages',
        headers: { ...headers, 'x-forwarded-for': ip },
        payload: { id: randomUUID(), text: 'Hello' },
      });
  };
  const statuses = async (say: Awaited<ReturnType<typeof speaker>>, times: number) => {
    const answers = [];
    for (let count = 0; count < times; count += 1) answers.push(await say());
    return answers;
  };

  it('is limited for each, and says when to come back, so that the page can read it', async () => {
    const answers = await statuses(await speaker(newAddress()), 4);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429]);
    const last = answers.at(-1);
    expect(last?.json().error).toBe('rate_limited');
    expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0);
    expect(last?.headers['access-control-allow-origin']).toBe('*');
  });

  it('is limited for all of one address, and one household has one address', async () => {
    const [ada, bob] = [await speaker('2001:db8:0:1::1'), await speaker('2001:db8:0:1:ffff::2')];
    await statuses(ada, 3);
    expect((await statuses(bob, 3)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
    expect((await statuses(await speaker(newAddress()), 1))[0]?.statusCode).toBe(200);
  });

  it('is not used up by what is sent again: a message that is stored gets its receipt even then', async () => {
    const ada = await visitorAt(app.current.parley);
    const ip = newAddress();
    const send = (id: string, text = 'Hello') =>
      app.current.parley.app.inject({
        method: 'POST',
        url: '/widget/messages',
        headers: { ...ada.headers, 'x-forwarded-for': ip },
        payload: { id, text },
      });
    const first = randomUUID();
    const receipt = (await send(first)).json();
    for (let count = 0; count < 5; count += 1) expect((await send(first)).statusCode).toBe(200);
    for (let count = 0; count < 2; count += 1) expect((await send(randomUUID())).statusCode).toBe(200);
    expect((await send(randomUUID())).statusCode).toBe(429);
    const again = await send(first);
    expect([again.statusCode, again.json()]).toEqual([200, { ...receipt, is_replay: true }]);
  });

  it('leaves nothing of what it refuses', async () => {
    const say = await speaker(newAddress());
    await statuses(say, 3);
    const count = async () =>
      (await app.current.database.db.selectFrom('visitor_messages').select('seq').execute()).length;
    const before = await count();
    expect((await say()).statusCode).toBe(429);
    expect(await count()).toBe(before);
  });

  it('and every other call is limited for an address, more laxly', async () => {
    const { headers } = await visitorAt(app.current.parley);
    const ip = newAddress();
    const list = () =>
      app.current.parley.app.inject({
        method: 'GET',
        url: '/widget/conversations',
        headers: { ...headers, 'x-forwarded-for': ip },
      });
    for (let count = 0; count < 240; count += 1) expect((await list()).statusCode).toBe(200);
    expect((await list()).statusCode).toBe(429);
    expect((await config({ 'x-forwarded-for': ip })).statusCode).toBe(200);
  });
});

describe('the daily budget of an agent', () => {
  it('leaves what is asked beyond it to the model that costs nothing', async () => {
    await setWidget(app.current, { dailyTurns: 1, quietMs: 0 });
    const ada = await visitorAt(app.current.parley);
    const first = await ada.says('Hello');
    const replies = async (count: number) => {
      const events = await ada.eventsWhen(
        first.conversation_id,
        (all) => all.filter((event) => event.type === 'message' && event.message.answers !== null).length === count,
      );
      return events.flatMap((event) =>
        event.type === 'message' && event.message.answers !== null ? [event.message.content] : [],
      );
    };
    await replies(1);
    await ada.says('And again', { conversation_id: first.conversation_id });
    expect(await replies(2)).toEqual(['From the chosen model.', 'From the model that costs nothing.']);
  });
});
