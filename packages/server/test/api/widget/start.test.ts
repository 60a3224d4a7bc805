import { expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { visitorAt } from '../../support/visitor.ts';

const app = testApp();

const start = {
  url: 'https://ada:secret@shop.example/cart?token=hush&page=2#access_token=hush',
  referrer: 'https://search.example/?q=lamp&session=hush',
  language: 'pl-PL',
  metadata: { plan: 'gold', cart: 42 },
  context: 'The page of a lamp',
};
const agents = () => app.current.database.db.updateTable('agents');
const detail = async (conversationId: string) => {
  const answer = await app.current.parley.app.inject({
    url: `/v1/api_core/conversations/${conversationId}`,
    headers: { authorization: `Bearer ${app.current.first.write_token}` },
  });
  expect(answer.statusCode).toBe(200);
  return answer.json();
};
const stateOf = (id: string) =>
  app.current.database.db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

it('a conversation begins with what the page knows, without its secrets, and none of it verified', async () => {
  const ada = await visitorAt(app.current.parley);
  const { conversation_id } = await ada.says('?', { start, visitor: { name: 'Ada' } });
  const row = await stateOf(conversation_id);
  expect(row).toMatchObject({
    source: 'widget',
    url: 'https://shop.example/cart?page=2',
    visitor_id: ada.session.visitorId,
    visitor_name: 'Ada',
    verified_as: null,
    metadata: {
      plan: 'gold',
      cart: 42,
      referrer: 'https://search.example/?q=lamp',
      page_context: 'The page of a lamp',
    },
    most_frequent_language: 'pl',
  });
  expect(row.unverified_keys?.toSorted()).toEqual(['cart', 'page_context', 'plan', 'referrer']);
  expect(JSON.stringify(await app.current.database.db.selectFrom('events').selectAll().execute())).not.toContain(
    'hush',
  );
  const shown = await detail(conversation_id);
  expect([shown.source, shown.url]).toEqual(['widget', 'https://shop.example/cart?page=2']);
});

it('heeds it only where a conversation begins', async () => {
  const ada = await visitorAt(app.current.parley);
  const { conversation_id } = await ada.says('Hello');
  await ada.says('Hello again', { conversation_id, start });
  expect(await stateOf(conversation_id)).toMatchObject({ url: null, metadata: {} });
});

it('what the site has signed wins over what the browser says', async () => {
  const signed = { subject: 'user-7', details: { name: 'Ada L.' }, metadata: { plan: 'silver' } };
  const ada = await visitorAt(app.current.parley, signed);
  const { conversation_id } = await ada.says('Hello', { start, visitor: { name: 'Eve', email: 'ada@shop.example' } });
  const row = await stateOf(conversation_id);
  expect(row).toMatchObject({ verified_as: 'user-7', visitor_name: 'Ada L.', visitor_email: 'ada@shop.example' });
  expect(row.metadata).toMatchObject({ plan: 'silver', cart: 42 });
  expect(row.unverified_keys).not.toContain('plan');
  const message = await app.current.database.db
    .selectFrom('messages')
    .select('verified')
    .where('author', '=', 'visitor')
    .executeTakeFirstOrThrow();
  expect(message.verified).toBe(true);
});

it('metadata that the schema refuses is left out and told; the message is not lost', async () => {
  const schema = { type: 'object', properties: { plan: { enum: ['silver'] } }, additionalProperties: false };
  await agents()
    .set({ metadata_schema: JSON.stringify(schema) })
    .execute();
  const ada = await visitorAt(app.current.parley);
  const answer = await ada.post({ text: 'Hello', start });
  expect(answer.statusCode).toBe(200);
  expect(answer.json().problem).toMatchObject({ code: 'metadata_refused', message: expect.stringContaining('plan') });
  expect((await stateOf(answer.json().conversation_id)).metadata).toEqual({});
  const good = await ada.post({ text: 'Hello', start: { ...start, metadata: { plan: 'silver' } } });
  expect(good.json().problem).toBeNull();
  expect((await stateOf(good.json().conversation_id)).metadata).toEqual({ plan: 'silver' });
});

it.each([
  ['a value', { plan: 'tin' }, 'metadata.plan'],
  ['one within another', { plan: 'gold', cart: { total: 'much' } }, 'metadata.cart.total'],
  ['one that is missing', { cart: { total: 1 } }, 'metadata.plan'],
  ['one that nobody knows', { plan: 'gold', colour: 'red' }, 'metadata.colour'],
])('tells the path of what the schema refuses: %s', async (_, metadata, path) => {
  const schema = {
    type: 'object',
    properties: { plan: { enum: ['gold'] }, cart: { type: 'object', properties: { total: { type: 'number' } } } },
    required: ['plan'],
    additionalProperties: false,
  };
  await agents()
    .set({ metadata_schema: JSON.stringify(schema) })
    .execute();
  const ada = await visitorAt(app.current.parley);
  const { problem } = (await ada.post({ text: 'Hello', start: { metadata } })).json();
  expect(problem).toEqual({ code: 'metadata_refused', message: expect.stringMatching(`^${path} `) });
});

it('nothing is stored while neither the agent nor people can answer, and people get it while the agent rests', async () => {
  await agents()
    .set({ state: 'paused', settings: JSON.stringify({ peopleEnabled: false }) })
    .execute();
  const ada = await visitorAt(app.current.parley);
  const answer = await ada.post({ text: 'Hello' });
  expect([answer.statusCode, answer.json().error]).toEqual([503, 'unavailable']);
  expect(await app.current.database.db.selectFrom('conversations').select('id').execute()).toEqual([]);
  expect(await app.current.database.db.selectFrom('visitor_messages').select('ord').execute()).toEqual([]);
  await agents()
    .set({ settings: JSON.stringify({ peopleEnabled: true }) })
    .execute();
  const { conversation_id } = await ada.says('Hello');
  expect((await stateOf(conversation_id)).driver).toBe('queue');
});

it('only visitors whom the site vouches for may write where it says so', async () => {
  await agents()
    .set({ widget: JSON.stringify({ identityRequired: true }) })
    .execute();
  const answer = await (await visitorAt(app.current.parley)).post({ text: 'Hello' });
  expect([answer.statusCode, answer.json().error]).toEqual([403, 'identity_required']);
  const known = await visitorAt(app.current.parley, { subject: 'user-7' });
  expect((await known.post({ text: 'Hello' })).statusCode).toBe(200);
});

it.each([
  ['an id that is none', { id: 'x' }],
  ['nothing said', { text: ' ' }],
  ['too much said', { text: 'x'.repeat(20_000) }],
  ['a conversation that cannot be one', { conversation_id: 'x' }],
  ['metadata that is no object', { start: { metadata: [] } }],
])('refuses %s, and stores nothing', async (_, message) => {
  const ada = await visitorAt(app.current.parley);
  const answer = await ada.post(message);
  expect(answer.statusCode).toBe(400);
  expect(await app.current.database.db.selectFrom('conversations').select('id').execute()).toEqual([]);
});
