import { afterAll, describe, expect, it } from 'vitest';
import { createRemoteTools } from '../../src/runtime/remote-tools/remote-tools.ts';
import { actingAgent, answersFromTool, callsTool, toolResults } from '../support/acting-agent.ts';
import { agentApi } from '../support/agent-api.ts';
import { testApp } from '../support/app.ts';
import { chatClient, streamEvents } from '../support/chat.ts';
import type { FakeBehaviour, FakeRequest } from '../support/fake-openai.ts';
import { mcpService, textResult } from '../support/mcp-service.ts';

const shop = await mcpService();
let script: (request: FakeRequest) => FakeBehaviour;
const { fake, parts } = await actingAgent((request) => script(request), [shop.origin]);
const limits = { timeoutMs: 1_000, maxBytes: 1024 * 1024 };
const remoteTools = createRemoteTools({ allowPrivateUrls: [shop.origin], limits });
const app = testApp({ ...parts, remoteTools });
const call = agentApi(app);
const { say } = chatClient(app);
afterAll(() => fake.close());

const PATH = '/v1/api/ai_actions';
const SECRET = 'quince/marmalade+42';
const LOOK_UP = {
  name: 'look_up',
  description: 'Looks up an order.',
  inputSchema: {
    type: 'object',
    properties: { order_id: { type: 'string', pattern: '^[0-9]+$' } },
    required: ['order_id'],
    anyOf: [{ required: ['order_id'] }],
  },
};
/** An action that is switched on, with these tools. */
async function offer(tools: readonly object[] = [LOOK_UP], more: object = {}): Promise<void> {
  shop.has(tools as [typeof LOOK_UP]);
  await call('PUT', '/v1/api/ai_action_secrets/token', { body: { value: SECRET } });
  const remote_mcp = { url: shop.url, bearer: '{{secret.token}}', tools: { enabled: ['look_up'] }, ...more };
  const made = await call('POST', PATH, { body: { type: 'remote_mcp', name: 'Shop', remote_mcp } });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const listed = await call('POST', `${PATH}/1/tools`, { body: {} });
  expect([listed.status, listed.body.problem], JSON.stringify(listed.body)).toEqual([200, null]);
  expect((await call('PATCH', `${PATH}/1`, { body: { is_active: true } })).status).toBe(200);
}
const smalltalk = (text: string): FakeBehaviour => ({
  type: 'reply',
  text: `${text}\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>`,
});
const begin = async (): Promise<string> => {
  script = () => smalltalk('Hello!');
  return (await say('Hello')).json().conv_id;
};
/** Asks with a model that makes these calls one after another and answers from the last result. */
async function ask(calls: readonly (readonly [string, object])[], given?: string): Promise<{ reply: string }> {
  const conv_id = given ?? (await begin());
  let at = 0;
  script = (request) => {
    const next = calls[at++];
    return next ? callsTool(...next) : answersFromTool(request, 'It is on its way.');
  };
  const answer = await say('Where is my order?', { conv_id });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}
const results = () => toolResults(fake.requests.at(-1) as FakeRequest);
const log = async () => (await call('GET', `${PATH}/1/calls`)).body;
const toldTools = () => JSON.stringify(fake.requests.at(-1)?.body.tools ?? []);

describe('a remote tool in a turn', () => {
  it('is called as the snapshot says, signed in, logged without the secret, and backs the reply', async () => {
    await offer();
    shop.gives(({ arguments: given }, { headers }) =>
      textResult('', { structuredContent: { order: given.order_id, status: 'shipped', echo: headers.authorization } }),
    );
    expect(await ask([['look_up', { order_id: '1042' }]])).toMatchObject({ reply: 'It is on its way.' });
    expect(shop.calls).toMatchObject([{ name: 'look_up', arguments: { order_id: '1042' } }]);
    expect(shop.requests.at(-1)?.headers.authorization).toBe(`Bearer ${SECRET}`);
    expect(results().at(-1)).toContain('"status":"shipped","echo":"Bearer {{secret.token}}"');
    const { items, totals } = await log();
    expect(items).toMatchObject([
      {
        tool: 'look_up',
        arguments: { order_id: '1042' },
        outcome: 'ok',
        request: { method: 'POST', url: shop.url, headers: { authorization: 'Bearer {{secret.token}}' } },
        saved: [],
      },
    ]);
    expect(totals).toMatchObject({ calls: 1, succeeded: 1 });
    expect(JSON.stringify(items)).not.toContain(SECRET);
    expect(shop.listings(), 'no turn asks for the list').toBe(1);
    expect(toldTools(), 'vendors refuse a whole request for such a schema').not.toContain('anyOf');
  });

  it('shows the visitor meanwhile what it does', async () => {
    await offer([LOOK_UP], { thinking_message: 'Looking it up …' });
    const conv_id = await begin();
    script = (request) =>
      request.body.messages.at(-1)?.role === 'tool'
        ? answersFromTool(request, 'On its way.')
        : callsTool('look_up', { order_id: '1' });
    const streamed = await say('Where is it?', { conv_id }, {}, '?stream=true');
    expect(
      streamEvents(streamed.body)
        .map(({ event }) => event)
        .slice(0, 2),
    ).toEqual(['ack', 'thinking']);
  });

  it('is not there while it is switched off, and cannot be called', async () => {
    await offer([LOOK_UP, { name: 'refund', description: 'Pays back.' }]);
    await ask([['refund', {}]]);
    expect(toldTools()).toContain('look_up');
    expect(toldTools()).not.toContain('refund');
    expect(shop.calls).toEqual([]);
  });

  it('gets no arguments that its schema does not take', async () => {
    await offer();
    await ask([['look_up', { order_id: 'ten' }]]);
    expect(results().at(-1)).toContain('order_id must match pattern');
    expect((await log()).items).toMatchObject([{ tool: 'look_up', outcome: 'invalid_arguments', request: null }]);
    expect(shop.calls).toEqual([]);
  });

  it('waits for its conditions, on what somebody vouches for', async () => {
    await offer([LOOK_UP], { run_only_when: [{ key: 'is_admin', operator: 'is_true' }] });
    const id = await begin();
    await call('POST', `/v1/api_core/conversations/${id}/metadata`, { body: { metadata: { is_admin: true } } });
    const { db } = app.current.database;
    await db
      .updateTable('conversations')
      .set({ unverified_keys: ['is_admin'] })
      .where('id', '=', id)
      .execute();
    await ask([['look_up', { order_id: '1' }]], id);
    expect((await log()).items).toMatchObject([{ outcome: 'not_available' }]);
    expect(shop.calls).toEqual([]);
    await db.updateTable('conversations').set({ unverified_keys: [] }).where('id', '=', id).execute();
    await ask([['look_up', { order_id: '1' }]], id);
    expect(shop.calls).toHaveLength(1);
  });
});

describe('a server that fails or lies never breaks the turn', () => {
  it('says itself that the tool has failed: a failed call, that backs nothing', async () => {
    await offer();
    shop.gives(() => textResult('Out of stock.', { isError: true }));
    const { reply } = await ask([['look_up', { order_id: '1' }]]);
    expect(reply).not.toBe('It is on its way.');
    expect(results().at(-1)).toContain('Out of stock.');
    expect((await log()).items).toMatchObject([{ outcome: 'refused_by_service' }]);
  });

  it('is silent: the outcome is unknown, and the same call is not made again in the turn', async () => {
    await offer();
    shop.gives(() => 'silence');
    const same = ['look_up', { order_id: '1' }] as const;
    await ask([same, same]);
    expect(shop.calls).toHaveLength(1);
    expect(results().at(0)).toContain('is not known: do not ask it again');
    expect(results().at(-1)).toContain('it is not made again');
    expect((await log()).items).toMatchObject([{ outcome: 'timeout' }]);
  });

  it('does not know the tool any more: the list is asked for, once, and the next turn has it', async () => {
    await offer([LOOK_UP], { tools: { default_tool_active: true } });
    shop.has([{ name: 'find_order', description: 'The new one.' }]);
    shop.gives(() => ({ error: { code: -32602, message: `Tool look_up not found, ${SECRET}` } }));
    await ask([
      ['look_up', { order_id: '1' }],
      ['look_up', { order_id: '2' }],
    ]);
    expect(results().join()).not.toContain(SECRET);
    expect(shop.listings()).toBe(2);
    await begin();
    expect(toldTools()).toContain('find_order');
    expect(toldTools()).not.toContain('look_up');
  });

  it.each([
    ['what is no result', { result: { content: 'nothing' } }],
    ['an error', { error: { code: -32000, message: 'boom' } }],
    ['2 MiB', textResult('x'.repeat(2 * 1024 * 1024))],
    ['a result of a thousand levels', { result: { content: [], structuredContent: nested(1_000) } }],
  ] as const)('answers with %s', async (_what, given) => {
    await offer();
    shop.gives(() => given);
    const { reply } = await ask([['look_up', { order_id: '1' }]]);
    expect(reply).not.toBe('It is on its way.');
    expect((await log()).items).toHaveLength(1);
    expect((await log()).items[0].outcome).not.toBe('ok');
  });

  it('counts against the same ten calls of a turn as every action', async () => {
    await offer();
    await ask(Array.from({ length: 11 }, (_, at) => ['look_up', { order_id: String(at) }] as const));
    expect(shop.calls.length).toBeLessThanOrEqual(10);
  });
});

function nested(levels: number): object {
  let value: object = {};
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}
