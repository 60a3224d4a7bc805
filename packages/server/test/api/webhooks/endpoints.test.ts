import { describe, expect, it } from 'vitest';
import { createGuardedClient } from '../../../src/runtime/guarded-client.ts';
import { testApp } from '../../support/app.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';
import { addEndpoint, attemptDue } from '../../support/webhooks.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const receiver = await startReceiver();
const outside = createGuardedClient({
  allowPrivateUrls: [receiver.origin],
  resolve: (host, _options, done) =>
    done(null, [{ address: host === 'inner.example.com' ? '10.0.0.1' : '93.184.216.34', family: 4 }]),
});
const app = testApp({ outside });
const call = workspaceApi(app);
const VALID = { url: 'https://example.com/hooks', events: ['message.created'] };
const audited = async () =>
  (await app.current.database.db.selectFrom('audit_log').select('action').orderBy('id').execute()).map(
    ({ action }) => action,
  );

describe('webhook endpoints', () => {
  it('are created with a secret that is shown then and never again', async () => {
    const created = await call('POST', '/webhooks', { ...VALID, description: 'CRM' });
    expect([created.status, Buffer.from(created.body.secret.slice(6), 'base64').length]).toEqual([201, 32]);
    expect(created.body.secret).toMatch(/^whsec_/);
    const { secret, ...shown } = created.body;
    expect(shown).toMatchObject({ object: 'webhook_endpoint', ...VALID, description: 'CRM', is_active: true });
    expect((await call('GET', `/webhooks/${shown.id}`)).body).toEqual(shown);
    expect((await call('GET', '/webhooks')).body).toEqual({ object: 'list', data: [shown] });
    const rows = JSON.stringify(await app.current.database.db.selectFrom('webhook_endpoints').selectAll().execute());
    expect(rows).not.toContain(secret);
    expect(await audited()).toEqual(['webhook.create']);
  });

  it.each([
    ['http://example.com/', 'must begin with https://'],
    ['https://127.0.0.1/', 'bare address 127.0.0.1'],
    ['https://[::1]/', 'bare address ::1'],
    ['https://0x7f000001/', 'bare address 127.0.0.1'],
    ['https://8.8.8.8/', 'bare address 8.8.8.8'],
    ['https://localhost/', 'localhost is a local name'],
    ['https://user:pass@example.com/', 'user name or password'],
    ['https://inner.example.com/', 'inner.example.com leads to 10.0.0.1, a private address'],
    ['https://169.254.169.254/latest/meta-data', 'bare address 169.254.169.254'],
    ['nonsense', 'cannot be read'],
  ])('are refused at %s, and the answer says «%s»', async (url, sentence) => {
    const { status, body } = await call('POST', '/webhooks', { ...VALID, url });
    expect([status, body.error]).toEqual([400, 'invalid_payload']);
    expect(body.details.fieldErrors.url[0]).toContain(sentence);
    const { body: valid } = await call('POST', '/webhooks', VALID);
    expect((await call('PATCH', `/webhooks/${valid.id}`, { url })).status).toBe(400);
    expect((await call('GET', '/webhooks')).body.data).toMatchObject([VALID]);
  });

  it.each([
    [{ ...VALID, events: [] }, 'events'],
    [{ ...VALID, events: ['message.deleted'] }, 'events.0'],
    [{ ...VALID, events: Array.from({ length: 37 }, () => 'message.created') }, 'events'],
    [{ ...VALID, description: 'x'.repeat(501) }, 'description'],
    [{ events: VALID.events }, 'url'],
    [{ ...VALID, is_active: 'no' }, 'is_active'],
  ])('are refused with the body %#, naming the field', async (body, field) => {
    const answer = await call('POST', '/webhooks', body);
    expect([answer.status, Object.keys(answer.body.details.fieldErrors)]).toEqual([400, [field]]);
    expect(await audited()).toEqual([]);
  });

  it('change in what is given; events are replaced, and the secret stays', async () => {
    const { id, secret } = await addEndpoint(call, receiver, '/a', ['message.created']);
    const changed = await call('PATCH', `/webhooks/${id}`, {
      events: ['note.created', 'note.created'],
      description: 'x',
    });
    expect(changed.body).toMatchObject({ events: ['note.created'], description: 'x', url: `${receiver.origin}/a` });
    expect(changed.body.secret).toBeUndefined();
    receiver.knows('/a', secret);
    expect((await call('POST', `/webhooks/${id}/test`)).body.state).toBe('delivered');
    expect(await audited()).toEqual(['webhook.create', 'webhook.update', 'webhook.test']);
  });

  it.each(['is_active', 'isActive'])('are paused and resumed by %s', async (name) => {
    const { body } = await call('POST', '/webhooks', { ...VALID, [name]: false });
    expect(body.is_active).toBe(false);
    expect((await call('PATCH', `/webhooks/${body.id}`, { [name]: true })).body.is_active).toBe(true);
  });

  it('are gone once deleted', async () => {
    const { id } = await addEndpoint(call, receiver, '/a');
    expect((await call('DELETE', `/webhooks/${id}`)).body).toEqual({ object: 'webhook_endpoint', id, deleted: true });
    for (const path of ['', '/deliveries']) expect((await call('GET', `/webhooks/${id}${path}`)).status).toBe(404);
    expect((await call('DELETE', `/webhooks/${id}`)).status).toBe(404);
    expect(await audited()).toEqual(['webhook.create', 'webhook.delete']);
  });

  it('of another workspace look like none', async () => {
    const { id } = await addEndpoint(call, receiver, '/a');
    const test = await call('POST', `/webhooks/${id}/test`);
    const key = (await app.current.addForeign()).workspace_key;
    const delivery = `/webhooks/${id}/deliveries/${test.body.id}`;
    for (const [method, path, body] of [
      ['GET', `/webhooks/${id}`],
      ['PATCH', `/webhooks/${id}`, { is_active: false }],
      ['DELETE', `/webhooks/${id}`],
      ['POST', `/webhooks/${id}/rotate-secret`],
      ['POST', `/webhooks/${id}/test`],
      ['GET', `/webhooks/${id}/deliveries`],
      ['GET', delivery],
      ['POST', `${delivery}/redeliver`],
      ['POST', `/webhooks/${id}/redeliver`, { since: '2026-01-01T00:00:00Z' }],
    ] as const) {
      expect([path, (await call(method, path, body, { key })).status]).toEqual([path, 404]);
    }
    expect((await call('GET', '/webhooks', undefined, { key })).body.data).toEqual([]);
    expect((await call('GET', `/webhooks/${id}`)).status).toBe(200);
  });

  it('are at most a hundred in a workspace', async () => {
    await Promise.all(Array.from({ length: 100 }, () => call('POST', '/webhooks', VALID)));
    const answer = await call('POST', '/webhooks', VALID);
    expect([answer.status, answer.body.error]).toEqual([409, 'conflict']);
  });

  it('answer a repeated creation with the same endpoint and secret', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await call('POST', '/webhooks', VALID, { headers });
    const second = await call('POST', '/webhooks', VALID, { headers });
    expect(second.body).toEqual(first.body);
    expect((await call('GET', '/webhooks')).body.data).toHaveLength(1);
  });
});

describe('a test delivery', () => {
  it('is signed and shows what came of it', async () => {
    const { id } = await addEndpoint(call, receiver, '/a');
    receiver.answers('/a', (response) => response.writeHead(418, { server: 'pot', 'x-other': 'y' }).end('teapot'));
    const { status, body } = await call('POST', `/webhooks/${id}/test`);
    expect([status, body.event, body.state, body.attempts]).toEqual([200, 'webhook.test', 'failed', 1]);
    expect(body.attempt_log).toMatchObject([
      { number: 1, outcome: 'refused_by_receiver', response_status: 418, response_body: 'teapot' },
    ]);
    expect(body.attempt_log[0].response_headers).toMatchObject({ server: 'pot' });
    expect(body.attempt_log[0].response_headers['x-other']).toBeUndefined();
    expect(receiver.received('/a')[0]?.raw).toBe(body.request_body);
    expect((await call('GET', `/webhooks/${id}/deliveries/${body.id}`)).body).toEqual(body);
    expect(await attemptDue(app.current.parley.deps)).toEqual([]);
  });

  it('follows no redirect and keeps 16 KiB of a long answer', async () => {
    const { id } = await addEndpoint(call, receiver, '/a');
    receiver.answers('/a', (response) => response.writeHead(302, { location: '/b' }).end('é'.repeat(20_000)));
    const { body } = await call('POST', `/webhooks/${id}/test`);
    const [attempt] = body.attempt_log;
    expect([attempt.response_status, attempt.response_body.length, attempt.response_body_is_cut]).toEqual([
      302,
      8192,
      true,
    ]);
    expect(receiver.received('/b')).toEqual([]);
  });

  it('tells of a name that has come to lead to a private address', async () => {
    const { body } = await call('POST', '/webhooks', VALID);
    await app.current.database.db
      .updateTable('webhook_endpoints')
      .set({ url: 'https://inner.example.com/' })
      .where('id', '=', body.id)
      .execute();
    const test = await call('POST', `/webhooks/${body.id}/test`);
    expect(test.body.attempt_log[0]).toMatchObject({
      outcome: 'refused_address',
      message: expect.stringContaining('inner.example.com leads to 10.0.0.1'),
    });
  });
});
