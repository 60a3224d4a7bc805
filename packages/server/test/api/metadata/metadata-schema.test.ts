import { describe, expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { storeConversation } from '../../support/stored-conversation.ts';

const app = testApp({ retriever: { retrieve: async () => [] } });
const call = agentApi(app);
const PATH = '/v1/api/metadata_schema';
const SCHEMA = {
  type: 'object',
  properties: { priority: { enum: ['low', 'high'] }, seats: { type: 'integer' } },
  required: ['priority'],
};

const put = (schema: unknown) => call('PUT', PATH, { body: { schema } });

describe('the metadata schema', () => {
  it('is null, is set, read and removed', async () => {
    expect(await call('GET', PATH)).toMatchObject({ status: 200, body: { schema: null } });
    expect(await put(SCHEMA)).toMatchObject({ status: 200, body: { schema: SCHEMA } });
    expect((await call('GET', PATH, { token: app.current.first.read_token })).body).toEqual({ schema: SCHEMA });
    expect(await call('DELETE', PATH)).toMatchObject({ status: 200, body: { schema: null } });
    expect((await call('GET', PATH)).body).toEqual({ schema: null });
  });

  it('is held against the result of a merge: each failing path is named and nothing is stored', async () => {
    const { id } = await storeConversation(app.current, { metadata: { priority: 'low' } });
    const metadata = `/v1/api_core/conversations/${id}/metadata`;
    await put(SCHEMA);
    expect((await call('POST', metadata, { body: { metadata: { seats: 2 } } })).status).toBe(200);
    const answer = await call('POST', metadata, { body: { metadata: { priority: null, seats: 'two' } } });
    expect(answer).toMatchObject({ status: 422, body: { errors: { root: [{ code: 'VALIDATION_ERROR' }] } } });
    expect(answer.body.errors['metadata.priority']).toEqual([{ message: 'is required', code: 'VALIDATION_ERROR' }]);
    expect(answer.body.errors['metadata.seats']).toEqual([{ message: 'must be integer', code: 'VALIDATION_ERROR' }]);
    expect((await call('PUT', metadata, { body: { metadata: {} } })).status).toBe(422);
    expect((await call('GET', metadata)).body).toEqual({ metadata: { priority: 'low', seats: 2 } });
    await call('DELETE', PATH);
    expect((await call('PUT', metadata, { body: { metadata: {} } })).status).toBe(200);
  });

  it('of another agent does not count', async () => {
    await put(SCHEMA);
    const { write_token: token } = await app.current.addForeign();
    expect((await call('GET', PATH, { token })).body).toEqual({ schema: null });
  });
});

describe('a refusal', () => {
  it('says why a schema cannot be used, and keeps the one before', async () => {
    await put(SCHEMA);
    let deep: object = {};
    for (let level = 0; level < 21; level += 1) deep = { not: deep };
    const wrong = [
      { type: 'colour' },
      { $ref: 'https://schemas.example/x' },
      { description: 'x'.repeat(65_536) },
      deep,
      [1],
      'x',
      null,
    ];
    for (const schema of wrong) {
      const answer = await put(schema);
      expect(answer, JSON.stringify(schema).slice(0, 50)).toMatchObject({
        status: 422,
        body: { errors: { root: [{ code: 'VALIDATION_ERROR' }], schema: [{ message: expect.any(String) }] } },
      });
    }
    expect((await call('GET', PATH)).body).toEqual({ schema: SCHEMA });
  });

  it('says which scope is missing', async () => {
    const token = app.current.first.read_token;
    for (const answer of [
      await call('PUT', PATH, { token, body: { schema: {} } }),
      await call('DELETE', PATH, { token }),
    ]) {
      expect(answer.status).toBe(403);
      expect(answer.body.errors.root[0].message).toBe('Insufficient token scope. Required: write_all');
    }
  });
});
