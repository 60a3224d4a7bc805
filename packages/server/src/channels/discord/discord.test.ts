import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { DISCORD_PUBLIC_KEY, discordRoutes } from '../../../test/support/platforms/discord.ts';
import { platforms } from '../../../test/support/platforms.ts';
import type { ChannelConfig, OutgoingFile, OutgoingPart, Recipient } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import { outsideFetch } from '../../lib/outside-fetch.ts';
import { createGuardedClient } from '../../runtime/guarded-client.ts';
import { createDiscord } from './discord.ts';

const fake = await platforms({ discord: discordRoutes });
const elsewhere = await platforms({ attachments: () => ({ body: 'not yours' }) });
const client = createGuardedClient({ allowPrivateUrls: [fake.origin, elsewhere.origin, 'http://127.0.0.1:9'] });
afterAll(() => client.close());
const NOW = new Date('2026-11-30T12:00:00Z');
const discord = createDiscord({ fetch: outsideFetch(client, { timeoutMs: 700, maxBytes: 100_000 }), now: () => NOW });

const BOT = '1100000000000000001';
const TOKEN = `${Buffer.from(BOT).toString('base64url')}.very.secret`;
const configOf = (settings: JsonObject = {}): ChannelConfig => ({
  id: 'c1',
  settings: { api_url: `${fake.origin}/discord/`, application_id: BOT, public_key: DISCORD_PUBLIC_KEY, ...settings },
  secrets: { bot_token: TOKEN },
  webhookUrl: 'https://parley.example/channels/c1',
});
const toOf = (reply: JsonObject = {}): Recipient => ({
  thread: '77:5',
  person: '5',
  reply: { channelId: '77', messageId: '900', isGuild: true, ...reply },
  lastMessageId: '900',
});
const partOf = (body: string, files: readonly OutgoingFile[] = []): OutgoingPart => ({
  id: 'p1',
  format: 'markdown',
  body,
  files,
});
const send = (part: OutgoingPart, to = toOf(), settings: JsonObject = {}) =>
  discord.send(to, part, configOf(settings), { as: 'agent', name: 'Shop' });
const error = (status: number, code: number, message = 'no', more: JsonObject = {}) => ({
  status,
  json: { code, message, ...more },
});
const asked = () => fake.requests.map(({ method, url }) => `${method} ${url.replace('/discord', '')}`);
const fresh = { interaction: 'itoken', interactionAt: NOW.getTime() - 60_000, messageId: null };

describe('sending', () => {
  it('answers a message in its channel, once, and calls nobody', async () => {
    expect(await send(partOf('Hi @everyone'))).toEqual({ ok: true, id: expect.stringMatching(/^\d+$/) });
    expect(asked()).toEqual(['POST /channels/77/messages']);
    expect(fake.requests[0]?.headers).toMatchObject({
      authorization: `Bot ${TOKEN}`,
      'user-agent': 'DiscordBot (https://parley.example, 1)',
    });
    expect(fake.requests[0]?.json).toEqual({
      content: 'Hi @everyone',
      allowed_mentions: { parse: [] },
      nonce: expect.stringMatching(/^[\w-]{24}$/),
      enforce_nonce: true,
      message_reference: { message_id: '900', fail_if_not_exists: false },
    });
    await send(partOf('Hi @everyone'));
    await send({ ...partOf('Hi @everyone'), id: 'p2' });
    const nonces = fake.requests.map(({ json }) => (json as JsonObject).nonce);
    expect(nonces[1]).toBe(nonces[0]);
    expect(nonces[2]).not.toBe(nonces[0]);
  });

  it('answers a command by its token for 15 minutes, then in the channel', async () => {
    expect(await send(partOf('Hi'), toOf(fresh))).toMatchObject({ ok: true });
    await send(partOf('Hi'), toOf({ ...fresh, interactionAt: NOW.getTime() - 14.6 * 60_000 }));
    fake.script(/webhooks/, error(401, 50_027, 'Invalid Webhook Token'));
    expect(await send(partOf('Hi'), toOf(fresh))).toMatchObject({ ok: true });
    expect(asked()).toEqual([
      `POST /webhooks/${BOT}/itoken?wait=true`,
      'POST /channels/77/messages',
      `POST /webhooks/${BOT}/itoken?wait=true`,
      'POST /channels/77/messages',
    ]);
    expect(fake.requests[0]?.json).toEqual({ content: 'Hi', allowed_mentions: { parse: [] } });
    fake.script(/webhooks/, error(429, 0, 'slow', { retry_after: 0.5 }));
    expect(await send(partOf('Hi'), toOf(fresh))).toMatchObject({ failure: 'retry', afterMs: 500 });
  });

  it('begins a thread where that is wanted, or goes on in it', async () => {
    const inThread = { reply_in: 'thread' };
    fake.script(/channels\/900\/messages/, error(404, 10_003, 'Unknown Channel'));
    expect(await send(partOf('Hi'), toOf(), inThread)).toMatchObject({ ok: true });
    expect(asked()).toEqual([
      'POST /channels/900/messages',
      'POST /channels/77/messages/900/threads',
      'POST /channels/900/messages',
    ]);
    await send(partOf('more'), toOf(), inThread);
    await send(partOf('later'), toOf({ channelId: '900', messageId: '901', isThread: true }), inThread);
    await send(partOf('direct'), toOf({ isGuild: false }), inThread);
    expect(asked().slice(3)).toEqual([
      'POST /channels/900/messages',
      'POST /channels/900/messages',
      'POST /channels/77/messages',
    ]);
    fake.script(/channels\/900\/messages/, error(404, 10_003));
    fake.script(/threads/, error(403, 50_013, 'Missing Permissions'));
    await send(partOf('Hi'), toOf(), inThread);
    expect(asked().at(-1)).toBe('POST /channels/77/messages');
  });

  it('takes files along', async () => {
    const file: OutgoingFile = {
      name: 'żółta "lampa".png',
      contentType: 'image/png',
      size: 3,
      url: 'https://parley.example/f',
      read: () => Promise.resolve(new Uint8Array([1, 0, 255])),
    };
    expect(await send(partOf('Look', [file]))).toMatchObject({ ok: true });
    const [request] = fake.requests;
    const headers = { 'content-type': request?.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(request?.body ?? []), { headers }).formData();
    expect(JSON.parse(String(form.get('payload_json')))).toMatchObject({
      content: 'Look',
      attachments: [{ id: 0, filename: 'żółta "lampa".png' }],
      enforce_nonce: true,
    });
    expect(await (form.get('files[0]') as File).bytes()).toEqual(new Uint8Array([1, 0, 255]));
    expect(await send(partOf('', [{ ...file, size: 10_485_761 }]))).toMatchObject({ failure: 'refused' });
    expect(await send(partOf('', [{ ...file, read: () => Promise.resolve(null) }]))).toMatchObject({
      failure: 'refused',
    });
    expect(fake.requests).toHaveLength(1);
  });

  it.each([
    [error(429, 0, 'You are being rate limited.', { retry_after: 1.25 }), { failure: 'retry', afterMs: 1_250 }],
    [
      { status: 429, headers: { 'retry-after': '3' } },
      { failure: 'retry', afterMs: 3_000 },
    ],
    [{ status: 502, body: '<html>' }, { failure: 'retry' }],
    [error(401, 0, '401: Unauthorized'), { failure: 'unauthorised' }],
    [error(403, 50_007, 'Cannot send messages to this user'), { failure: 'blocked' }],
    [error(403, 50_001, 'Missing Access'), { failure: 'refused' }],
    [error(404, 10_003, 'Unknown Channel'), { failure: 'refused' }],
    [{ json: {} }, { failure: 'unknown' }],
    ['hang' as const, { failure: 'unknown' }],
    ['drop' as const, { failure: 'unknown' }],
  ])('tells what came of it: %j', async (answer, expected) => {
    fake.script(/messages/, answer);
    const sent = await send(partOf('Hi'));
    expect(sent).toMatchObject({ ok: false, ...expected });
    expect(JSON.stringify(sent)).not.toContain('secret');
    expect(fake.requests).toHaveLength(1);
  });

  it('may be tried again where nobody listens', async () => {
    expect(await send(partOf('Hi'), toOf(), { api_url: 'http://127.0.0.1:9' })).toMatchObject({ failure: 'retry' });
    fake.script(/messages/, error(400, 1, `bad ${TOKEN}`));
    expect(await send(partOf('Hi'))).toMatchObject({ detail: 'Discord: bad …' });
  });
});

describe('files of visitors', () => {
  const fetched = (ref: string, maxBytes = 1_000) => discord.fetchFile?.({ ref }, configOf(), maxBytes);
  const mine = `${fake.origin}/discord/attachments/a.png?ex=1`;

  it('are fetched without the token', async () => {
    expect(Buffer.from((await fetched(mine)) as Uint8Array).toString()).toBe('bytes of an attachment');
    expect(fake.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(await fetched(mine, 5)).toBe('too_large');
    fake.script(/attachments/, { body: Buffer.alloc(100_001) }, { status: 403 }, { status: 500 });
    expect(await fetched(mine)).toBe('too_large');
    expect(await fetched(mine)).toBeNull();
    await expect(fetched(mine)).rejects.toThrow('500');
  });

  it('are asked for nowhere else', async () => {
    const refs = [
      `${elsewhere.origin}/attachments/x`,
      'https://cdn.discordapp.com.evil.example/x',
      'file:///etc/passwd',
      '//x',
      '',
    ];
    for (const ref of [...refs, 'http://cdn.discordapp.com/x', 'https://u@cdn.discordapp.com/x'])
      expect(await fetched(ref)).toBeNull();
    expect(elsewhere.requests).toHaveLength(0);
  });
});

describe('setting up', () => {
  it('makes the command and tells Discord the address', async () => {
    expect(await discord.connect?.(configOf())).toEqual({
      problems: [],
      facts: { application_id: BOT, public_key: DISCORD_PUBLIC_KEY, name: 'Shop', username: 'shop' },
    });
    expect(asked()).toEqual([`POST /applications/${BOT}/commands`, 'PATCH /applications/@me', 'GET /applications/@me']);
    expect(fake.requests[0]?.json).toMatchObject({ name: 'ask', options: [{ name: 'question', required: true }] });
    expect(fake.requests[1]?.json).toEqual({ interactions_endpoint_url: 'https://parley.example/channels/c1' });
  });

  it('says what is wrong', async () => {
    const problemsOf = async (settings: JsonObject = {}) => (await discord.check(configOf(settings))).problems;
    fake.script(/applications/, error(401, 0, '401: Unauthorized'));
    expect(await problemsOf()).toEqual([{ field: 'bot_token', message: 'Discord does not know this token.' }]);
    fake.script(/applications/, 'drop');
    expect(await problemsOf()).toMatchObject([{ field: 'api_url' }]);
    fake.script(/applications/, {
      json: { id: '2', verify_key: 'ff', flags: 0, interactions_endpoint_url: 'https://x.example' },
    });
    expect((await problemsOf()).map(({ field }) => field)).toEqual(['application_id', 'public_key', null, 'messages']);
    fake.script(/applications/, {
      json: { id: BOT, verify_key: DISCORD_PUBLIC_KEY, flags: 0, interactions_endpoint_url: null },
    });
    expect((await problemsOf({ messages: false })).map(({ field }) => field)).toEqual([null]);
    fake.script(/applications.@me/, error(400, 50_035, 'Invalid Form Body'));
    expect((await discord.connect?.(configOf()))?.problems[0]?.message).toMatch(/by hand/);
  });
});

describe('what is not given is not used', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('neither variables of the environment nor the global fetch', async () => {
    for (const name of ['DISCORD_BOT_TOKEN', 'DISCORD_TOKEN', 'DISCORD_PUBLIC_KEY', 'DISCORD_API_URL'])
      vi.stubEnv(name, 'other');
    vi.stubGlobal('fetch', () => Promise.reject(new Error('the global fetch')));
    try {
      expect(await send(partOf('Hi'))).toMatchObject({ ok: true });
      await discord.send(toOf(), partOf('Hi'), { ...configOf(), secrets: {} }, { as: 'agent', name: 'Shop' });
      expect(fake.requests.map(({ headers }) => headers.authorization)).toEqual([`Bot ${TOKEN}`, 'Bot']);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
