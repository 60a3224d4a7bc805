import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { actingAgent, answersFromTool, callsTool, toolResults } from '../support/acting-agent.ts';
import { agentApi } from '../support/agent-api.ts';
import { testApp } from '../support/app.ts';
import { chatClient, streamEvents } from '../support/chat.ts';
import type { FakeBehaviour, FakeRequest } from '../support/fake-openai.ts';
import { signedIn } from '../support/person.ts';
import { json, shopService } from '../support/shop-service.ts';
import { answered, visitorAt } from '../support/visitor.ts';

const shop = await shopService();
let script: (request: FakeRequest) => FakeBehaviour;
const { fake, parts } = await actingAgent((request) => script(request), [shop.origin]);
const app = testApp(parts);
const call = agentApi(app);
const { say } = chatClient(app);
afterAll(() => fake.close());

const PATH = '/v1/api/ai_actions';
const SECRET = 'quince/marmalade+42';
const lookUp = (more: object = {}) => ({
  type: 'http_request',
  name: 'Order status',
  description: 'Looks up an order.',
  is_active: true,
  http_request: {
    method: 'GET',
    url: `${shop.origin}/customers/{{metadata_customer_id}}/orders/{{order_id}}`,
    parameters: [{ name: 'order_id', description: 'Number of the order.', type: 'str' }],
    ...more,
  },
});
const make = async (more?: object) => {
  const made = await call('POST', PATH, { body: lookUp(more) });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
};
const begin = async (metadata: object = { customer_id: 'c 7/x' }): Promise<string> => {
  script = () => ({ type: 'reply', text: 'Hello!\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>' });
  const id: string = (await say('Hello')).json().conv_id;
  const path = `/v1/api_core/conversations/${id}/metadata`;
  expect((await call('POST', path, { body: { metadata } })).status).toBe(200);
  return id;
};
const metadataOf = async (id: string) => (await call('GET', `/v1/api_core/conversations/${id}/metadata`)).body.metadata;
const calls = async () => (await call('GET', `${PATH}/1/calls`)).body;
/** Asks with a model that calls the tool with these arguments and answers from the result. */
const ask = async (id: string, given: object = { order_id: '1042' }, text = 'It is on its way.') => {
  script = (request) => {
    const isCalled = request.body.messages.at(-1)?.role === 'tool';
    return isCalled ? answersFromTool(request, text) : callsTool('Order_status', given);
  };
  const answer = await say('Where is my order?', { conv_id: id });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const lastResult = () => toolResults(fake.requests.at(-1) as FakeRequest).at(-1) ?? '';

beforeEach(() => {
  shop.answers(json({ status: 'shipped', carrier: 'Post', total: 12.5, inner: { note: 'do not tell' } }));
});

describe('an action in a turn', () => {
  it('asks the service with what the server knows, remembers, and backs the reply', async () => {
    await call('PUT', `/v1/api/ai_action_secrets/token`, { body: { value: SECRET } });
    await make({
      headers: [{ name: 'Authorization', value: 'Bearer {{secret.token}}' }],
      query: [{ name: 'channel', value: '{{conversation_channel}}' }],
      save_to_memory: [
        { path: '$.status', key: 'order_status' },
        { path: '$.nothing', key: 'nothing' },
      ],
      response_filter: ['$.status', '$.carrier'],
      run_only_when: [{ key: 'customer_id', operator: 'exists' }],
    });
    const id = await begin();
    expect(await ask(id)).toMatchObject({ reply: 'It is on its way.' });
    const [asked] = shop.requests;
    expect(asked).toMatchObject({ method: 'GET', url: '/customers/c%207%2Fx/orders/1042?channel=api' });
    expect(asked?.headers).toMatchObject({ authorization: `Bearer ${SECRET}` });
    expect(asked?.headers['idempotency-key']).toBeUndefined();
    expect(await metadataOf(id)).toEqual({ customer_id: 'c 7/x', order_status: 'shipped' });
    expect(lastResult()).toContain('{"status":200,"body":{"$.status":"shipped","$.carrier":"Post"}}');
    expect(lastResult()).not.toContain('do not tell');
    expect(await calls()).toMatchObject({
      items: [
        {
          conversation_id: id,
          arguments: { order_id: '1042' },
          outcome: 'ok',
          request: { headers: { authorization: 'Bearer {{secret.token}}' } },
          response_status: 200,
          saved: ['order_status'],
          not_saved: ['nothing: the answer has nothing at $.nothing.'],
        },
      ],
      totals: { calls: 1, sent: 1, succeeded: 1, success_rate: 1 },
    });
    const stored = await app.current.database.db.selectFrom('messages').select('insights').orderBy('ord').execute();
    expect(stored.at(-1)?.insights).toMatchObject({
      kind: 'answer',
      tools: [{ name: 'Order_status', failed: false, arguments: { order_id: '1042' } }],
    });
  });

  it('shows the visitor meanwhile what it does', async () => {
    await make({ thinking_message: 'Looking up your order …' });
    const id = await begin();
    script = (request) =>
      request.body.messages.at(-1)?.role === 'tool'
        ? answersFromTool(request, 'On its way.')
        : callsTool('Order_status', { order_id: '1' });
    const told: object[] = [];
    const stop = app.current.parley.deps.bus.subscribe(`conversation:${id}`, (signal) => told.push(signal));
    const streamed = await say('Where is it?', { conv_id: id }, {}, '?stream=true');
    stop();
    const events = streamEvents(streamed.body);
    expect(events.map(({ event }) => event).slice(0, 3)).toEqual(['ack', 'thinking', 'delta']);
    expect(events[1]?.data).toEqual({ text: 'Looking up your order …' });
    expect(told).toContainEqual({ type: 'thinking', conversation_id: id, ord: 4, text: 'Looking up your order …' });
  });

  it('is no tool while it is switched off, and costs no query then', async () => {
    await make();
    await call('PATCH', `${PATH}/1`, { body: { is_active: false } });
    await begin();
    expect(fake.requests.at(-1)?.body.tools ?? []).not.toContainEqual(
      expect.objectContaining({ function: expect.objectContaining({ name: 'Order_status' }) }),
    );
  });
});

describe('before anything is sent', () => {
  it('arguments of another type are a failed call that says which', async () => {
    await make({ parameters: [{ name: 'order_id', type: 'int' }], url: `${shop.origin}/{{order_id}}` });
    const id = await begin();
    await ask(id, { order_id: 'ten', more: 1 });
    expect(lastResult()).toContain('order_id must be integer');
    expect((await calls()).items[0]).toMatchObject({ outcome: 'invalid_arguments', request: null, latency_ms: null });
    expect(shop.requests).toEqual([]);
  });

  it('a missing value is a clear refusal, told to the model and to the log', async () => {
    await make();
    const id = await begin({ other: 1 });
    const { reply } = await ask(id);
    expect(reply, 'nothing backs it').not.toBe('It is on its way.');
    expect(lastResult()).toContain('There is no value for {{metadata_customer_id}}.');
    expect((await calls()).items[0]).toMatchObject({ outcome: 'missing_value', request: null });
    expect((await calls()).totals).toMatchObject({ calls: 1, sent: 0, success_rate: null });
    expect(shop.requests).toEqual([]);
  });

  it('conditions hold only on what somebody vouches for (I9)', async () => {
    await make({ run_only_when: [{ key: 'is_admin', operator: 'is_true' }] });
    const id = await begin({ customer_id: '7', is_admin: true });
    const unverify = (keys: string[]) =>
      app.current.database.db
        .updateTable('conversations')
        .set({ unverified_keys: keys })
        .where('id', '=', id)
        .execute();
    await unverify(['is_admin']);
    await ask(id);
    expect(lastResult()).toContain('not available in the current context');
    expect((await calls()).items[0]).toMatchObject({ outcome: 'not_available' });
    expect(shop.requests).toEqual([]);
    await unverify([]);
    await ask(id);
    expect(shop.requests).toHaveLength(1);
  });
});

describe('memory', () => {
  it('keeps what the schema takes, and tells what it does not', async () => {
    await make({
      save_to_memory: [
        { path: '$.status', key: 'order_status' },
        { path: '$.total', key: 'total' },
      ],
    });
    const schema = { type: 'object', properties: { total: { type: 'integer' } } };
    await call('PUT', '/v1/api/metadata_schema', { body: { schema } });
    const id = await begin({ customer_id: '7' });
    await ask(id);
    expect(await metadataOf(id)).toEqual({ customer_id: '7', order_status: 'shipped' });
    expect((await calls()).items[0]).toMatchObject({
      outcome: 'ok',
      saved: ['order_status'],
      not_saved: ['total: metadata.total must be integer.'],
    });
  });

  it('is there for the next call of the same turn, and vouched for', async () => {
    await make({ save_to_memory: [{ path: '$.status', key: 'customer_id' }] });
    const id = await begin({ customer_id: 'first' });
    await app.current.database.db
      .updateTable('conversations')
      .set({ unverified_keys: ['customer_id'] })
      .execute();
    script = (request) => {
      const results = toolResults(request).length;
      return results < 2 ? callsTool('Order_status', { order_id: String(results) }) : answersFromTool(request, 'Done.');
    };
    expect((await say('Twice', { conv_id: id })).json().reply).toBe('Done.');
    expect(shop.requests.map(({ url }) => url)).toEqual(['/customers/first/orders/0', '/customers/shipped/orders/1']);
    const row = await app.current.database.db.selectFrom('conversations').select('unverified_keys').executeTakeFirst();
    expect(row?.unverified_keys).toEqual([]);
  });
});

describe('what writes', () => {
  it('carries a key that is the same when the turn is begun again, and another for another call', async () => {
    await make({
      method: 'POST',
      body: { type: 'raw', content: '{"order": {{order_id}}, "by": "{{metadata_customer_id}}"}' },
    });
    const id = await begin();
    script = (request) => {
      const results = toolResults(request).length;
      const given = [{ order_id: 'a"b' }, { order_id: 'a"b' }, { order_id: 'other' }][results];
      return given ? callsTool('Order_status', given) : { type: 'status', status: 400 };
    };
    expect((await say('Order', { conv_id: id }, { 'idempotency-key': 'again' })).statusCode).toBe(503);
    expect((await say('Order', { conv_id: id }, { 'idempotency-key': 'again' })).statusCode).toBe(503);
    const keys = shop.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(6);
    expect(keys.slice(3)).toEqual(keys.slice(0, 3));
    expect(new Set(keys).size).toBe(3);
    expect(JSON.parse(shop.requests[0]?.body ?? '')).toEqual({ order: 'a"b', by: 'c 7/x' });
  });
});

it('a test sends the real request, keeps nothing, and shows no secret', async () => {
  await call('PUT', `/v1/api/ai_action_secrets/token`, { body: { value: SECRET } });
  await make({
    method: 'POST',
    headers: [{ name: 'X-Key', value: '{{secret.token}}' }],
    body: {
      type: 'items',
      items: [
        { name: 'n', value: '{{order_id}}' },
        { name: 'key', value: 'k {{secret.token}}' },
      ],
    },
    parameters: [{ name: 'order_id', type: 'int' }],
    save_to_memory: [{ path: '$.headers["x-key"]', key: 'key' }],
    response_filter: ['$.n'],
  });
  shop.answers((request, response) => {
    const encoded = Buffer.from(`user:${SECRET}`).toString('base64');
    json({ ...JSON.parse(request.body), headers: request.headers, encoded, url: encodeURIComponent(SECRET) })(
      request,
      response,
    );
  });
  const { body } = await call('POST', `${PATH}/1/test`, {
    body: { parameters: { order_id: 5 }, metadata: { customer_id: "o'brien" } },
  });
  expect(shop.requests[0]?.headers['x-key']).toBe(SECRET);
  expect(body).toMatchObject({ outcome: 'ok', response_status: 200, filtered_body: { '$.n': 5 } });
  const text = JSON.stringify(body);
  expect(body.saved).toEqual({ key: '{{secret.token}}' });
  expect(body.curl).toContain(`curl -X POST '${shop.origin}/customers/o'\\''brien/orders/5'`);
  expect(body.curl).toContain('{{secret.token}}');
  for (const leak of [
    SECRET,
    'quince',
    encodeURIComponent(SECRET),
    Buffer.from(SECRET).toString('base64').slice(0, 12),
  ]) {
    expect(text).not.toContain(leak);
  }
  expect((await calls()).items).toEqual([]);
});

describe('every way to the agent', () => {
  it('calls its actions in the preview too, and says so', async () => {
    await make({ url: `${shop.origin}/{{conversation_channel}}/{{order_id}}` });
    script = (request) =>
      request.body.messages.at(-1)?.role === 'tool'
        ? answersFromTool(request, 'On its way.')
        : callsTool('Order_status', { order_id: '1' });
    const { browser, workspaceId } = await signedIn(app.current.parley, 'owner');
    const path = `/${workspaceId}/inbox/agents/${app.current.first.chatbot_id}/preview`;
    const answer = await browser.api('POST', path, { text: 'Where is it?' });
    expect([answer.statusCode, answer.json().text]).toEqual([200, 'On its way.']);
    expect(shop.requests.map(({ url }) => url)).toEqual(['/preview/1']);
  });

  it('calls them for the widget, whose visitor sees what it does', async () => {
    await make({ url: `${shop.origin}/{{conversation_channel}}/{{order_id}}`, thinking_message: 'One moment …' });
    await app.current.database.db
      .updateTable('agents')
      .set({ widget: JSON.stringify({ quietMs: 0 }) })
      .execute();
    script = (request) =>
      request.body.messages.at(-1)?.role === 'tool'
        ? answersFromTool(request, 'On its way.')
        : callsTool('Order_status', { order_id: '1' });
    const ada = await visitorAt(app.current.parley);
    const { conversation_id: id } = await ada.says('Where is it?');
    const events = await ada.eventsWhen(id, (all) => answered(all).length === 1);
    expect(JSON.stringify(events)).toContain('On its way.');
    expect(shop.requests.map(({ url }) => url)).toEqual(['/widget/1']);
  });

  it('erases the calls with what was said', async () => {
    await make();
    const id = await begin({ customer_id: 'ada' });
    await ask(id, { order_id: 'hers' });
    expect((await calls()).items).toHaveLength(1);
    const { browser, workspaceId } = await signedIn(app.current.parley, 'owner');
    const { visitor } = (await browser.api('GET', `/${workspaceId}/inbox/conversations/${id}`)).json();
    const confirmation = visitor.short_id;
    const erased = await browser.api('POST', `/${workspaceId}/inbox/conversations/${id}/erase-visitor`, {
      confirmation,
    });
    expect(erased.statusCode, erased.body).toBe(200);
    expect(await calls()).toMatchObject({ items: [], totals: { calls: 0 } });
  });

  it('lists calls by pages, the newest first', async () => {
    await make();
    const id = await begin();
    for (const order_id of ['1', '2', '3']) await ask(id, { order_id });
    const first = (await call('GET', `${PATH}/1/calls?limit=2`)).body;
    const rest = (await call('GET', `${PATH}/1/calls?limit=2&cursor=${first.next_cursor}`)).body;
    const orders = [...first.items, ...rest.items].map(({ arguments: given }) => given.order_id);
    expect([orders, rest.next_cursor]).toEqual([['3', '2', '1'], null]);
    const { write_token: token } = await app.current.addForeign();
    expect((await call('GET', `${PATH}/1/calls`, { token })).status).toBe(404);
  });
});
