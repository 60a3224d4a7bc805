import { expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';

const app = testApp({ retriever: { retrieve: async () => [] } });
const call = agentApi(app);
const SETTINGS = '/v1/api/mcp/settings';

it('is changed field by field, and an empty name gives the usual one back', async () => {
  const { body: usual } = await call('GET', SETTINGS);
  expect(usual).toMatchObject({ active: true, name: 'Ada', command: 'send_message' });
  const set = { name: 'Shop', command: 'ask_the_shop', description: 'Asks the shop.' };
  expect((await call('PATCH', SETTINGS, { body: set })).body).toEqual({ ...set, active: true });
  expect((await call('PATCH', SETTINGS, { body: { name: '', description: '' } })).body).toEqual({
    ...usual,
    command: 'ask_the_shop',
  });
});

it.each([
  ['command', 'two words'],
  ['command', ''],
  ['active', 'yes'],
  ['name', 'x'.repeat(201)],
])('refuses %s = %j and changes nothing', async (field, value) => {
  const before = await call('GET', SETTINGS);
  const { status, body } = await call('PATCH', SETTINGS, { body: { [field]: value } });
  expect([status, Object.keys(body.errors)]).toEqual([422, expect.arrayContaining([field])]);
  expect((await call('GET', SETTINGS)).body).toEqual(before.body);
});

it('is read by a token that may only read, and changed by none', async () => {
  const token = app.current.first.read_token;
  expect((await call('GET', SETTINGS, { token })).status).toBe(200);
  expect((await call('PATCH', SETTINGS, { token, body: { active: false } })).status).toBe(403);
  expect((await call('POST', '/v1/api/mcp/chat', { token, body: { text: 'Hello' } })).status).toBe(403);
});

it('answers wrappers, in conversations of the channel mcp that say which program asked', async () => {
  const first = await call('POST', '/v1/api/mcp/chat', {
    body: { conv_id: null, text: 'Hello', mcp_client_name: 'a wrapper' },
  });
  expect(first.status).toBe(200);
  const { conv_id } = first.body;
  const next = await call('POST', '/v1/api/mcp/chat', { body: { conv_id, text: 'Hello again' } });
  expect(next.body).toMatchObject({ conv_id });
  const { db } = app.current.database;
  const row = await db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
  expect([row.id, row.source]).toEqual([conv_id, 'mcp']);
  const said = await db
    .selectFrom('messages')
    .select(['content', 'client_metadata'])
    .where('author', '=', 'visitor')
    .execute();
  expect(said).toContainEqual({ content: 'Hello', client_metadata: { mcp_client_name: 'a wrapper' } });
  await call('PATCH', SETTINGS, { body: { active: false } });
  expect((await call('POST', '/v1/api/mcp/chat', { body: { text: 'Hello' } })).status).toBe(403);
});
