import { randomUUID } from 'node:crypto';
import type { Json } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { agentApi, type Method, revokeTokens } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { storeConversation } from '../../support/stored-conversation.ts';

const app = testApp({ retriever: { retrieve: async () => [] } });
const call = agentApi(app);
const path = (id: string) => `/v1/api_core/conversations/${id}/metadata`;

const GIVEN = { ticket_id: 'T-1234', priority: 'high' };

async function stored(metadata: Record<string, Json> = {}) {
  const { id } = await storeConversation(app.current, { metadata });
  const send = (method: Method, body?: unknown) => call(method, path(id), body === undefined ? {} : { body });
  const events = async () => {
    const rows = await app.current.database.db
      .selectFrom('events')
      .select('data')
      .where('type', '=', 'conversation.metadata_set')
      .execute();
    return rows.map(({ data }) => data);
  };
  return { id, send, events };
}

describe('metadata', () => {
  it('is what was set, as in the contract', async () => {
    const { id, send } = await stored();
    expect(await send('GET')).toMatchObject({ status: 200, body: { metadata: {} } });
    const answer = await send('POST', { metadata: GIVEN });
    expect(answer).toMatchObject({ status: 200, body: { metadata: GIVEN } });
    const read = await call('GET', `${path(id)}/`, { token: app.current.first.read_token });
    expect(read.body).toEqual({ metadata: GIVEN });
  });

  it('is merged by POST, where null removes, and replaced by PUT', async () => {
    const { send } = await stored({ a: 1, b: { c: 2 } });
    expect((await send('POST', { metadata: { b: null, d: [1, 'ü'] } })).body).toEqual({
      metadata: { a: 1, d: [1, 'ü'] },
    });
    expect((await send('PUT', { metadata: { e: true } })).body).toEqual({ metadata: { e: true } });
    expect((await send('GET')).body).toEqual({ metadata: { e: true } });
  });

  it('is logged when it changes, and only then', async () => {
    const { id, send, events } = await stored({ a: 1, b: 2 });
    await send('POST', { metadata: { a: 1, b: null, c: 3 } });
    await send('POST', { metadata: { a: 1, b: null, c: 3 } });
    await send('PUT', { metadata: { c: 3, a: 1 } });
    expect(await events()).toEqual([{ changed: ['c'], removed: ['b'], values: { c: 3 } }]);
    const { body } = await call('GET', `/v1/api_core/conversations/${id}/events`);
    expect(body.items.at(-1)).toMatchObject({
      type: 'log',
      data: { code: 'metadata_set', data: { changed: ['c'], removed: ['b'] } },
    });
  });

  it('of several systems at once is all kept', async () => {
    const { send } = await stored();
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((key) => send('POST', { metadata: { [key]: 1 } })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await send('GET')).body).toEqual({ metadata: { a: 1, b: 1, c: 1, d: 1 } });
  });
});

describe('a refusal', () => {
  it('names what is wrong with the body, and nothing is stored', async () => {
    const { send, events } = await stored({ a: 1 });
    const wrong = [{}, { metadata: 'x' }, { metadata: [1] }, { metadata: null }, [], { metadata: { k: 'a\u0000' } }];
    for (const body of wrong) {
      const answer = await send('POST', body);
      expect(answer, JSON.stringify(body)).toMatchObject({
        status: 422,
        body: { errors: { root: [{ code: 'VALIDATION_ERROR' }] } },
      });
    }
    expect((await send('PUT', { metadata: { k: 'x'.repeat(33_000) } })).body.errors.metadata[0].message).toContain(
      '32768',
    );
    expect((await send('POST', '{"metadata":')).status).toBe(400);
    expect((await send('GET')).body).toEqual({ metadata: { a: 1 } });
    expect(await events()).toEqual([]);
  });

  it('looks the same whether the conversation is unknown or foreign', async () => {
    const { id, send } = await stored({ a: 1 });
    const { write_token: token } = await app.current.addForeign();
    const notFound = {
      status: 404,
      body: { errors: { root: [{ message: 'There is no such conversation.', code: 'NOT_FOUND' }] } },
    };
    for (const method of ['GET', 'POST', 'PUT'] as const) {
      const body = method === 'GET' ? {} : { body: { metadata: { b: 2 } } };
      expect(await call(method, path(id), { token, ...body })).toMatchObject(notFound);
      expect(await call(method, path(randomUUID()), body)).toMatchObject(notFound);
    }
    expect((await send('GET')).body).toEqual({ metadata: { a: 1 } });
  });

  it('says which scope is missing', async () => {
    const { id } = await stored();
    const token = app.current.first.read_token;
    for (const method of ['POST', 'PUT'] as const) {
      const answer = await call(method, path(id), { token, body: { metadata: GIVEN } });
      const message = 'Insufficient token scope. Required: write_all';
      expect(answer).toMatchObject({
        status: 403,
        body: { errors: { root: [{ message, code: 'INSUFFICIENT_SCOPE' }] } },
      });
    }
  });

  it('meets a revoked token', async () => {
    const { send } = await stored();
    await revokeTokens(app);
    const answer = await send('POST', { metadata: GIVEN });
    expect(answer).toMatchObject({ status: 401, body: { errors: { root: [{ code: 'PERMISSION_DENIED' }] } } });
  });
});
