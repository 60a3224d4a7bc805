import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRateLimits } from '../../../src/http/rate-limits.ts';
import { testApp } from '../../support/app.ts';
import { fakeSessions, inboxCall, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const config = { rateLimits: true, trustProxy: 1, metricsToken: undefined, publicUrl: undefined, role: 'all' } as const;
const sessions = fakeSessions();
const app = testApp({ config, sessions });
const call = workspaceApi(app);
let addresses = 0;
/** Each test comes from an address of its own: counts live longer than a test. */
const from = () => {
  addresses += 1;
  return { 'x-forwarded-for': `203.0.113.${addresses}` };
};

const WINDOWS = ['minute', 'hour'] as const;
const standing = ({ headers }: { headers: Record<string, unknown> }) =>
  WINDOWS.map((window) =>
    ['limit', 'remaining', 'reset'].map((fact) => Number(headers[`x-ratelimit-${fact}-${window}`])),
  );
const remaining = (answer: { headers: Record<string, unknown> }) => standing(answer).map(([, left]) => left);

describe('the six headers', () => {
  it('tell limit, remaining calls and when the windows end', async () => {
    const [minute, hour] = standing(await call('GET', '/me'));
    const now = Date.now() / 1000;
    expect([minute?.slice(0, 2), hour?.slice(0, 2)]).toEqual([
      [60, 59],
      [1000, 999],
    ]);
    for (const [window, seconds] of [
      [minute, 60],
      [hour, 3600],
    ] as const) {
      expect(window?.[2]).toBeGreaterThan(now + seconds - 5);
      expect(window?.[2]).toBeLessThanOrEqual(Math.ceil(now + seconds));
      expect(Number.isInteger(window?.[2])).toBe(true);
    }
  });

  it.each([
    ['200', 'GET', '/me', {}],
    ['400 of a query', 'GET', '/audit-log?limit=0', {}],
    ['400 of the body', 'POST', '/me', { headers: { 'content-type': 'application/json' } }],
    ['401', 'GET', '/me', { key: null }],
    ['401 of a wrong key', 'GET', '/me', { key: 'par_live_x' }],
    ['404', 'GET', '/nothing-here', {}],
    ['404 without a key', 'GET', '/nothing-here', { key: null }],
    ['404 of the root', 'GET', '', {}],
    ['405', 'DELETE', '/me', {}],
    ['405 without a key', 'DELETE', '/me', { key: null }],
    ['an address that cannot be read', 'GET', '/me/%ff', {}],
    ['an address that is too long', 'GET', `/${'x'.repeat(300)}`, {}],
  ] as const)('stand on %s', async (_name, method, path, given) => {
    const answer = await call(method, path, undefined, {
      ...given,
      headers: { ...from(), ...('headers' in given ? given.headers : {}) },
    });
    expect(
      standing(answer)
        .flat()
        .every((value) => value > 0),
    ).toBe(true);
    expect(answer.headers['x-request-id']).toMatch(/^req_[0-9a-z]{12}$/);
    if (answer.status >= 400) expect(answer.body.request_id).toBe(answer.headers['x-request-id']);
  });
});

describe('the limits of a workspace', () => {
  it('hold for all its keys together, and other workspaces go on', async () => {
    const foreign = await app.current.addForeign();
    const { deps } = app.current.parley;
    const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
    for (let calls = 0; calls < 59; calls += 1)
      await deps.limits.spend(`workspace:${workspaceId}`, deps.workspaceCalls);
    expect(remaining(await call('GET', '/me'))).toEqual([0, 940]);
    const refused = await call('GET', '/me');
    expect([refused.status, refused.body.error, remaining(refused)]).toEqual([429, 'rate_limited', [0, 940]]);
    const wait = Number(refused.headers['retry-after']);
    expect(wait).toBeGreaterThan(50);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await call('GET', '/me', undefined, { key: foreign.workspace_key })).status).toBe(200);
  });

  it('end with the hour too', async () => {
    const { deps } = app.current.parley;
    const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
    await app.current.database.db
      .updateTable('workspaces')
      .set({ calls_per_minute: 10, calls_per_hour: 2 })
      .where('id', '=', workspaceId)
      .execute();
    const answers = [await call('GET', '/me'), await call('GET', '/me'), await call('GET', '/me')];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(standing(answers[1] ?? { headers: {} }).map((window) => window.slice(0, 2))).toEqual([
      [10, 8],
      [2, 0],
    ]);
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(3_500);
    expect(deps.workspaceCalls).toEqual({ perMinute: 60, perHour: 1_000 });
  });

  it('count calls of unknown addresses and wrong methods', async () => {
    await call('GET', '/nothing-here');
    await call('DELETE', '/me');
    expect(remaining(await call('GET', '/me'))).toEqual([57, 997]);
  });
});

describe('calls without a valid key', () => {
  it('count for their address, so that keys cannot be guessed in a loop; a valid key goes on', async () => {
    const headers = from();
    for (let calls = 0; calls < 60; calls += 1) {
      expect((await call('GET', '/me', undefined, { key: `par_live_${calls}`, headers })).status).toBe(401);
    }
    const refused = await call('GET', '/me', undefined, { key: 'par_live_60', headers });
    expect([refused.status, refused.body.error]).toEqual([429, 'rate_limited']);
    expect((await call('GET', '/nothing-here', undefined, { key: null, headers })).status).toBe(429);
    expect((await call('GET', '/me', undefined, { headers })).status).toBe(200);
    expect((await call('GET', '/me', undefined, { key: null, headers: from() })).status).toBe(401);
  });
});

describe('people in the inbox', () => {
  it('have a generous limit each', async () => {
    const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
    const person = await signIn(app.current, sessions, { workspaceId, role: 'agent' });
    const answer = await inboxCall(app.current, person, { method: 'GET', path: '/me' });
    expect([answer.status, remaining(answer)]).toEqual([200, [599, 19_999]]);
    const stranger = await app.current.parley.app.inject({ url: `/inbox/api/${workspaceId}/me`, headers: from() });
    expect([stranger.statusCode, remaining(stranger)]).toEqual([401, [599, 19_999]]);
  });
});

describe('what no address takes', () => {
  it.each([
    ['/v1/nothing', 404, 'not_found'],
    ['/v1/conversationsx', 404, 'not_found'],
    ['/inbox/api/x/nothing', 404, 'not_found'],
  ])('%s is told flat', async (url, status, code) => {
    const answer = await app.current.parley.app.inject({ url, headers: from() });
    expect([answer.statusCode, answer.json().error]).toEqual([status, code]);
  });

  it.each(['/v1/api/nothing', '/v1/api_core/nothing', '/v1/api', '/nothing'])(
    '%s as the Agent API does',
    async (url) => {
      const answer = await app.current.parley.app.inject({ url });
      expect([answer.statusCode, answer.json().errors.root[0].code]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it.each([
    ['DELETE', '/v1/me', 'GET, HEAD'],
    ['PUT', '/v1/me/', 'GET, HEAD'],
    ['OPTIONS', '/v1/audit-log', 'GET, HEAD'],
    ['GET', '/chat', 'POST'],
    ['DELETE', '/v1/api/chatbot_settings', 'GET, HEAD, PATCH'],
    ['POST', '/v1/api_core/conversations/x', 'GET, HEAD'],
  ] as const)('%s %s is 405 and tells the methods', async (method, url, allow) => {
    const answer = await app.current.parley.app.inject({ method, url, headers: from() });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, allow]);
    if (url === '/chat') expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    else if (url.startsWith('/v1/api')) expect(answer.json().errors.root[0].code).toBe('METHOD_NOT_ALLOWED');
    else expect(answer.json().error).toBe('method_not_allowed');
  });
});

const redisUrl = process.env.TEST_REDIS_URL;
if (!redisUrl) console.log('skipped: limits of a workspace over two nodes (needs Redis; set TEST_REDIS_URL)');

describe.skipIf(!redisUrl)('two nodes with one Redis', () => {
  const clients: Redis[] = [];
  beforeAll(() => {
    for (let node = 0; node < 2; node += 1) clients.push(new Redis(redisUrl ?? '', { enableOfflineQueue: true }));
  });
  afterAll(() => clients.map((client) => client.disconnect()));

  it('count together, and each for itself when Redis is away', async () => {
    const [one, two] = clients.map((client) => createRateLimits(client));
    const who = `workspace:${Date.now()}`;
    const allowance = { perMinute: 3, perHour: 100 };
    const left = async (node = one) => (await node?.spend(who, allowance))?.minute.remaining;
    expect([await left(one), await left(two), await left(one)]).toEqual([2, 1, 0]);
    expect((await two?.spend(who, allowance))?.retryAfterSeconds).toBeGreaterThan(50);
    for (const client of clients) client.disconnect();
    expect([await left(one), await left(two), await left(one)]).toEqual([2, 2, 1]);
  });
});
