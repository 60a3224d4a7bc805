import { createTransport } from 'nodemailer';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { StoredChannel } from '../../src/domain/channels/channel-state.ts';
import { ownMailListener } from '../../src/own-mail-listener.ts';
import { insertChannel } from '../../src/store/channels/channels.ts';
import { chattyModel, said, settle } from '../support/channel-servers.ts';
import { operatorAt } from '../support/operator.ts';
import { testServers } from '../support/servers.ts';
import { type ReceivedMail, startSmtp } from '../support/smtp.ts';

const ADDRESS = 'support@shop.example';
const smtp = await startSmtp();
let offsetMs = 0;
let reply = 'It is on its way.';
const config = {
  rateLimits: false,
  trustProxy: 0,
  metricsToken: undefined,
  publicUrl: 'https://parley.example',
  role: 'all' as const,
  smtpUrl: smtp.url,
};
const servers = testServers({
  model: chattyModel(() => reply),
  retriever: { retrieve: async () => [] },
  clock: { now: () => new Date(Date.now() + offsetMs), monotonicMs: () => performance.now() },
  config,
});
const here = () => servers.current.parley;
let listener: Awaited<ReturnType<typeof ownMailListener>> = null;
let channel: StoredChannel;

beforeEach(async () => {
  offsetMs = 0;
  reply = 'It is on its way.';
  smtp.clear();
  smtp.refuse(null);
  await listener?.close();
  const mailListener = { port: 0, host: '127.0.0.1', name: 'mx.shop.example', tls: undefined };
  listener = await ownMailListener(here(), { mailListener });
  channel = await addMailChannel();
});
afterAll(async () => {
  await listener?.close();
  await smtp.close();
});

async function addMailChannel(): Promise<StoredChannel> {
  const { deps } = here();
  const agent = await deps.database.db
    .selectFrom('agents')
    .select(['id', 'workspace_id', 'settings'])
    .where('id', '=', servers.current.first.chatbot_id)
    .executeTakeFirstOrThrow();
  const at = deps.clock.now();
  const added: StoredChannel = {
    workspaceId: agent.workspace_id,
    agentId: agent.id,
    id: deps.ids.uuid(),
    platform: 'email',
    name: 'Support',
    state: 'active',
    settings: { address: ADDRESS, inbound: 'smtp', plus_addressing: true },
    secrets: deps.secrets.seal(JSON.stringify({ reply_key: 'a-key-of-thirty-two-random-bytes' })),
    facts: {},
    problem: null,
    checkedAt: null,
    createdAt: at,
    updatedAt: at,
  };
  await deps.database.transaction((tx) => insertChannel(tx, added));
  return added;
}

type Mail = Parameters<ReturnType<typeof createTransport>['sendMail']>[0];
/** A customer's mail program hands a mail to our listener. */
async function mails(mail: Mail) {
  const transport = createTransport({ host: '127.0.0.1', port: listener?.port ?? 0, ignoreTLS: true });
  const from = 'Ann Lee <ann@customer.example>';
  return transport.sendMail({ from, to: ADDRESS, subject: 'My order', ...mail });
}
const last = (): ReceivedMail => smtp.mails.at(-1) as ReceivedMail;
const header = (mail: ReceivedMail, name: string) => mail.headers.find(({ key }) => key === name)?.value;
const visitors = async () => (await said(servers.current)).filter(({ author }) => author === 'visitor');
const conversations = async () => new Set((await said(servers.current)).map(({ conversation }) => conversation.id));

describe('a mail', () => {
  it('begins a conversation, and is answered by mail as a program answers', async () => {
    await mails({ messageId: '<first@customer.example>', text: 'Where is my order 42?\n\n-- \nAnn Lee\nACME' });
    await settle(here());
    const [message] = await visitors();
    expect(message).toMatchObject({
      conversation: { source: 'email', visitor_name: 'Ann Lee', visitor_email: 'ann@customer.example' },
    });
    expect(message?.content).toContain('Where is my order 42?');
    expect(message?.content).not.toContain('ACME');
    expect(message?.verified).toBe(false);
    const answer = last();
    expect(answer).toMatchObject({
      subject: 'Re: My order',
      inReplyTo: '<first@customer.example>',
      envelope: { to: ['ann@customer.example'] },
    });
    expect(answer.text).toContain('It is on its way.');
    expect(header(answer, 'auto-submitted')).toBe('auto-replied');
    expect(answer.from?.address).toBe(ADDRESS);
    expect(answer.replyTo?.[0]?.address).toMatch(/^support\+\S+@shop\.example$/);
  });

  it('the same mail again is the same message', async () => {
    const mail = { messageId: '<twice@customer.example>', text: 'Hello' };
    await Promise.all([mails(mail), mails(mail), mails(mail)]);
    await settle(here());
    expect(await visitors()).toHaveLength(1);
    expect(smtp.mails).toHaveLength(1);
  });

  it('finds its conversation by what it answers, by what that answered, and by the signed address; by nothing else', async () => {
    await mails({ messageId: '<first@customer.example>', text: 'Where is my order?' });
    await settle(here());
    const ours = last().messageId ?? '';
    const signed = last().replyTo?.[0]?.address ?? '';
    await mails({
      inReplyTo: ours,
      references: ours,
      subject: 'Re: My order',
      text: `By reply\n\nOn Monday Support <${ADDRESS}> wrote:\n> It is on its way.`,
    });
    await mails({
      references: `<unknown@elsewhere.example> ${ours}`,
      subject: 'Something else',
      text: 'By references',
    });
    await mails({ to: signed, subject: 'Changed subject', text: 'By address' });
    await settle(here());
    expect((await conversations()).size).toBe(1);
    expect((await visitors()).map(({ content }) => content).slice(1)).toEqual([
      'By reply',
      'By references',
      'By address',
    ]);
    const forged = signed.replace(/\+(\S)/, (_, first: string) => `+${first === 'a' ? 'b' : 'a'}`);
    await mails({ to: forged, text: 'By a forged address' });
    await mails({ subject: 'Re: My order', text: 'By subject only' });
    await settle(here());
    expect((await conversations()).size).toBe(3);
  });

  it('is asked to come again when it could not be stored', async () => {
    const { database } = servers.current;
    await database.executeSql(`
      create function refuse_for_test() returns trigger language plpgsql as $$ begin raise 'injected'; end $$;
      create trigger refuse_for_test before insert on channel_messages for each row execute function refuse_for_test()`);
    const mail = { messageId: '<later@customer.example>', text: 'Hello' };
    await expect(mails(mail)).rejects.toMatchObject({ responseCode: 451 });
    await database.executeSql('drop function refuse_for_test() cascade');
    await mails(mail);
    expect(await visitors()).toHaveLength(1);
  });

  it('to an address of nobody is refused before it is sent', async () => {
    await expect(mails({ to: 'nobody@shop.example', text: 'x' })).rejects.toMatchObject({ responseCode: 550 });
  });

  it('brings its files', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    await mails({ text: 'See the photo', attachments: [{ filename: 'lamp.png', content: png }] });
    await settle(here());
    expect((await visitors())[0]).toMatchObject({
      attachments: [{ name: 'lamp.png', content_type: 'image/png', size: png.length }],
    });
    const [file] = await here().deps.database.db.selectFrom('files').select('id').execute();
    expect(await here().deps.files.read(file?.id ?? '')).toEqual(png);
  });
});

describe('loops', () => {
  it.each([
    ['an out-of-office note', { headers: { 'Auto-Submitted': 'auto-replied' } }],
    ['a list', { headers: { Precedence: 'bulk', 'List-Id': '<news.example>' } }],
    ['ourselves', { from: `Support <${ADDRESS}>` }],
    ['a mailer', { from: 'Mail Delivery <mailer-daemon@customer.example>' }],
  ])('%s is never answered', async (_who, more) => {
    await mails({ text: 'I am away', ...more });
    await settle(here());
    expect(smtp.mails).toEqual([]);
  });

  it('two installations that mail each other stop', async () => {
    await mails({ messageId: '<bot-0@other.example>', from: 'Bot <bot@other.example>', text: 'Hello' });
    for (let round = 1; round <= 30; round += 1) {
      await settle(here());
      if (smtp.mails.length < round) break;
      // One that forgets to say that it is a program.
      const answered = last().messageId ?? '';
      await mails({
        messageId: `<bot-${round}@other.example>`,
        from: 'Bot <bot@other.example>',
        inReplyTo: answered,
        references: answered,
        text: `And ${round}?`,
      });
    }
    expect(smtp.mails).toHaveLength(10);
    await settle(here());
    expect(await visitors()).toHaveLength(11);
  });
});

describe('answers', () => {
  it("a person's looks like a person's mail", async () => {
    await mails({ messageId: '<first@customer.example>', text: 'Where is my order?' });
    await settle(here());
    const operator = await operatorAt(here(), [...(await conversations())][0] ?? '');
    await operator.says('It left **yesterday**.');
    await settle(here());
    const mail = last();
    expect(header(mail, 'auto-submitted')).toBeUndefined();
    expect(header(mail, 'x-auto-response-suppress')).toBeUndefined();
    expect(mail.from?.name).not.toBe('Ada');
    expect(mail.html).toContain('<strong>yesterday</strong>');
    expect(mail.references).toContain('<first@customer.example>');
  });

  it('keep their Message-ID when they are sent again', async () => {
    smtp.refuse(451);
    await mails({ text: 'Where is my order?' });
    await settle(here());
    const [part] = await here().deps.database.db.selectFrom('channel_parts').selectAll().execute();
    expect(part).toMatchObject({ state: 'waiting', attempts: 1 });
    smtp.refuse(null);
    offsetMs += 60 * 60 * 1_000;
    await settle(here());
    expect(last().messageId).toContain(part?.id ?? 'no part');
    expect(smtp.mails).toHaveLength(1);
  });

  it('that an address refuses are failed, and say why', async () => {
    smtp.refuse(550);
    await mails({ text: 'Where is my order?' });
    await settle(here());
    const [part] = await here().deps.database.db.selectFrom('channel_parts').selectAll().execute();
    expect(part).toMatchObject({ state: 'failed', detail: expect.stringContaining('refused by the test') });
  });

  it('that bounce later are failed too', async () => {
    await mails({ text: 'Where is my order?' });
    await settle(here());
    const bounced = last().messageId ?? '';
    await mails({
      envelope: { from: '', to: ADDRESS },
      raw: [
        'From: MAILER-DAEMON@customer.example',
        `To: ${ADDRESS}`,
        'Subject: Undelivered Mail Returned to Sender',
        'Message-ID: <bounce@customer.example>',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'It could not be delivered.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; customer.example',
        '',
        'Final-Recipient: rfc822; ann@customer.example',
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 no such user',
        '',
        '--b',
        'Content-Type: message/rfc822',
        '',
        `Message-ID: ${bounced}`,
        `From: ${ADDRESS}`,
        'Subject: Re: My order',
        '',
        'x',
        '--b--',
        '',
      ].join('\r\n'),
    });
    const [part] = await here().deps.database.db.selectFrom('channel_parts').selectAll().execute();
    expect(part).toMatchObject({ state: 'failed', reason: 'refused' });
    expect(smtp.mails).toHaveLength(1);
  });
});

it('mail that a provider forwards comes to another address, and answers come from the first', async () => {
  const { db } = here().deps.database;
  const settings = { ...channel.settings, inbound_address: 'shop@in.example.net' };
  await db
    .updateTable('channels')
    .set({ settings: JSON.stringify(settings) })
    .execute();
  const message = { messageId: '<fwd@customer.example>', text: 'Where is my order?' };
  await mails({ ...message, envelope: { from: 'ann@customer.example', to: 'shop@in.example.net' } });
  await expect(mails({ text: 'x' })).rejects.toMatchObject({ responseCode: 550 });
  await settle(here());
  expect(last().from?.address).toBe(ADDRESS);
  const signed = last().replyTo?.[0]?.address ?? '';
  await mails({ to: signed, text: 'Thanks', envelope: { from: 'ann@customer.example', to: 'shop@in.example.net' } });
  expect((await conversations()).size).toBe(1);
});

it('an address is received for by one channel of the installation', async () => {
  const { deps } = here();
  const twin = { ...channel, id: deps.ids.uuid(), settings: { ...channel.settings, address: ADDRESS.toUpperCase() } };
  await expect(deps.database.transaction((tx) => insertChannel(tx, twin))).rejects.toMatchObject({ code: '23505' });
});
