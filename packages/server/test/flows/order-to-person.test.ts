import { afterAll, expect, it } from 'vitest';
import { followHandOffs } from '../../src/commands/follow-hand-offs.ts';
import { summariseHandOff } from '../../src/commands/summarise-hand-off.ts';
import { actingAgent, answersFromTool, callsTool } from '../support/acting-agent.ts';
import { agentApi } from '../support/agent-api.ts';
import { testApp } from '../support/app.ts';
import { catchUpAnalysis } from '../support/catch-up-analysis.ts';
import { chatClient } from '../support/chat.ts';
import { exportedBytes, readLines } from '../support/exports.ts';
import type { FakeBehaviour, FakeRequest } from '../support/fake-openai.ts';
import { readToEnd } from '../support/log-is-read.ts';
import { signedIn } from '../support/person.ts';
import { json, shopService } from '../support/shop-service.ts';
import { startReceiver } from '../support/webhook-receiver.ts';
import { addEndpoint, attemptDue, fanOutAll } from '../support/webhooks.ts';
import { workspaceApi } from '../support/workspace-api.ts';

const shop = await shopService();
const receiver = await startReceiver(() => Date.now());
let script: (request: FakeRequest) => FakeBehaviour;
const { fake, parts } = await actingAgent((request) => script(request), [shop.origin, receiver.origin]);
const USAGE = { model: 'fake', inputTokens: 9, outputTokens: 5, latencyMs: 1 };
const app = testApp({
  ...parts,
  summarise: async () => ({ text: 'Order 1042 is late; wants a person.', usage: USAGE }),
});
const agent = agentApi(app);
const api = workspaceApi(app);
const { say } = chatClient(app);
afterAll(() => fake.close());

const smalltalk = (text: string): FakeBehaviour => ({
  type: 'reply',
  text: `${text}\n<evidence>{"kind":"smalltalk","claims":[]}</evidence>`,
});
const SECRET = 'quince-marmalade-42';
const ACTION = {
  type: 'http_request',
  name: 'Order status',
  description: 'Looks up an order.',
  is_active: true,
  http_request: {
    method: 'GET',
    url: `${shop.origin}/customers/{{metadata_customer_id}}/orders/{{order_id}}`,
    headers: [{ name: 'Authorization', value: 'Bearer {{secret.shop_key}}' }],
    parameters: [{ name: 'order_id', description: 'Number of the order.', type: 'str' }],
    save_to_memory: [{ path: '$.status', key: 'order_status' }],
    response_filter: ['$.status', '$.due'],
  },
};

it('a visitor asks for an order, then for a person, and everything that tells of it tells the same story', async () => {
  const { deps } = app.current.parley;
  await addEndpoint(api, receiver, '/crm', [
    'message.created',
    'conversation.updated',
    'handoff.requested',
    'note.created',
    'analysis.completed',
  ]);
  await agent('PUT', '/v1/api/ai_action_secrets/shop_key', { body: { value: SECRET } });
  expect((await agent('POST', '/v1/api/ai_actions', { body: ACTION })).status).toBe(201);
  const before = (await agent('GET', '/v1/api/human_handoff/configuration')).body;
  const configuration = {
    ...before,
    ai_summary: true,
    confirmation: { ...before.confirmation, is_active: true, also_when_asked: true },
  };
  const put = await agent('PUT', '/v1/api/human_handoff/configuration', { body: configuration });
  expect(put.status, JSON.stringify(put.body)).toBe(200);
  shop.answers(json({ status: 'delayed', due: 'Friday', internal: 'do not tell' }));

  script = () => smalltalk('Hello!');
  const conv_id: string = (await say('Hello', { visitor: { name: 'June' } })).json().conv_id;
  await agent('POST', `/v1/api_core/conversations/${conv_id}/metadata`, { body: { metadata: { customer_id: 'c7' } } });
  script = (request) =>
    request.body.messages.at(-1)?.role === 'tool'
      ? answersFromTool(request, 'It is delayed and comes on Friday.')
      : callsTool('Order_status', { order_id: '1042' });
  expect((await say('Where is my order 1042?', { conv_id })).json().reply).toBe('It is delayed and comes on Friday.');
  expect(shop.requests).toMatchObject([
    { url: '/customers/c7/orders/1042', headers: { authorization: `Bearer ${SECRET}` } },
  ]);

  script = () => callsTool('ask_a_person', {});
  const asked = (await say('Then I want to talk to a person', { conv_id })).json().reply;
  expect((await api('GET', `/conversations/${conv_id}`)).body.status, 'asked back first').toBe('bot_active');
  const confirmed = (await say('Yes', { conv_id })).json().reply;
  expect(confirmed).not.toBe(asked);
  await readToEnd(app.current, 'hand_offs', async () => {
    while ((await followHandOffs(deps, { maxEvents: 20 })) > 0);
  });
  while (await summariseHandOff(deps));
  await catchUpAnalysis(app.current);

  const said = [
    'Hello',
    'Hello!',
    'Where is my order 1042?',
    'It is delayed and comes on Friday.',
    'Then I want to talk to a person',
    asked,
    'Yes',
    confirmed,
  ];
  const metadata = { customer_id: 'c7', order_status: 'delayed' };
  const summary = 'Order 1042 is late; wants a person.';

  const workspace = (await api('GET', `/conversations/${conv_id}`)).body;
  expect(workspace).toMatchObject({ status: 'agent_requested', contact_name: 'June', assigned_to: null });
  const messages = (await api('GET', `/conversations/${conv_id}/messages?limit=100`)).body.data;
  const texts = (list: { role: string; parts: { text?: string }[] }[]) =>
    list.filter(({ role }) => role !== 'system').map(({ parts: [part] }) => part?.text);
  expect(texts(messages).slice(1)).toEqual(said);
  expect((await api('GET', `/conversations/${conv_id}/notes`)).body.data).toMatchObject([{ content: summary }]);

  const detail = (await agent('GET', `/v1/api_core/conversations/${conv_id}`)).body;
  expect(detail).toMatchObject({ assignee: { type: 'unassigned' }, resolution_status: 'open', visitor_name: 'June' });
  expect(detail.unified_analysis).toMatchObject({ resolution_status: 'open' });
  expect((await agent('GET', `/v1/api_core/conversations/${conv_id}/metadata`)).body.metadata).toEqual(metadata);
  const events = (await agent('GET', `/v1/api_core/conversations/${conv_id}/events?limit=100`)).body.items;
  const told = events.filter(({ type }: { type: string }) => type === 'message');
  expect(told.slice(1).map(({ data }: { data: { content: string } }) => data.content)).toEqual(said);
  expect(
    told.find(({ data }: { data: { content: string } }) => data.content === said[3]).data.message_insights,
  ).toMatchObject({
    kind: 'answer',
    tools: [{ name: 'Order_status', failed: false }],
  });

  const { browser, workspaceId } = await signedIn(app.current.parley, 'agent');
  const opened = (await browser.api('GET', `/${workspaceId}/inbox/conversations/${conv_id}`)).json();
  expect(opened).toMatchObject({
    driver: 'queue',
    metadata,
    notes: [{ content: summary }],
    analysis: detail.unified_analysis,
  });
  expect(texts(opened.messages.map(({ message }: { message: object }) => message)).slice(1)).toEqual(said);

  const [exported] = readLines(await exportedBytes(app.current, { format: 'jsonl', rows: 'conversation' }));
  expect(exported).toMatchObject({
    id: conv_id,
    driver: 'queue',
    metadata,
    visitor_name: 'June',
    analysis: detail.unified_analysis,
  });
  expect(exported.messages.slice(1).map(({ content }: { content: string }) => content)).toEqual(said);

  await fanOutAll(deps);
  await attemptDue(deps);
  const hooks = receiver.received('/crm').map(({ body }) => body);
  const created = hooks.filter(({ type }) => type === 'message.created').map(({ data }) => data.message);
  expect(texts(created).slice(1)).toEqual(said);
  expect(hooks.filter(({ type }) => type === 'handoff.requested')).toHaveLength(1);
  expect(hooks.find(({ type }) => type === 'note.created').data.note.content).toBe(summary);
  expect(hooks.findLast(({ type }) => type === 'analysis.completed').data.analysis).toEqual(detail.unified_analysis);

  const everywhere = JSON.stringify([
    workspace,
    messages,
    detail,
    events,
    opened,
    exported,
    hooks,
    fake.requests.map(({ body }) => body),
  ]);
  expect(everywhere).not.toContain(SECRET);
  expect(everywhere).not.toContain('do not tell');
});
