import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const sessions = fakeSessions();
let now = new Date('2026-03-02T08:00:00Z');
const app = testApp({ sessions, clock: { now: () => now, monotonicMs: () => performance.now() } });
const call = workspaceApi(app);
let owner: SignedIn;

beforeEach(async () => {
  now = new Date('2026-03-02T08:00:00Z');
  owner = await signIn(app.current, sessions, {
    workspaceId: await workspaceIdOf(app.current, app.current.first.chatbot_id),
    role: 'owner',
  });
});

const inbox = (method: 'GET' | 'POST', path: string, payload?: object, headers = {}) =>
  inboxCall(app.current, owner, { method, path, headers, ...(payload ? { payload } : {}) });
const make = async (payload: object = { name: 'Warehouse' }) => (await inbox('POST', '/api-keys', payload)).body;
const me = async (key: string) => {
  const { status, body } = await call('GET', '/me', undefined, { key });
  return status === 200 ? [200, body.api_key.name] : [status, body.error];
};

describe('a key', () => {
  it('is shown once, works, and is listed by its last four characters', async () => {
    const { status, body } = await inbox('POST', '/api-keys', { name: 'Warehouse' });
    expect([status, body]).toEqual([
      201,
      {
        object: 'api_key',
        id: expect.any(String),
        name: 'Warehouse',
        key: expect.stringMatching(/^par_live_[0-9a-f]{32}$/),
        last4: body.key.slice(-4),
        state: 'active',
        expires_at: null,
        created_at: '2026-03-02T08:00:00.000+00:00',
        last_used_at: null,
      },
    ]);
    expect(await me(body.key)).toEqual([200, 'Warehouse']);
    const list = await inbox('GET', '/api-keys');
    expect(list.text).not.toContain(body.key);
    const { key, ...listed } = body;
    expect(list.body.data[0]).toEqual({ ...listed, last_used_at: '2026-03-02T08:00:00.000+00:00' });
    expect(list.body.data).toHaveLength(2);
  });

  it('stands in the database by its hash', async () => {
    const { key } = await make();
    const rows = await app.current.database.db.selectFrom('workspace_keys').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(key.slice('par_live_'.length));
  });

  it('is noted as used at most once a minute', async () => {
    const { key } = await make();
    const lastUse = async () => (await inbox('GET', '/api-keys')).body.data[0].last_used_at;
    await me(key);
    now = new Date('2026-03-02T08:00:59Z');
    await me(key);
    expect(await lastUse()).toBe('2026-03-02T08:00:00.000+00:00');
    now = new Date('2026-03-02T08:01:01Z');
    await me(key);
    expect(await lastUse()).toBe('2026-03-02T08:01:01.000+00:00');
  });
});

describe('a key that does not work', () => {
  it('is paused, and resumed, at once', async () => {
    const { key, id } = await make();
    expect((await inbox('POST', `/api-keys/${id}/pause`)).body.state).toBe('paused');
    expect(await me(key)).toEqual([403, 'api_key_paused']);
    expect((await inbox('POST', `/api-keys/${id}/resume`)).body.state).toBe('active');
    expect(await me(key)).toEqual([200, 'Warehouse']);
  });

  it('is revoked at once and for good', async () => {
    const { key, id } = await make();
    expect((await inbox('POST', `/api-keys/${id}/revoke`)).body.state).toBe('revoked');
    expect(await me(key)).toEqual([401, 'api_key_revoked']);
    for (const verb of ['resume', 'pause']) {
      const refused = await inbox('POST', `/api-keys/${id}/${verb}`);
      expect([refused.status, refused.body.error]).toEqual([409, 'conflict']);
    }
    expect((await inbox('POST', `/api-keys/${id}/revoke`)).status).toBe(200);
    expect(await me(key)).toEqual([401, 'api_key_revoked']);
  });

  it('expires', async () => {
    const { key } = await make({ name: 'Short', expires_at: '2026-03-02T10:00:00+01:00' });
    expect(await me(key)).toEqual([200, 'Short']);
    now = new Date('2026-03-02T09:00:00Z');
    expect(await me(key)).toEqual([401, 'api_key_expired']);
    expect((await inbox('GET', '/api-keys')).body.data[0].state).toBe('expired');
  });
});

describe('refusals', () => {
  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'x', scope: 'all' }, ''],
    [{ name: 'x', expires_at: 'tomorrow' }, 'expires_at'],
    [{ name: 'x', expires_at: '2026-03-02T08:00:00Z' }, 'expires_at'],
    [{ name: 'x', expires_at: '0000-01-01T00:00:00Z' }, 'expires_at'],
    [{ name: 'x', expires_at: '9999-12-31T23:59:59-23:59' }, 'expires_at'],
  ])('%j is no key to be', async (payload, field) => {
    const { status, body } = await inbox('POST', '/api-keys', payload);
    expect([status, body.error]).toEqual([400, 'invalid_payload']);
    if (field) expect(Object.keys(body.details.fieldErrors)).toEqual([field]);
    expect((await inbox('GET', '/api-keys')).body.data).toHaveLength(1);
  });

  it("another workspace's key is not there", async () => {
    const foreign = await app.current.addForeign();
    const theirs = await app.current.database.db
      .selectFrom('workspace_keys')
      .select('id')
      .where('workspace_id', '=', await workspaceIdOf(app.current, foreign.chatbot_id))
      .executeTakeFirstOrThrow();
    const refused = await inbox('POST', `/api-keys/${theirs.id}/revoke`);
    const unknown = await inbox('POST', `/api-keys/${randomUUID()}/revoke`);
    expect([refused.status, refused.body.message]).toEqual([404, unknown.body.message]);
    expect((await me(foreign.workspace_key))[0]).toBe(200);
  });

  it('a key makes no keys: for keys the address is not there', async () => {
    const { status, body } = await call('POST', '/api-keys', { name: 'More' });
    expect([status, body.error]).toEqual([404, 'not_found']);
  });
});

describe('the audit log', () => {
  it('has each act, by whom and from where, and never the key', async () => {
    const { key, id } = await make();
    for (const verb of ['pause', 'resume', 'revoke', 'revoke']) {
      await inbox('POST', `/api-keys/${id}/${verb}`, undefined, { 'user-agent': 'Test/1' });
    }
    const { body } = await call('GET', `/audit-log?target=${id}`);
    expect(JSON.stringify(body)).not.toContain(key);
    expect(body.data.map((entry: { action: string }) => entry.action)).toEqual([
      'api_key.revoke',
      'api_key.resume',
      'api_key.pause',
      'api_key.create',
    ]);
    expect(body.data[0]).toEqual({
      object: 'audit_entry',
      id: expect.any(String),
      actor: { type: 'operator', id: owner.userId, name: 'Kim owner' },
      action: 'api_key.revoke',
      target: { type: 'api_key', id },
      details: { name: 'Warehouse', last4: key.slice(-4) },
      ip: '127.0.0.1',
      user_agent: 'Test/1',
      created_at: '2026-03-02T08:00:00.000+00:00',
    });
  });
});
