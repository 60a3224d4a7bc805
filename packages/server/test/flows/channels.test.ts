import { beforeEach, expect, it } from 'vitest';
import { agentApi } from '../support/agent-api.ts';
import { telegramKit as kit } from '../support/channel-kits/telegram.ts';
import { chattyModel, deliver } from '../support/channel-servers.ts';
import { countAll } from '../support/conversation-story.ts';
import { exportedBytes, readCsv } from '../support/exports.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../support/fake-sessions.ts';
import { platforms } from '../support/platforms.ts';
import { testServers } from '../support/servers.ts';
import { startReceiver } from '../support/webhook-receiver.ts';
import { addEndpoint } from '../support/webhooks.ts';
import { workspaceApi } from '../support/workspace-api.ts';

const fake = await platforms({ telegram: kit.routes });
const receiver = await startReceiver();
const sessions = fakeSessions();
const servers = testServers({
  sessions,
  model: chattyModel(() => 'It is on its way.'),
  retriever: { retrieve: async () => [] },
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: 'https://parley.example',
    role: 'all',
    allowPrivateUrls: [fake.origin, receiver.origin],
  },
});
const call = workspaceApi(servers);
const agent = agentApi(servers);
let owner: SignedIn;
beforeEach(async () => {
  const workspaceId = await workspaceIdOf(servers.current, servers.current.first.chatbot_id);
  owner = await signIn(servers.current, sessions, { workspaceId, role: 'owner' });
  for (const { background } of servers.current.all) await background.startJobs();
});

/** Sets a bot up as an integrator would, and gives it as deliveries find it. */
async function setUp() {
  const { status, body } = await call('POST', '/channels', {
    chatbot_id: servers.current.first.chatbot_id,
    platform: 'telegram',
    name: 'Shop bot',
    settings: { bot_token: kit.secrets(1).bot_token, api_url: `${fake.origin}/telegram` },
  });
  expect(status).toBe(201);
  expect(body.webhook_url).toBe(`https://parley.example/channels/telegram/${body.id}`);
  const connected = await call('POST', `/channels/${body.id}/connect`);
  expect(connected.body).toMatchObject({ ok: true, problems: [], facts: { username: 'shop_bot' } });
  const [told] = fake.asked(/setWebhook/);
  const { url, secret_token } = (told?.json ?? {}) as { url: string; secret_token: string };
  expect(url).toBe(body.webhook_url);
  return { channel: { id: body.id, platform: 'telegram' } as never, secret: secret_token };
}

it('a bot is set up by the API, answers, and its conversation looks like any other', async () => {
  await addEndpoint(call, receiver, '/hook', ['conversation.created', 'message.created']);
  const { channel, secret } = await setUp();
  const headers = { 'x-telegram-bot-api-secret-token': secret };
  const says = (n: number, text: string) => ({ ...kit.says({ n, text }, 1), headers });
  for (const [n, text] of ['Where', 'is my', 'order 42?'].entries()) {
    expect((await deliver(servers.current.parley, channel, says(n + 1, text))).statusCode).toBe(200);
  }
  await expect.poll(() => fake.asked(kit.sends).map(kit.textOf)).toEqual(['It is on its way.']);
  await expect.poll(() => receiver.received('/hook').map(({ body }) => body.type)).toContain('message.created');

  const listed = await agent('GET', '/v1/api_core/conversations?source=telegram');
  expect(listed.body).toMatchObject({
    count: 1,
    items: [{ source: 'telegram', visitor_name: 'Ada King', supports_inbox_control: true }],
  });
  const [{ id }] = listed.body.items;
  expect((await agent('GET', '/v1/api_core/conversations?source=slack')).body.count).toBe(0);
  const detail = await agent('GET', `/v1/api_core/conversations/${id}/`);
  expect(detail.body).toMatchObject({ id, source: 'telegram', resolution_status: 'open' });
  const events = await agent('GET', `/v1/api_core/conversations/${id}/events/`);
  expect(JSON.stringify(events.body)).toContain('It is on its way.');

  const messages = await call('GET', `/conversations/${id}/messages`);
  const texts = messages.body.data.flatMap((message: { parts: { text: string | null }[] }) =>
    message.parts.map(({ text }) => text),
  );
  expect(texts).toEqual(expect.arrayContaining(['Where', 'is my', 'order 42?', 'It is on its way.']));
  const sent = () => call('GET', `/conversations/${id}/messages`).then(({ body }) => body.data.at(-1).metadata);
  await expect.poll(sent).toMatchObject({ author: 'ai_assistant', delivery: { status: 'sent' } });

  const rows = readCsv(await exportedBytes(servers.current, { format: 'csv', rows: 'conversation' } as never));
  expect(rows).toMatchObject([{ source: 'telegram' }]);
  await countAll(servers.current);
  const { body: analytics } = await inboxCall(servers.current, owner, { method: 'GET', path: '/inbox/analytics' });
  expect(analytics.totals.channels ?? analytics.channels).toMatchObject([{ source: 'telegram' }]);
});

it('what the team writes in the inbox arrives as a message of the bot, and stops the agent', async () => {
  const { channel, secret } = await setUp();
  const headers = { 'x-telegram-bot-api-secret-token': secret };
  await deliver(servers.current.parley, channel, { ...kit.says({ n: 1, text: 'Hello' }, 1), headers });
  await expect.poll(() => fake.asked(kit.sends)).toHaveLength(1);
  const [{ id }] = (await agent('GET', '/v1/api_core/conversations?source=telegram')).body.items;
  await call('PATCH', `/conversations/${id}`, { status: 'open' });
  expect((await call('POST', `/conversations/${id}/messages`, { text: 'Ola here.' })).status).toBe(201);
  await expect.poll(() => fake.asked(kit.sends).map(kit.textOf)).toEqual(['It is on its way.', 'Ola here.']);
  await deliver(servers.current.parley, channel, { ...kit.says({ n: 2, text: 'Thanks' }, 1), headers });
  await call('POST', `/conversations/${id}/messages`, { text: 'Welcome.' });
  await expect
    .poll(() => fake.asked(kit.sends).map(kit.textOf))
    .toEqual(['It is on its way.', 'Ola here.', 'Welcome.']);
});
