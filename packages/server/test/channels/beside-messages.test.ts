import { describe, expect, it } from 'vitest';
import { eraseVisitorOf } from '../../src/commands/erase-visitor-of.ts';
import { fileAddress } from '../../src/commands/file-address.ts';
import { replyAsPerson } from '../../src/commands/reply-as-person.ts';
import { insertFile } from '../../src/store/files/files.ts';
import type { ChannelKit } from '../support/channel-kits/channel-kit.ts';
import { channelKits } from '../support/channel-kits/index.ts';
import { metaSignature } from '../support/channel-kits/signatures.ts';
import { addChannel, chattyModel, deliver, said, settle } from '../support/channel-servers.ts';
import { platforms } from '../support/platforms.ts';
import { testServers } from '../support/servers.ts';
import { workspaceApi } from '../support/workspace-api.ts';

let offsetMs = 0;
const fake = await platforms(
  Object.fromEntries(channelKits.map(({ platform, part = platform, routes }) => [part, routes])),
);
const servers = testServers({
  model: chattyModel(() => 'Noted.'),
  retriever: { retrieve: async () => [] },
  clock: { now: () => new Date(Date.now() + offsetMs), monotonicMs: () => performance.now() },
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: 'https://parley.example',
    role: 'all',
    allowPrivateUrls: [fake.origin, 'http://127.0.0.1:9'],
  },
});
const call = workspaceApi(servers);
const here = () => servers.current.parley;
const kitOf = (platform: string): ChannelKit => {
  const kit = channelKits.find((each) => each.platform === platform);
  if (!kit) throw new Error(`there is no kit of ${platform}`);
  return kit;
};
const sent = (kit: ChannelKit) => fake.asked(kit.sends).map(kit.textOf);
const whole = async () => (await said(servers.current)).map(({ author, content }) => [author, content]);

describe('whoever opens a conversation', () => {
  const kit = kitOf('telegram');
  const greet = () =>
    here()
      .deps.database.db.updateTable('agents')
      .set({ settings: JSON.stringify({ name: 'Ada', greeting: 'Welcome!' }) })
      .execute();

  it('is greeted, and not answered; the link says where they come from', async () => {
    const channel = await addChannel(servers.current, kit, fake);
    await greet();
    const door = await call('POST', '/qr-codes', { name: 'Counter' });
    expect(door.status).toBeLessThan(300);
    await deliver(here(), channel, kit.says({ n: 1, text: `/start ${door.body.public_slug}` }, 1));
    await settle(here());
    expect(sent(kit)).toEqual(['Welcome!']);
    const [{ conversation } = { conversation: null }] = await said(servers.current);
    expect(conversation).toMatchObject({
      qr_code_id: door.body.id,
      metadata: { start_payload: door.body.public_slug },
      unverified_keys: ['start_payload'],
    });
    await deliver(here(), channel, kit.says({ n: 2, text: 'Where is my order?' }, 1));
    await settle(here());
    expect(sent(kit)).toEqual(['Welcome!', 'Noted.']);
  });

  it('is greeted again when they do it again, in the same conversation', async () => {
    const channel = await addChannel(servers.current, kit, fake);
    await greet();
    for (const n of [1, 2]) await deliver(here(), channel, kit.says({ n, text: '/start' }, 1));
    await settle(here());
    expect(sent(kit)).toEqual(['Welcome!', 'Welcome!']);
    expect(new Set((await said(servers.current)).map(({ conversation }) => conversation.id)).size).toBe(1);
  });
});

describe('what others say in our name', () => {
  const kit = kitOf('messenger');
  const event = (more: object) => {
    const body = JSON.stringify({ object: 'page', entry: [{ id: '10001', time: 1, ...more }] });
    return { headers: { 'x-hub-signature-256': metaSignature(body, 'messenger-app-secret-1') }, body };
  };
  const echo = { sender: { id: '10001' }, recipient: { id: '5001' }, timestamp: Date.now() };

  it('stands as a person’s words in a conversation that we know, once, and the agent is silent from then on', async () => {
    const channel = await addChannel(servers.current, kit, fake);
    await deliver(here(), channel, kit.says({ n: 1, text: 'Hello' }, 1));
    await settle(here());
    const other = { ...echo, message: { mid: 'm_page', text: 'Ola from the page here', is_echo: true } };
    for (const _ of [1, 2]) await deliver(here(), channel, event({ messaging: [other] }));
    await deliver(here(), channel, kit.says({ n: 2, text: 'Thanks' }, 1));
    await settle(here());
    expect((await whole()).slice(-2)).toEqual([
      ['human_operator', 'Ola from the page here'],
      ['visitor', 'Thanks'],
    ]);
    expect(sent(kit)).toEqual(['Noted.']);
  });

  it('while another app has the thread, what the visitor says is shown and not answered', async () => {
    const channel = await addChannel(servers.current, kit, fake);
    const standby = {
      sender: { id: '5001' },
      recipient: { id: '10001' },
      timestamp: Date.now(),
      message: { mid: 'm_s', text: 'To the other app' },
    };
    await deliver(here(), channel, event({ standby: [standby] }));
    await settle(here());
    expect(await whole()).toEqual([['visitor', 'To the other app']]);
    expect(sent(kit)).toEqual([]);
  });
});

it('a window that Meta closes after it has taken a message marks that as failed', async () => {
  const kit = kitOf('whatsapp');
  const channel = await addChannel(servers.current, kit, fake);
  await deliver(here(), channel, kit.says({ n: 1, text: 'Hello' }, 1));
  await settle(here());
  const { db } = here().deps.database;
  const [part] = await db.selectFrom('channel_parts').selectAll().execute();
  const failed = kit.receipt?.(part?.external_id ?? '', 'failed', 1);
  if (failed) await deliver(here(), channel, failed);
  expect(await db.selectFrom('channel_parts').selectAll().execute()).toMatchObject([
    { state: 'failed', reason: 'window-closed' },
  ]);
  const message = (await said(servers.current)).find(({ ord }) => ord === part?.ord);
  expect(message?.delivery).toMatchObject({ status: 'failed', reason: 'window-closed' });
});

it.each(channelKits)('$platform: a file of the team goes out after its text', async (kit) => {
  const channel = await addChannel(servers.current, kit, fake);
  await deliver(here(), channel, kit.says({ n: 1, text: 'Hello' }, 1));
  await settle(here());
  const { deps } = here();
  const [{ conversation } = { conversation: null }] = await said(servers.current);
  const file = { id: deps.ids.uuid(), name: 'invoice.pdf', contentType: 'application/pdf', size: 8 };
  const workspaceId = channel.workspaceId;
  await insertFile(deps.database.db, {
    ...file,
    workspaceId,
    agentId: channel.agentId,
    visitorId: null,
    createdAt: new Date(),
  });
  await deps.files.write(file.id, Buffer.from('%PDF-1.7'));
  const { user_id } = await deps.database.db.selectFrom('members').select('user_id').executeTakeFirstOrThrow();
  const attachment = {
    id: file.id,
    name: file.name,
    content_type: file.contentType,
    size: 8,
    url: fileAddress(deps, file.id),
  };
  await replyAsPerson(deps, {
    workspaceId,
    conversationId: conversation?.id ?? '',
    origin: { workspaceId, actor: { type: 'operator', id: user_id }, ip: null, userAgent: null },
    text: 'Here it is.',
    attachments: [attachment],
    mode: 'inbox',
  });
  await settle(here());
  const parts = await deps.database.db
    .selectFrom('channel_parts')
    .selectAll()
    .where('speaker', '=', 'person')
    .orderBy('part')
    .execute();
  expect(parts.map(({ state, detail }) => [state, detail])).toEqual(parts.map(() => ['sent', null]));
  expect(parts.flatMap(({ files }) => files)).toEqual([file.id]);
  const went = fake.requests.some(
    ({ body }) => body.includes('%PDF-1.7') || body.includes(encodeURIComponent('/files/')) || body.includes('/files/'),
  );
  expect(went).toBe(true);
});

it('a platform that cannot be reached is tried again, and nothing is lost', async () => {
  const kit = kitOf('slack');
  const channel = await addChannel(servers.current, kit, fake);
  const { db } = here().deps.database;
  const settings = JSON.stringify({ ...channel.settings, api_url: 'http://127.0.0.1:9/' });
  await db.updateTable('channels').set({ settings }).execute();
  await deliver(here(), channel, kit.says({ n: 1, text: 'Hello' }, 1));
  await settle(here());
  expect(await db.selectFrom('channel_parts').selectAll().execute()).toMatchObject([
    { state: 'waiting', reason: 'retry' },
  ]);
  await db
    .updateTable('channels')
    .set({ settings: JSON.stringify(channel.settings) })
    .execute();
  offsetMs += 60 * 60 * 1_000;
  await settle(here());
  expect(sent(kit)).toEqual(['Noted.']);
});

it('a conversation that ended is taken up again, and after a week another begins', async () => {
  const kit = kitOf('telegram');
  const channel = await addChannel(servers.current, kit, fake);
  const go = async (n: number) => {
    await deliver(here(), channel, kit.says({ n, text: `Hello ${n}` }, 1));
    await settle(here());
    return new Set((await said(servers.current)).map(({ conversation }) => conversation.id)).size;
  };
  const resolve = async () => {
    for (const { id } of (await call('GET', '/conversations')).body.data)
      await call('PATCH', `/conversations/${id}`, { status: 'resolved' });
  };
  expect(await go(1)).toBe(1);
  await resolve();
  expect(await go(2)).toBe(1);
  await resolve();
  offsetMs += 8 * 24 * 60 * 60 * 1_000;
  expect(await go(3)).toBe(2);
});

it('facts that the agent’s schema does not take are left out, and the message counts', async () => {
  const kit = kitOf('telegram');
  const channel = await addChannel(servers.current, kit, fake);
  const schema = { type: 'object', properties: { order: { type: 'string' } }, additionalProperties: false };
  await here()
    .deps.database.db.updateTable('agents')
    .set({ metadata_schema: JSON.stringify(schema) })
    .execute();
  for (const n of [1, 2]) await deliver(here(), channel, kit.says({ n, text: `Hello ${n}` }, 1));
  await settle(here());
  const visitors = (await said(servers.current)).filter(({ author }) => author === 'visitor');
  expect(visitors).toHaveLength(2);
  expect(visitors[0]?.conversation.metadata).toEqual({});
});

it('erasing a visitor leaves nothing of who they are on a platform', async () => {
  const kit = kitOf('telegram');
  const channel = await addChannel(servers.current, kit, fake);
  await deliver(here(), channel, kit.says({ n: 1, text: 'Hello' }, 1));
  await settle(here());
  const { deps } = here();
  const [{ conversation } = { conversation: null }] = await said(servers.current);
  const { user_id } = await deps.database.db.selectFrom('members').select('user_id').executeTakeFirstOrThrow();
  const { workspaceId } = channel;
  const origin = { workspaceId, actor: { type: 'operator', id: user_id } as const, ip: null, userAgent: null };
  const id = conversation?.id ?? '';
  await eraseVisitorOf(deps, { workspaceId, conversationId: id, origin, confirmation: 'Ada King' });
  const tables = [
    'channel_people',
    'channel_threads',
    'channel_conversations',
    'channel_received',
    'channel_messages',
    'channel_parts',
    'channel_files',
  ] as const;
  for (const table of tables) {
    expect([table, await deps.database.db.selectFrom(table).selectAll().execute()]).toEqual([table, []]);
  }
  // They write again, as somebody new.
  await deliver(here(), channel, kit.says({ n: 2, text: 'Hello again' }, 1));
  expect((await whole())[0]).toEqual(['visitor', 'Hello again']);
});
