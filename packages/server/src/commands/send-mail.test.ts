import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../test/support/database.ts';
import { type Smtp, startSmtp } from '../../test/support/smtp.ts';
import { createMailTransport } from '../runtime/mail-transport.ts';
import { insertMail, type NewMail } from '../store/mail/outbox.ts';
import type { Schema } from '../store/schema.ts';
import { sendMail } from './send-mail.ts';

const database = testDatabase<Schema>();
const START = new Date('2026-05-22T14:00:00Z');
const MAIL: NewMail = {
  id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e3f',
  workspaceId: null,
  kind: 'invitation',
  to: 'ann@example.com',
  subject: 'Grüße, and a line\r\nBcc: eve@example.com',
  text: 'Come in: https://parley.example/accept/secret-of-the-link',
  html: '<p>Come in: <a href="https://parley.example/accept/secret-of-the-link">here</a></p>',
};

const opened: Smtp[] = [];
const smtp = async (...options: Parameters<typeof startSmtp>) => {
  const server = await startSmtp(...options);
  opened.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

function sender(url: string | null) {
  let now = START.getTime();
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const deps = {
    database: database.current,
    clock: { now: () => new Date(now), monotonicMs: () => now },
    log,
    mailer: url ? createMailTransport({ url, from: () => 'Parley <no-reply@parley.example>' }) : null,
  };
  return {
    send: () => sendMail(deps),
    later: (ms: number) => {
      now += ms;
    },
    lines,
  };
}

const put = (mail: Partial<NewMail> = {}) =>
  database.current.transaction((tx) => insertMail(tx, { ...MAIL, ...mail }, START));
const stored = () => database.current.db.selectFrom('mail_outbox').selectAll().executeTakeFirstOrThrow();

describe('a mail in the outbox', () => {
  it('is delivered once, with both bodies, and keeps no content afterwards', async () => {
    const server = await smtp();
    await put();
    const { send } = sender(server.url);
    expect([await send(), await send()]).toEqual([true, false]);
    const [mail] = server.mails;
    expect(server.mails).toHaveLength(1);
    expect(mail?.messageId).toBe(`<${MAIL.id}@parley.example>`);
    expect(mail?.from).toMatchObject({ name: 'Parley', address: 'no-reply@parley.example' });
    expect(mail?.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(mail?.text?.trim()).toBe(MAIL.text);
    expect(mail?.html?.trim()).toBe(MAIL.html);
    expect(await stored()).toMatchObject({ state: 'sent', attempts: 1, text: '', html: '', last_error: null });
  });

  it('reaches its recipient alone, whatever its subject or address hold', async () => {
    const server = await smtp();
    await put({ to: 'ann@example.com,eve@example.com' });
    const { send } = sender(server.url);
    await send();
    for (const { envelope, bcc } of server.mails) {
      expect(envelope.to).not.toContain('eve@example.com');
      expect(bcc ?? []).toEqual([]);
    }
  });

  it('is sent once by many who look at the same time', async () => {
    const server = await smtp();
    await put();
    const senders = Array.from({ length: 8 }, () => sender(server.url));
    const took = await Promise.all(senders.map(({ send }) => send()));
    expect(took.filter(Boolean)).toHaveLength(1);
    expect(server.mails).toHaveLength(1);
  });

  it('is sent again by another when its sender died, after the lease', async () => {
    const server = await smtp();
    await put();
    const dead = { send: () => new Promise<never>(() => {}), sender: () => '' };
    const clock = { now: () => START, monotonicMs: () => 0 };
    void sendMail({ database: database.current, clock, log: pino({ level: 'silent' }), mailer: dead });
    await expect.poll(async () => (await stored()).attempts).toBe(1);
    const next = sender(server.url);
    expect(await next.send()).toBe(false);
    next.later(5 * 60_000);
    expect(await next.send()).toBe(true);
    expect(server.mails).toHaveLength(1);
  });
});

describe('a server that does not take it', () => {
  it('is asked again after a rest when it is away, and gets the mail with the same id', async () => {
    const away = await smtp();
    await away.close();
    await put();
    const { send, later, lines } = sender(away.url);
    expect([await send(), await send()]).toEqual([true, false]);
    expect(await stored()).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(lines.join()).toContain('tried again later');
    expect(lines.join()).not.toMatch(/ann@example|secret-of-the-link/);
    const back = await smtp({ port: away.port });
    later(30_000);
    expect(await send()).toBe(true);
    expect(back.mails[0]?.messageId).toBe(`<${MAIL.id}@parley.example>`);
    expect(await stored()).toMatchObject({ state: 'sent', attempts: 2 });
  });

  it('is asked again after a 4xx, and not after a 5xx', async () => {
    const server = await smtp();
    await put();
    const { send, later } = sender(server.url);
    server.refuse(451);
    await send();
    expect(await stored()).toMatchObject({ state: 'waiting', last_error: expect.stringContaining('451') });
    server.refuse(550);
    later(30_000);
    await send();
    expect(await stored()).toMatchObject({ state: 'failed', attempts: 2, last_error: expect.stringContaining('550') });
    server.refuse(null);
    later(24 * 3_600_000);
    expect(await send()).toBe(false);
    expect(server.mails).toEqual([]);
  });

  it('is asked again when it refuses the password, which somebody can correct', async () => {
    const server = await smtp({
      authOptional: false,
      credentials: 'parley:wrong',
      onAuth: (_auth, _session, done) => done(Object.assign(new Error('no'), { responseCode: 535 })),
    });
    await put();
    await sender(server.url).send();
    expect(await stored()).toMatchObject({ state: 'waiting' });
  });
});

describe('encryption', () => {
  it.each([
    ['from the start', { secure: true }],
    ['as soon as the server offers it', { hideSTARTTLS: false }],
  ])('is used %s, and a certificate that nobody vouches for is refused', async (_when, options) => {
    const server = await smtp(options);
    await put();
    const strict = sender(server.url);
    await strict.send();
    expect(server.mails).toEqual([]);
    const trusting = sender(`${server.url}/?tls.rejectUnauthorized=false`);
    trusting.later(30_000);
    expect(await trusting.send()).toBe(true);
    expect(server.mails).toHaveLength(1);
  });
});

describe('without an SMTP server', () => {
  it('is kept for people to read, and the log tells its kind and id alone', async () => {
    await put();
    const { send, lines } = sender(null);
    expect(await send()).toBe(false);
    expect(await stored()).toMatchObject({ state: 'kept', text: MAIL.text });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ mail: MAIL.id, kind: 'invitation' });
    expect(lines[0]).not.toMatch(/ann@example|secret-of-the-link|Grüße/);
  });
});
