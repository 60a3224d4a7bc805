import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { htmlToMarkdown } from '../../documents/html-to-markdown.ts';
import type { ChannelConfig, Delivery, IncomingMessage } from '../../domain/channels/channel.ts';
import { receiveMail } from './incoming/receive.ts';
import { signedAddress, threadOf } from './signed-address.ts';

const NOW = new Date('2026-05-22T14:05:00Z');
const SIGNING = { channelId: 'c1', address: 'support@shop.example', replyKey: 'k'.repeat(43), hasPlusAddresses: true };

const config = (
  settings: ChannelConfig['settings'] = {},
  secrets = { reply_key: SIGNING.replyKey },
): ChannelConfig => ({
  id: 'c1',
  settings: { address: 'Support@shop.example', ...settings },
  secrets,
  webhookUrl: 'https://parley.example/channels/c1',
});

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}.eml`, import.meta.url), 'utf8');

const delivery = (raw: string | Uint8Array, given: Partial<Delivery> = {}): Delivery => ({
  method: 'MAIL',
  headers: new Map([
    ['x-envelope-from', 'ann@customer.example'],
    ['x-envelope-to', 'support@shop.example'],
  ]),
  query: new Map(),
  body: typeof raw === 'string' ? Buffer.from(raw.replaceAll(/\r?\n/g, '\r\n')) : raw,
  ...given,
});

const received = (given: Delivery, settings: ChannelConfig['settings'] = {}) =>
  receiveMail(given, config(settings), { now: NOW, htmlToMarkdown });

async function messageOf(given: Delivery, settings: ChannelConfig['settings'] = {}): Promise<IncomingMessage> {
  const answer = await received(given, settings);
  const [fact] = answer.kind === 'facts' ? answer.facts : [];
  if (fact?.kind !== 'message') throw new Error(JSON.stringify(answer));
  return fact;
}

const told = async (name: string) => (await messageOf(delivery(fixture(name)))).markdown;

/** A short mail with the headers that are tried. */
const mailWith = (headers: readonly string[], text = 'Hello') =>
  delivery(['Message-ID: <m1@customer.example>', 'To: support@shop.example', ...headers, '', text].join('\n'));
const FROM = 'From: Ann <ann@customer.example>';

describe('a mail', () => {
  it('is one message with its author, time, thread and what an answer needs', async () => {
    expect(await messageOf(delivery(fixture('gmail-en')))).toEqual({
      kind: 'message',
      key: '<CAF3=abc+1@mail.gmail.example>',
      id: '<CAF3=abc+1@mail.gmail.example>',
      thread: threadOf('<CAF3=abc+1@mail.gmail.example>'),
      repliesTo: ['<5f1c@shop.example>', '<first@mail.gmail.example>'],
      from: { id: 'ann@customer.example', name: 'Ann Lee', email: 'ann@customer.example' },
      markdown: 'It has not come yet.\nCan you ask the carrier?',
      files: [],
      at: new Date('2026-05-22T14:00:00Z'),
      trust: 'claimed',
      facts: {
        email_subject: 'Re: Where is my parcel?',
        email_from: 'ann@customer.example',
        email_to: ['support@shop.example'],
        email_cc: [],
      },
      reply: {
        address: 'ann@customer.example',
        name: 'Ann Lee',
        subject: 'Re: Where is my parcel?',
        references: ['<first@mail.gmail.example>', '<5f1c@shop.example>'],
      },
    });
  });

  it.each([
    ['gmail-pl', 'Dziękuję, paczka doszła. Czy mogę zwrócić buty?'],
    ['gmail-de', 'Danke, das hat geholfen.'],
    ['outlook-en', 'Please send the invoice to our office.'],
    ['outlook-pl', 'Numer zamówienia to 17.'],
    ['apple-mail', 'Size 40.\n\nBlue, please.'],
    ['iphone', '**Order**\n\nWhen does it arrive?'],
    ['html-only', '**Question about \\*sizes\\***\n\nDo you have **size 46**?\n\n- black\n- brown'],
    ['no-message-id', '**Hello**\n\nThe printer is out of paper, it says.'],
    ['encoded-words', '**Zażółć gęślą**\n\nZażółć gęślą jaźń.'],
  ])('of %s says what was written, without quotes and signature', async (name, markdown) => {
    expect(await told(name)).toBe(markdown);
  });

  it('has its names decoded', async () => {
    expect((await messageOf(delivery(fixture('encoded-words')))).from.name).toBe('山田太郎');
    expect((await messageOf(delivery(fixture('gmail-pl')))).from.name).toBe('Łukasz Żółty');
  });

  it('without an id has the hash of all its bytes for one', async () => {
    const one = await messageOf(delivery(fixture('no-message-id')));
    expect(one.key).toMatch(/^[0-9a-f]{64}$/);
    expect((await messageOf(delivery(fixture('no-message-id')))).key).toBe(one.key);
    expect((await messageOf(delivery(`${fixture('no-message-id')}!`))).key).not.toBe(one.key);
  });

  it('brings its files, without pixels, logos of signatures and what is about the mail', async () => {
    const { files, key } = await messageOf(delivery(fixture('attachments')));
    expect(files.map(({ name, mime, size }) => [name, mime, size])).toEqual([
      ['shot.png', 'image/png', 3008],
      ['faktura ż.pdf', 'application/pdf', 9],
    ]);
    expect(Buffer.from(files[1]?.content ?? []).toString()).toBe('%PDF-1.4\n');
    expect(new Set(files.map(({ ref }) => ref)).size).toBe(2);
    expect(key).toBe('<files-1@customer.example>');
  });

  it('of a moment that cannot be is of now', async () => {
    for (const date of ['Fri, 22 May 2026 14:06:00 +0000', 'Thu, 1 Jan 1970 00:00:00 +0000', 'tomorrow']) {
      expect((await messageOf(mailWith([FROM, `Date: ${date}`]))).at).toEqual(NOW);
    }
  });

  it('is answered where it asks to be, but not to ourselves', async () => {
    expect((await messageOf(mailWith([FROM, 'Reply-To: Form <me@home.example>']))).reply).toMatchObject({
      address: 'me@home.example',
    });
    expect((await messageOf(mailWith([FROM, 'Reply-To: support@shop.example']))).reply).toMatchObject({
      address: 'ann@customer.example',
    });
  });

  it('that only has a subject says that', async () => {
    expect(
      (await messageOf(mailWith([FROM, 'In-Reply-To: <a@b.example>', 'Subject: Re: Yes please'], ''))).markdown,
    ).toBe('**Yes please**');
  });

  it('that is nothing but a quote, or a forwarded mail, is kept whole', async () => {
    expect((await messageOf(mailWith([FROM, 'In-Reply-To: <a@b.example>'], '> only this'))).markdown).toBe(
      '> only this',
    );
    const forwarded =
      'See below.\n\n---------- Forwarded message ---------\nFrom: Eve <eve@web.example>\nDate: Fri\n\nHelp!';
    expect((await messageOf(mailWith([FROM, 'Subject: Fwd: Help'], forwarded))).markdown).toBe(
      `**Fwd: Help**\n\n${forwarded}`,
    );
  });
});

describe('the thread', () => {
  const thread = threadOf('<first@mail.gmail.example>');
  const address = signedAddress(thread, SIGNING) ?? '';

  it.each(['To', 'Cc', 'Delivered-To', 'X-Original-To'])(
    'is that of a signed address in %s, in any case of letters',
    async (header) => {
      expect(
        (await messageOf(mailWith([FROM, 'Subject: Quite another', `${header}: ${address.toUpperCase()}`]))).thread,
      ).toBe(thread);
    },
  );

  it('is that of the envelope', async () => {
    const headers = new Map([['x-envelope-to', address]]);
    expect((await messageOf({ ...mailWith([FROM]), headers })).thread).toBe(thread);
  });

  it('is a new one where the signature is not ours, whatever the subject', async () => {
    const own = threadOf('<m1@customer.example>');
    const forged = `${address.slice(0, 30)}${address[30] === 'a' ? 'b' : 'a'}${address.slice(31)}`;
    const ofAnother = signedAddress(thread, { ...SIGNING, channelId: 'c2' });
    const withOtherKey = signedAddress(thread, { ...SIGNING, replyKey: 'other' });
    for (const to of [forged, ofAnother, withOtherKey, 'support+@shop.example', `${address}.evil.example`]) {
      expect((await messageOf(mailWith([FROM, `Cc: ${to}`, 'Subject: Re: Where is my parcel?']))).thread).toBe(own);
    }
  });
});

describe('who wrote', () => {
  const OURS = { authserv_id: 'mx.shop.example' };
  const trustWith = async (results: string, from = FROM) =>
    (await messageOf(mailWith([`Authentication-Results: ${results}`, from]), OURS)).trust;

  it('is only claimed, whatever others vouch for', async () => {
    const spoofed = delivery(fixture('spoofed-results'));
    expect((await messageOf(spoofed)).trust).toBe('claimed');
    expect((await messageOf(spoofed, OURS)).trust).toBe('claimed');
    expect((await messageOf(spoofed, { authserv_id: 'shop.example' })).trust).toBe('claimed');
  });

  it.each([
    ['mx.shop.example; spf=pass; dmarc=pass (p=none) header.from=customer.example', 'platform'],
    ['MX.Shop.Example 1; dkim=pass header.d=customer.example header.s=s1', 'platform'],
    ['mx.shop.example; dkim=pass header.i=@customer.example', 'platform'],
    ['mx.shop.example; dkim=pass header.d=evil.example', 'claimed'],
    ['mx.shop.example; dkim=pass header.d=example', 'claimed'],
    ['mx.shop.example; dkim=pass header.d=evil.customer.example', 'claimed'],
    ['mx.shop.example; dkim=fail header.d=customer.example; spf=pass smtp.mailfrom=customer.example', 'claimed'],
    ['mx.shop.example; dmarc=pass header.from=evil.example', 'claimed'],
    ['mx.shop.example; none (dmarc=pass; dmarc=pass)', 'claimed'],
    ['evil.example; dmarc=pass header.from=customer.example', 'claimed'],
  ])('%s: %s', async (results, trust) => {
    expect(await trustWith(results)).toBe(trust);
  });

  it('is proven by nothing when there are two', async () => {
    expect(await trustWith('mx.shop.example; dmarc=pass', 'From: ann@customer.example, eve@evil.example')).toBe(
      'claimed',
    );
  });
});

describe('mail of programs', () => {
  it.each(['out-of-office', 'mailing-list'])('%s is shown and never answered', async (name) => {
    expect(await messageOf(delivery(fixture(name)))).toMatchObject({ isUnanswerable: true });
  });

  it.each<[string, readonly string[]]>([
    ['another Parley’s agent', [FROM, 'Auto-Submitted: auto-replied', 'X-Parley-Channel: c9']],
    ['a cron job', [FROM, 'Auto-Submitted: auto-generated; x=y']],
    ['an answering machine', [FROM, 'X-Autoreply: yes']],
    ['Exchange', [FROM, 'X-Auto-Response-Suppress: OOF, AutoReply']],
    ['no reply', ['From: No-Reply <no-reply@web.example>']],
  ])('so is that of %s', async (_of, headers) => {
    expect(await messageOf(mailWith(headers))).toMatchObject({ isUnanswerable: true });
  });

  it('so is one that wants no return', async () => {
    expect(await messageOf({ ...mailWith([FROM]), headers: new Map([['x-envelope-from', '']]) })).toMatchObject({
      isUnanswerable: true,
    });
  });

  it.each<[string, readonly string[]]>([
    ['said to be none', [FROM, 'Auto-Submitted: no']],
    ['whose author wants no receipts', [FROM, 'X-Auto-Response-Suppress: DR, RN, NRN']],
  ])('is answered when it is %s', async (_what, headers) => {
    expect(await messageOf(mailWith(headers))).not.toHaveProperty('isUnanswerable');
  });

  it.each<[string, Delivery, string]>([
    ['newsletters', delivery(fixture('newsletter')), 'bulk mail'],
    ['our own', mailWith(['From: Shop <support@shop.example>']), 'own mail'],
    ['our own from a plus address', mailWith(['From: support+x@shop.example']), 'own mail'],
    ['our own that was rewritten', mailWith([FROM, 'X-Parley-Channel: c1']), 'own mail'],
    [
      'read receipts',
      mailWith([FROM, 'Content-Type: multipart/report; report-type=disposition-notification; boundary=x']),
      'read receipt',
    ],
    ['delays', delivery(fixture('bounce-delayed')), 'bounce'],
    [
      'bounces of others',
      delivery(fixture('bounce-postfix').replace('<5f1c@shop.example>', '<5f1c@else.example>')),
      'bounce',
    ],
  ])('%s are ignored', async (_what, given, why) => {
    expect(await received(given)).toEqual({ kind: 'facts', facts: [], ignored: [why] });
  });

  it.each([
    [
      'postfix',
      '<5f1c@shop.example>',
      'The mail was returned: 550 5.1.1 <ann@customer.example>: Recipient address rejected: User unknown',
    ],
    ['exchange', '<77aa@shop.example>', 'The mail was returned: 5.2.2'],
  ])('a bounce of %s says that ours has failed', async (name, target, detail) => {
    expect(await received(delivery(fixture(`bounce-${name}`)))).toMatchObject({
      facts: [{ kind: 'receipt', target, status: 'failed', reason: 'refused', detail }],
    });
  });
});

describe('what is no mail of ours', () => {
  it('is refused from a webhook, and without a key', async () => {
    expect(await received(delivery('From: a@b.example\n\nx', { method: 'POST' }))).toEqual({
      kind: 'refused',
      status: 403,
    });
    const keyless = receiveMail(delivery(fixture('iphone')), config({}, { reply_key: '' }), {
      now: NOW,
      htmlToMarkdown,
    });
    expect(await keyless).toEqual({ kind: 'refused', status: 401 });
  });

  it.each<[string, string | Uint8Array]>([
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['an object', '{}'],
    ['cut JSON', '{"a":'],
    ['NULs', '\0\0\0'],
    ['5 MB of nothing', new Uint8Array(5_000_000)],
    ['noise', Uint8Array.from({ length: 4_000 }, (_, index) => (index * 197) % 256)],
    ['a bad address', 'From: nobody\n\nx'],
    ['an empty mail', 'From: ann@customer.example\n\n \n'],
    ['too much', new Uint8Array(26 * 1024 * 1024)],
  ])('%s is ignored', async (_what, raw) => {
    expect(await received(delivery(raw))).toMatchObject({ kind: 'facts', facts: [] });
  });

  it('bears what is built to break it', async () => {
    const deep = Array.from(
      { length: 400 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
    ).join('');
    expect(await received(delivery(`${FROM}\n${deep}`))).toMatchObject({ ignored: ['unreadable'] });
    const html = `${FROM}\nContent-Type: text/html\n\n${'<div>'.repeat(20_000)}deep`;
    const begun = performance.now();
    expect((await messageOf(delivery(html))).markdown).toContain('deep');
    expect(performance.now() - begun).toBeLessThan(1_000);
    const odd = await messageOf(mailWith([FROM], 'a\0b \ud800 c'));
    expect(odd.markdown).not.toMatch(/\0/);
    expect(odd.markdown.isWellFormed()).toBe(true);
  });
});
