import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IMAP_LOGIN, type ImapServer, startImap } from '../../../test/support/platforms/imap.ts';
import type { ChannelConfig, Delivery, Listening } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import { createMailboxes } from '../../runtime/mail/mailboxes.ts';
import { createReach } from '../../runtime/mail/reach.ts';
import { systemResolve } from '../../runtime/outside/guarded-lookup.ts';
import { createEmail } from './email.ts';

let imap: ImapServer;
beforeEach(async () => {
  imap = await startImap();
});
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await imap.close();
});

const channel = () => {
  const reach = createReach({ allowPrivateUrls: [`imap://127.0.0.1:${imap.port}`], resolve: systemResolve });
  return createEmail({
    openSmtp: () => null,
    mailboxes: createMailboxes({ reach, patienceMs: 500 }),
    htmlToMarkdown: String,
  });
};
const config = (settings: ChannelConfig['settings'] = {}, password: string = IMAP_LOGIN.password): ChannelConfig => ({
  id: 'c1',
  settings: {
    address: 'support@shop.example',
    inbound: 'imap',
    imap_host: '127.0.0.1',
    imap_port: imap.port,
    imap_user: IMAP_LOGIN.user,
    imap_tls: 'none',
    ...settings,
  },
  secrets: { reply_key: 'k', imap_password: password },
  webhookUrl: 'https://parley.example/channels/c1',
});
const mail = (n: number, size = 0) =>
  `From: ann@customer.example\nMessage-ID: <m${n}@customer.example>\n\nHello ${n}${'x'.repeat(size)}`;
const idOf = ({ body }: Delivery) => /Message-ID: (<.*>)/.exec(Buffer.from(body).toString())?.[1];

/** Listens until stopped; `state` is what it has remembered. */
function listening(given: { readonly resume?: JsonObject | null; readonly hear?: Listening['hear'] } = {}) {
  const heard: Delivery[] = [];
  const states: JsonObject[] = [];
  const stopping = new AbortController();
  const done = channel()
    .listen?.(config(), {
      hear: async (delivery) => {
        await given.hear?.(delivery);
        heard.push(delivery);
      },
      signal: stopping.signal,
      resume: given.resume ?? null,
      remember: async (state) => void states.push(state),
    })
    .then(
      () => 'ended',
      (error: Error) => error.message,
    );
  const stop = async () => {
    stopping.abort();
    await done;
  };
  stops.push(stop);
  return { heard, ids: () => heard.map(idOf), state: () => states.at(-1) ?? null, done, stop };
}

const opened = () => expect.poll(() => imap.commands).toContain('IDLE');

describe('a mailbox', () => {
  it('is heard from the first connection on, not what lay there before', async () => {
    imap.deliver(mail(1));
    const { heard, ids, state } = listening();
    await opened();
    imap.deliver(mail(2));
    await expect.poll(ids).toEqual(['<m2@customer.example>']);
    expect(heard[0]).toMatchObject({ method: 'MAIL', headers: new Map([['x-envelope-to', 'support@shop.example']]) });
    await expect.poll(state).toMatchObject({ uidValidity: '1', lastUid: 2 });
    await expect.poll(() => imap.mails.map(({ flags }) => [...flags])).toEqual([[], ['\\Seen']]);
  });

  it('goes on where it was left, with what nobody has seen', async () => {
    const first = listening();
    await opened();
    await first.stop();
    imap.deliver(mail(1), { isSeen: true });
    imap.deliver(mail(2));
    imap.deliver(mail(3));
    const { ids } = listening({ resume: first.state() });
    await expect.poll(ids).toEqual(['<m2@customer.example>', '<m3@customer.example>']);
  });

  it('that has been made anew is known by its days, and by what was seen', async () => {
    const first = listening();
    await opened();
    imap.deliver(mail(1), { at: new Date('2020-01-01T00:00:00Z') });
    imap.deliver(mail(2));
    await expect.poll(() => imap.mails.at(-1)?.flags.has('\\Seen')).toBe(true);
    await first.stop();
    imap.deliver(mail(3), { at: new Date('2020-01-01T00:00:00Z') });
    imap.deliver(mail(4));
    imap.renumber();
    const { ids, state } = listening({ resume: first.state() });
    await expect.poll(ids).toEqual(['<m4@customer.example>']);
    await expect.poll(state).toMatchObject({ uidValidity: '2', lastUid: 1 });
  });

  it('keeps a mail that could not be stored, and brings it again', async () => {
    const failing = listening({ hear: () => Promise.reject(new Error('the database is down')) });
    await opened();
    imap.deliver(mail(1));
    expect(await failing.done).toBe('the database is down');
    expect(imap.mails[0]?.flags.size).toBe(0);
    const { ids } = listening({ resume: failing.state() });
    await expect.poll(ids).toEqual(['<m1@customer.example>']);
  });

  it('hears one mail at a time', async () => {
    let running = 0;
    let most = 0;
    const { ids } = listening({
      hear: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 20));
        running -= 1;
      },
    });
    await opened();
    for (const n of [1, 2, 3, 4]) imap.deliver(mail(n));
    await expect.poll(ids).toHaveLength(4);
    expect(most).toBe(1);
  });

  it('leaves a mail that is too large to people', async () => {
    const { ids, state } = listening();
    await opened();
    imap.deliver(mail(1, 26 * 1024 * 1024));
    imap.deliver(mail(2));
    await expect.poll(ids).toEqual(['<m2@customer.example>']);
    await expect.poll(state).toMatchObject({ lastUid: 2 });
    expect(imap.mails[0]?.flags.size).toBe(0);
  });

  it('throws when the connection is lost, and ends quietly when it is told to', async () => {
    const lost = listening();
    await opened();
    imap.drop();
    expect(await lost.done).not.toBe('ended');
    const told = listening();
    await expect.poll(() => imap.commands.filter((command) => command === 'IDLE').length).toBe(2);
    await told.stop();
    expect(await told.done).toBe('ended');
  });
});

describe('checking a mailbox', () => {
  const problems = async (given: ChannelConfig) =>
    (await channel().check(given)).problems.filter(({ field }) => field?.startsWith('imap'));

  it('finds nothing wrong with a good one', async () => {
    expect(await problems(config())).toEqual([]);
    expect(channel().listens?.(config())).toBe(true);
    expect(channel().listens?.(config({ inbound: 'smtp' }))).toBe(false);
  });

  it.each<[string, ChannelConfig['settings'], string]>([
    ['a mailbox that is not there', { imap_mailbox: 'Support' }, 'imap_mailbox'],
    ['a server that is not set', { imap_host: '' }, 'imap_host'],
    ['encryption where there is none', { imap_tls: 'starttls' }, 'imap_tls'],
    ['encryption from the start where there is none', { imap_tls: 'tls' }, 'imap_tls'],
    ['a server that may not be reached', { imap_port: 1 }, 'imap_host'],
  ])('names %s', async (_what, settings, field) => {
    expect(await problems(config(settings))).toMatchObject([{ field, message: expect.stringMatching(/\.$|: .+/) }]);
  });

  it('names a wrong password without telling it', async () => {
    const report = await channel().check(config({}, 'wrong-secret'));
    expect(report.problems).toMatchObject([{ field: 'smtp_host' }, { field: 'imap_password' }]);
    expect(JSON.stringify(report)).not.toContain('wrong-secret');
  });
});
