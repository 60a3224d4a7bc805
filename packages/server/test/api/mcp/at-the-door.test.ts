import { describe, expect, it } from 'vitest';
import { WORKSPACE_CALLS } from '../../../src/http/rate-limits.ts';
import { addressOf } from '../../support/mcp-clients.ts';
import { testServers } from '../../support/servers.ts';

const servers = testServers({ retriever: { retrieve: async () => [] } });

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };

async function post(headers: Record<string, string>, body: unknown = LIST, init: RequestInit = {}) {
  const answer = await fetch(`${await addressOf(servers.current.parley)}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    ...(init.method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...init,
  });
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    error: text.startsWith('{') ? JSON.parse(text).error : null,
  };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const mine = () => bearer(servers.current.first.workspace_key);

describe('who may come in', () => {
  it('is nobody without a credential, or with one that opens nothing', async () => {
    const wrong = [{}, bearer('nonsense'), bearer(`par_live_${'0'.repeat(32)}`), { authorization: 'Basic abc' }];
    for (const headers of wrong) {
      const { status, headers: given, error } = await post(headers);
      expect([status, given.get('www-authenticate')]).toEqual([401, 'Bearer realm="parley"']);
      expect(error).toMatchObject({ code: -32_000, message: expect.any(String) });
    }
  });

  it('is no token and no key any more once it was revoked', async () => {
    const { db } = servers.current.database;
    const { write_token, workspace_key } = servers.current.first;
    expect((await post(bearer(write_token))).status).toBe(200);
    await db.updateTable('agent_tokens').set({ revoked_at: new Date() }).execute();
    await db.updateTable('workspace_keys').set({ state: 'revoked' }).execute();
    for (const token of [write_token, workspace_key]) expect((await post(bearer(token))).status).toBe(401);
  });

  it('is no page but ours, whatever name it has made lead here', async () => {
    for (const origin of ['http://evil.example', 'null', 'https://127.0.0.1.evil.example']) {
      const { status, error } = await post({ ...mine(), origin });
      expect([origin, status, error.data.error]).toEqual([origin, 403, 'origin_not_allowed']);
    }
    expect((await post({ ...mine(), origin: await addressOf(servers.current.parley) })).status).toBe(200);
  });

  it('is no token of an agent that is not offered', async () => {
    const { write_token } = servers.current.first;
    const { app } = servers.current.parley;
    const change = { method: 'PATCH', url: '/v1/api/mcp/settings', headers: bearer(write_token) } as const;
    expect((await app.inject({ ...change, payload: { active: false } })).statusCode).toBe(200);
    const { status, error } = await post(bearer(write_token));
    expect([status, error.data.error]).toEqual([403, 'mcp_inactive']);
  });
});

describe('what is no message', () => {
  it.each([
    ['no JSON', '{', 400],
    ['a list of messages', [LIST, LIST], 400],
    ['nothing', '', 400],
    ['JSON that is no message', { hello: 'world' }, 400],
  ])('is refused: %s', async (_what, body, status) => {
    const answer = await post(mine(), body);
    expect(answer.status).toBe(status);
    expect(answer.error).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
  });

  it('is refused when it is too large, of another type, or of a method that has nothing here', async () => {
    expect((await post(mine(), 'x'.repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await post({ ...mine(), 'content-type': 'text/plain' })).status).toBe(415);
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const { status, headers, error } = await post(mine(), undefined, { method, body: null });
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'POST']);
      expect(error).toMatchObject({ code: -32_000 });
    }
  });

  it('is answered with the name of what is wrong: an unknown method, an unknown tool, a version', async () => {
    const unknown = await post(mine(), { ...LIST, method: 'tools/sing' });
    expect(unknown.text).toContain('-32601');
    const tool = await post(mine(), { ...LIST, method: 'tools/call', params: { name: 'sing', arguments: {} } });
    expect(tool.text).toContain('Tool sing not found');
    const version = await post({ ...mine(), 'mcp-protocol-version': '1999-01-01' });
    expect(version.status).toBe(400);
  });
});

describe('limits', () => {
  const config = {
    rateLimits: true,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: undefined,
    role: 'all',
  } as const;
  const limited = testServers({ config });

  it('count a request as a call of the workspace', async () => {
    const { app } = limited.current.parley;
    const headers = { ...bearer(limited.current.first.workspace_key), accept: 'application/json, text/event-stream' };
    const ask = () => app.inject({ method: 'POST', url: '/mcp', headers, payload: LIST });
    for (let calls = 0; calls < WORKSPACE_CALLS.perMinute; calls += 1) expect((await ask()).statusCode).toBe(200);
    const refused = await ask();
    expect([refused.statusCode, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
  });
});
