import { afterAll, beforeEach, expect, it } from 'vitest';
import { CHANNELS_CHANGED } from '../../src/commands/create-channel.ts';
import type { StoredChannel } from '../../src/domain/channels/channel-state.ts';
import { insertChannel } from '../../src/store/channels/channels.ts';
import { chattyModel, said } from '../support/channel-servers.ts';
import { IMAP_LOGIN, startImap } from '../support/platforms/imap.ts';
import { testServers } from '../support/servers.ts';
import { startSmtp } from '../support/smtp.ts';

const imap = await startImap();
const smtp = await startSmtp();
const servers = testServers({
  model: chattyModel(() => 'It is on its way.'),
  retriever: { retrieve: async () => [] },
  config: {
    rateLimits: false,
    trustProxy: 0,
    metricsToken: undefined,
    publicUrl: 'https://parley.example',
    role: 'all',
    smtpUrl: smtp.url,
    allowPrivateUrls: [`imap://127.0.0.1:${imap.port}`],
  },
});
beforeEach(() => smtp.clear());
afterAll(async () => {
  await imap.close();
  await smtp.close();
});

/** A mailbox of the first workspace's agent. */
async function addMailbox(password: string = IMAP_LOGIN.password): Promise<StoredChannel> {
  const { deps } = servers.current.parley;
  const agent = await deps.database.db
    .selectFrom('agents')
    .select(['id', 'workspace_id'])
    .where('id', '=', servers.current.first.chatbot_id)
    .executeTakeFirstOrThrow();
  const at = deps.clock.now();
  const channel: StoredChannel = {
    workspaceId: agent.workspace_id,
    agentId: agent.id,
    id: deps.ids.uuid(),
    platform: 'email',
    name: 'Support',
    state: 'active',
    settings: {
      address: IMAP_LOGIN.user,
      inbound: 'imap',
      imap_host: '127.0.0.1',
      imap_port: imap.port,
      imap_user: IMAP_LOGIN.user,
      imap_tls: 'none',
    },
    secrets: deps.secrets.seal(JSON.stringify({ reply_key: 'a-key-of-32-bytes', imap_password: password })),
    facts: {},
    problem: null,
    checkedAt: null,
    createdAt: at,
    updatedAt: at,
  };
  await deps.database.transaction((tx) => insertChannel(tx, channel));
  for (const { deps: each } of servers.current.all) each.bus.publish(CHANNELS_CHANGED, {});
  return channel;
}

const mail = (n: number) =>
  `From: Ann <ann@customer.example>\nTo: ${IMAP_LOGIN.user}\nSubject: My order\nMessage-ID: <m${n}@customer.example>\n\nWhere is order ${n}?\n`;
const heard = async () =>
  (await said(servers.current))
    .filter(({ author }) => author === 'visitor')
    .map(({ content }) => /order \d/.exec(content)?.[0]);
const lease = () => servers.current.database.db.selectFrom('channel_listeners').selectAll().execute();

it('a mailbox is listened to by one node, and by another when that one stops', async () => {
  for (const { background } of servers.current.all) await background.startJobs();
  await addMailbox();
  await expect.poll(async () => (await lease()).map(({ resume }) => resume !== null)).toEqual([true]);
  imap.deliver(mail(1));
  await expect.poll(heard).toEqual(['order 1']);
  await expect.poll(() => smtp.mails.map(({ inReplyTo }) => inReplyTo)).toEqual(['<m1@customer.example>']);
  const [held] = await lease();
  const holder = servers.current.all.find(({ deps }) => deps.nodeId === held?.node);
  expect(holder).toBeDefined();
  if (servers.current.all.length === 1) return;
  await holder?.background.stop();
  await expect.poll(async () => (await lease())[0]?.node).not.toBe(held?.node);
  imap.deliver(mail(2));
  await expect.poll(heard).toEqual(['order 1', 'order 2']);
});

it('a connection that is held heeds the agent as it is now', async () => {
  await servers.current.parley.background.startJobs();
  await addMailbox();
  await expect.poll(async () => (await lease()).map(({ resume }) => resume !== null)).toEqual([true]);
  await servers.current.database.db.updateTable('agents').set({ state: 'paused' }).execute();
  imap.deliver(mail(3));
  await expect.poll(heard).toEqual(['order 3']);
  const [{ conversation } = { conversation: null }] = await said(servers.current);
  expect(conversation).toMatchObject({ driver: 'queue', turns: [] });
});

it('a mailbox that does not open is tried later and later, and told once', async () => {
  const [first] = servers.current.all;
  await first?.background.startJobs();
  const channel = await addMailbox('wrong');
  const failures = async () => (await lease()).map((row) => row.failures);
  const { db } = servers.current.database;
  for (let times = 1; times <= 4; times += 1) {
    await expect.poll(failures).toEqual([times]);
    // Nobody waits for the moment that it is tried again.
    await db.updateTable('channel_listeners').set({ retry_at: null }).execute();
  }
  const [row] = await db.selectFrom('channels').select('problem').where('id', '=', channel.id).execute();
  expect(row?.problem).toMatchObject({ code: 'listening' });
  const alarms = await db.selectFrom('mail_outbox').select('kind').where('kind', '=', 'channel_alarm').execute();
  expect(alarms).toHaveLength(1);
  expect(JSON.stringify(row)).not.toContain('wrong');
});
