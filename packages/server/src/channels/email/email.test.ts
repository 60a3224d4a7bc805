import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startSilentSmtp } from '../../../test/support/platforms/silent-smtp.ts';
import { type Smtp, startSmtp } from '../../../test/support/smtp.ts';
import { htmlToMarkdown } from '../../documents/html-to-markdown.ts';
import type { ChannelConfig, OutgoingFile, OutgoingPart, Recipient } from '../../domain/channels/channel.ts';
import { createMailboxes } from '../../runtime/mail/mailboxes.ts';
import { createReach } from '../../runtime/mail/reach.ts';
import { createOpenSmtp } from '../../runtime/mail/smtp-client.ts';
import { systemResolve } from '../../runtime/outside/guarded-lookup.ts';
import { createEmail } from './email.ts';

let smtp: Smtp;
beforeAll(async () => {
  smtp = await startSmtp();
  return () => smtp.close();
});
afterEach(() => {
  smtp.refuse(null);
  smtp.clear();
});

type Given = { readonly ownUrl?: string; readonly trusted?: readonly string[] };
function channelWith(given: Given = {}) {
  const { ownUrl } = given;
  const allowPrivateUrls = given.trusted ?? [`smtp://127.0.0.1:${smtp.port}`];
  const reach = createReach({ allowPrivateUrls, resolve: systemResolve });
  return createEmail({
    openSmtp: createOpenSmtp({ ownUrl, reach, patienceMs: 400 }),
    mailboxes: createMailboxes({ reach, patienceMs: 400 }),
    htmlToMarkdown,
  });
}

const config = (settings: ChannelConfig['settings'] = {}, secrets: Record<string, string> = {}): ChannelConfig => ({
  id: 'c1',
  settings: {
    address: 'support@shop.example',
    inbound: 'smtp',
    smtp_host: '127.0.0.1',
    smtp_port: smtp.port,
    smtp_tls: 'none',
    ...settings,
  },
  secrets: { reply_key: 'k'.repeat(43), ...secrets },
  webhookUrl: 'https://parley.example/channels/c1',
});

const to: Recipient = {
  thread: 't-abcdefghijklmnop',
  person: 'ann@customer.example',
  reply: {
    address: 'ann@customer.example',
    name: 'Lee, Ann',
    subject: 'AW: Re: Parcel',
    references: ['<a@customer.example>', 'nonsense'],
  },
  lastMessageId: '<b@customer.example>',
};
const file = (name: string, text: string | null): OutgoingFile => ({
  name,
  contentType: 'text/plain',
  size: 3,
  url: 'https://parley.example/f',
  read: async () => (text === null ? null : Buffer.from(text)),
});
const part = (given: Partial<OutgoingPart> = {}): OutgoingPart => ({
  id: 'part-1',
  format: 'markdown',
  body: 'Hello **Ann**',
  files: [],
  ...given,
});

/** Of a certificate that nobody vouches for. */
const pem = (name: string): string =>
  readFileSync(new URL(`../../runtime/mail/fixtures/${name}.pem`, import.meta.url), 'utf8');

const AGENT = { as: 'agent', name: 'Shop Assistant' } as const;
const PERSON = { as: 'person', name: 'Eve Małek' } as const;

const headersOf = (index = 0) =>
  Object.fromEntries((smtp.mails[index]?.headers ?? []).map(({ key, value }) => [key, value]));

describe('a mail of the agent', () => {
  it('answers the latest message of its thread, and says that a program wrote it', async () => {
    expect(await channelWith().send(to, part(), config(), AGENT)).toEqual({ ok: true, id: '<part-1@shop.example>' });
    const [mail] = smtp.mails;
    expect(mail).toMatchObject({
      envelope: { from: 'support@shop.example', to: ['ann@customer.example'] },
      messageId: '<part-1@shop.example>',
      from: { name: 'Shop Assistant', address: 'support@shop.example' },
      to: [{ name: 'Lee, Ann', address: 'ann@customer.example' }],
      subject: 'Re: Parcel',
      inReplyTo: '<b@customer.example>',
      references: '<a@customer.example> <b@customer.example>',
      text: 'Hello Ann\n',
    });
    expect(mail?.html).toContain('<p>Hello <strong>Ann</strong></p>');
    expect(mail?.replyTo?.[0]?.address).toMatch(/^support\+abcdefghijklmnop[a-z2-7]{16}@shop\.example$/);
    expect(headersOf()).toMatchObject({
      'auto-submitted': 'auto-replied',
      'x-auto-response-suppress': 'All',
      'x-parley-channel': 'c1',
    });
  });

  it('has the same Message-ID at each attempt', async () => {
    smtp.refuse(451);
    expect(await channelWith().send(to, part(), config(), AGENT)).toMatchObject({ ok: false, failure: 'retry' });
    smtp.refuse(null);
    expect(await channelWith().send(to, part(), config(), AGENT)).toEqual({ ok: true, id: '<part-1@shop.example>' });
    expect(await channelWith().send(to, part(), config(), AGENT)).toEqual({ ok: true, id: '<part-1@shop.example>' });
    expect(smtp.mails.map(({ messageId }) => messageId)).toEqual(['<part-1@shop.example>', '<part-1@shop.example>']);
  });

  it('finds its thread again by the signed address, and stops at another Parley', async () => {
    const email = channelWith();
    await email.send(to, part(), config(), AGENT);
    const replyTo = smtp.mails[0]?.replyTo?.[0]?.address ?? '';
    const answer = `From: ann@customer.example\r\nTo: ${replyTo}\r\nSubject: Other\r\nMessage-ID: <n@customer.example>\r\n\r\nYes`;
    const mail = (body: string) => ({ method: 'MAIL', headers: new Map(), query: new Map(), body: Buffer.from(body) });
    expect(await email.receive(mail(answer), config(), new Date())).toMatchObject({ facts: [{ thread: to.thread }] });
    const sent = (smtp.mails[0]?.headerLines ?? [])
      .filter(({ key }) => key !== 'content-type')
      .map(({ line }) => line)
      .join('\r\n');
    const other = { ...config({ address: 'ann@customer.example' }), id: 'c2' };
    expect(await email.receive(mail(`${sent}\r\n\r\nHello`), other, new Date())).toMatchObject({
      facts: [{ isUnanswerable: true }],
    });
    expect(await email.receive(mail(`${sent}\r\n\r\nHello`), config(), new Date())).toMatchObject({
      facts: [],
      ignored: ['own mail'],
    });
  });

  it('brings its files, and waits for one that cannot be read', async () => {
    const files = [file('ż.txt', 'abc')];
    await channelWith().send(to, part({ files }), config(), AGENT);
    expect(smtp.mails[0]?.attachments).toMatchObject([{ filename: 'ż.txt', mimeType: 'text/plain' }]);
    expect(await channelWith().send(to, part({ files: [file('x', null)] }), config(), AGENT)).toMatchObject({
      ok: false,
      failure: 'retry',
    });
  });

  it('cannot be made to say more than its headers', async () => {
    const evil: Recipient = {
      ...to,
      reply: { ...to.reply, subject: 'x\r\nBcc: eve@evil.example', name: 'a\r\nBcc: eve@evil.example' },
    };
    await channelWith().send(
      evil,
      part({ id: 'a>\r\nBcc: x' }),
      config({ sender_name: 'S\r\nBcc: y@evil.example' }),
      AGENT,
    );
    expect(smtp.mails).toHaveLength(1);
    expect(headersOf()).not.toHaveProperty('bcc');
    expect(smtp.mails[0]?.envelope.to).toEqual(['ann@customer.example']);
  });
});

describe('a mail of a person', () => {
  it('looks like one', async () => {
    await channelWith().send(to, part(), config({ sender_name: 'Shop' }), PERSON);
    expect(smtp.mails[0]?.from).toEqual({ name: 'Eve Małek', address: 'support@shop.example' });
    expect(Object.keys(headersOf()).sort()).toEqual(
      [
        'content-type',
        'date',
        'from',
        'in-reply-to',
        'message-id',
        'mime-version',
        'references',
        'reply-to',
        'subject',
        'to',
      ].sort(),
    );
  });
});

describe('addresses', () => {
  it('are plain where the server takes no others', async () => {
    await channelWith().send(to, part(), config({ plus_addressing: false }), AGENT);
    expect(headersOf()).not.toHaveProperty('reply-to');
  });

  it('that mail cannot be sent to refuse it', async () => {
    const nobody = { ...to, person: 'x', reply: { address: 'a@b.example,c@d.example' } };
    expect(await channelWith().send(nobody, part(), config(), AGENT)).toMatchObject({ ok: false, failure: 'refused' });
  });
});

describe('what becomes of a mail', () => {
  it.each([
    [450, 'retry'],
    [421, 'retry'],
    [550, 'refused'],
    [554, 'refused'],
  ])('that is answered %i: %s', async (code, failure) => {
    smtp.refuse(code);
    const sent = await channelWith().send(to, part(), config(), AGENT);
    expect(sent).toMatchObject({ ok: false, failure, detail: expect.stringContaining('refused by the test') });
  });

  it('is open when the server is not there, nor secure', async () => {
    const gone = config({ smtp_port: 1 });
    const email = channelWith({ trusted: ['smtp://127.0.0.1:1', `smtp://127.0.0.1:${smtp.port}`] });
    expect(await email.send(to, part(), gone, AGENT)).toMatchObject({
      failure: 'retry',
      detail: expect.stringContaining('127.0.0.1:1'),
    });
    for (const smtp_tls of ['tls', 'starttls']) {
      expect(await email.send(to, part(), config({ smtp_tls }), AGENT)).toMatchObject({ failure: 'retry' });
    }
    expect(smtp.mails).toEqual([]);
  });

  it('is unknown only when the whole of it was sent', async () => {
    for (const [at, failure] of [
      ['greeting', 'retry'],
      ['RCPT', 'retry'],
      ['DATA', 'retry'],
      ['end', 'unknown'],
      ['cut', 'unknown'],
    ] as const) {
      const server = await startSilentSmtp(at);
      const email = channelWith({ trusted: [`smtp://127.0.0.1:${server.port}`] });
      expect([at, await email.send(to, part(), config({ smtp_port: server.port }), AGENT)]).toMatchObject([
        at,
        { ok: false, failure },
      ]);
      await server.close();
    }
  });

  it('is unauthorised with a wrong password, which is told nowhere', async () => {
    const server = await startSmtp({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) =>
        done(password === 'right one' ? null : new Error(`wrong: ${password}`), { user: 'x' }),
    });
    const email = channelWith({ trusted: [`smtp://127.0.0.1:${server.port}`] });
    const settings = { smtp_port: server.port, smtp_user: 'shop' };
    const wrong = config(settings, { smtp_password: 'secret-word' });
    const sent = await email.send(to, part(), wrong, AGENT);
    expect(sent).toMatchObject({ ok: false, failure: 'unauthorised' });
    const report = await email.check(wrong);
    expect(report.problems).toMatchObject([{ field: 'smtp_password' }]);
    expect(JSON.stringify([sent, report])).not.toMatch(/secret-word|c2VjcmV0LXdvcmQ/);
    const right = config(settings, { smtp_password: 'right one' });
    expect(await email.send(to, part(), right, AGENT)).toMatchObject({ ok: true });
    expect(await email.check(right)).toEqual({
      problems: [],
      facts: { address: 'support@shop.example', sends_by: '127.0.0.1' },
    });
    expect(await email.send(to, part(), config({ smtp_port: server.port }), AGENT)).toMatchObject({
      failure: 'unauthorised',
    });
    await server.close();
  });

  it('is not at the mercy of addresses that are not public', async () => {
    const email = channelWith({ trusted: [] });
    for (const smtp_host of ['127.0.0.1', 'localhost', '::1', '169.254.169.254']) {
      const sent = await email.send(to, part(), config({ smtp_host }), AGENT);
      expect(sent).toMatchObject({ ok: false, failure: 'retry', detail: expect.stringContaining('not public') });
      const { problems } = await email.check(config({ smtp_host, inbound: 'imap', imap_host: smtp_host }));
      expect(problems).toMatchObject([
        { field: 'smtp_host', message: expect.stringContaining('not public') },
        { field: 'imap_host', message: expect.stringContaining('not public') },
      ]);
    }
    expect(smtp.mails).toEqual([]);
  });
});

describe('the server of the installation', () => {
  const without = () => config({ smtp_host: '' });

  it('sends where the channel has none', async () => {
    const email = channelWith({ ownUrl: smtp.url });
    expect(await email.send(to, part(), without(), AGENT)).toMatchObject({ ok: true });
    expect(smtp.mails).toHaveLength(1);
    expect((await email.check(without())).problems).toEqual([]);
  });

  it('may be taken at its word about encryption, and a channel’s server may not', async () => {
    const secure = await startSmtp({ secure: true, key: pem('key'), cert: pem('cert') });
    const lenient = channelWith({ ownUrl: `${secure.url}?tls.rejectUnauthorized=false` });
    expect(await lenient.send(to, part(), without(), AGENT)).toMatchObject({ ok: true });
    const email = channelWith({ ownUrl: secure.url, trusted: [`smtps://127.0.0.1:${secure.port}`] });
    expect(await email.send(to, part(), without(), AGENT)).toMatchObject({ ok: false, failure: 'retry' });
    const settings = config({ smtp_port: secure.port, smtp_tls: 'tls' });
    expect(await email.send(to, part(), settings, AGENT)).toMatchObject({ ok: false, failure: 'retry' });
    expect((await email.check(settings)).problems).toMatchObject([{ field: 'smtp_tls' }]);
    await secure.close();
  });

  it('may be missing: then nothing can be sent', async () => {
    const email = channelWith();
    expect(await email.send(to, part(), without(), AGENT)).toMatchObject({ ok: false, failure: 'unauthorised' });
    expect((await email.check(without())).problems).toMatchObject([{ field: 'smtp_host' }]);
  });
});

describe('the environment', () => {
  it('says nothing to the libraries', async () => {
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('ETHEREAL_API', 'http://127.0.0.1:9');
    vi.stubEnv('SMTP_URL', smtp.url);
    expect(await channelWith().send(to, part(), config({ smtp_host: '' }), AGENT)).toMatchObject({ ok: false });
    expect(await channelWith().send(to, part(), config(), AGENT)).toMatchObject({ ok: true });
    vi.unstubAllEnvs();
  });
});

describe('formatting', () => {
  it('makes one mail of any reply, and none of an empty one', () => {
    const { format } = channelWith();
    expect(format(' \n ')).toEqual([]);
    expect(format('a\n\nb')).toEqual([{ format: 'markdown', body: 'a\n\nb' }]);
    const [first, ...more] = format('ż'.repeat(800_000));
    expect(more).toEqual([]);
    expect(first?.body).toBe('ż'.repeat(500_000));
  });
});
