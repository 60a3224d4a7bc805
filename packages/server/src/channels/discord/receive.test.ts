import { describe, expect, it } from 'vitest';
import { DISCORD_PUBLIC_KEY, discordDelivery } from '../../../test/support/platforms/discord.ts';
import type { ChannelConfig, Delivery } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import { createDiscord } from './discord.ts';

const discord = createDiscord({ fetch: () => Promise.reject(new Error('receive does no I/O')) });
const NOW = new Date('2026-11-30T12:00:00Z');
const BOT = '1100000000000000001';
const configOf = (settings: JsonObject = {}): ChannelConfig => ({
  id: 'c1',
  settings: { application_id: BOT, public_key: DISCORD_PUBLIC_KEY, ...settings },
  secrets: { bot_token: `${Buffer.from(BOT).toString('base64url')}.abc.def` },
  webhookUrl: 'https://parley.example/channels/c1',
});
const receive = (delivery: Delivery, settings: JsonObject = {}) => discord.receive(delivery, configOf(settings), NOW);
const signed = (interaction: unknown, settings: JsonObject = {}) =>
  receive(discordDelivery(interaction, NOW), settings);
const gateway = (event: unknown, settings: JsonObject = {}) => {
  const body = new TextEncoder().encode(typeof event === 'string' ? event : JSON.stringify(event));
  return receive({ method: 'GATEWAY', headers: new Map(), query: new Map(), body }, settings);
};

// Written after https://docs.discord.com/developers: none was recorded.
const ANNA = { id: '80351110224678912', username: 'anna', global_name: 'Anna Żak', discriminator: '0' };
const ASK = {
  id: '846462639134605312',
  application_id: BOT,
  type: 2,
  token: 'interaction-token',
  channel_id: '772908445358620702',
  guild_id: '290926798626357999',
  locale: 'pl',
  member: { user: ANNA, nick: 'Ania', permissions: '2147483656' },
  data: { id: '1', name: 'ask', type: 1, options: [{ name: 'question', type: 3, value: ' Kiedy otwieracie? ' }] },
};
const MESSAGE = {
  id: '1290000000000000001',
  channel_id: '772908445358620702',
  guild_id: '290926798626357999',
  author: ANNA,
  member: { nick: null, roles: [] },
  content: `<@${BOT}> gdzie jest **moja** paczka, <@!5>? <:lampa:123456>`,
  timestamp: '2026-11-30T11:59:58.123000+00:00',
  edited_timestamp: null,
  type: 0,
  mentions: [
    { id: BOT, username: 'shop', bot: true },
    { id: '5', username: 'jan' },
  ],
  attachments: [],
};
const event = (t: string, d: object) => ({ t, d });
const direct = { ...MESSAGE, guild_id: undefined, content: 'Hej' };

describe('an interaction', () => {
  it('that asks whether we are there is answered', async () => {
    expect(await signed({ id: '1', type: 1 })).toEqual({
      kind: 'answer',
      body: '{"type":1}',
      type: 'application/json',
    });
  });

  it('of /ask becomes a message, and its answer is announced', async () => {
    expect(await signed(ASK)).toEqual({
      kind: 'facts',
      ignored: [],
      body: { text: '{"type":5}', type: 'application/json' },
      facts: [
        {
          kind: 'message',
          key: 'interaction:846462639134605312',
          id: 'interaction:846462639134605312',
          thread: '772908445358620702:80351110224678912',
          from: { id: '80351110224678912', name: 'Ania', language: 'pl' },
          markdown: 'Kiedy otwieracie?',
          files: [],
          at: NOW,
          trust: 'platform',
          facts: {
            discord_channel_id: '772908445358620702',
            discord_guild_id: '290926798626357999',
            discord_user_id: '80351110224678912',
            discord_username: 'anna',
            discord_is_admin: true,
          },
          reply: {
            channelId: '772908445358620702',
            isGuild: true,
            interaction: 'interaction-token',
            interactionAt: NOW.getTime(),
          },
        },
      ],
    });
  });

  it('tells who is an administrator', async () => {
    const { member } = ASK;
    const asked = await signed({ ...ASK, member: { ...member, permissions: '2147483648' } });
    expect(asked).toMatchObject({ facts: [{ facts: { discord_is_admin: false } }] });
    expect(await signed({ ...ASK, guild_id: undefined, member: undefined, user: ANNA })).toMatchObject({
      facts: [{ thread: ASK.channel_id, facts: expect.not.objectContaining({ discord_is_admin: expect.anything() }) }],
    });
  });

  it('of another kind brings nothing and is answered all the same', async () => {
    expect(await signed({ ...ASK, data: { name: 'old' } })).toMatchObject({ kind: 'answer' });
    expect(await signed({ ...ASK, type: 4 })).toMatchObject({
      kind: 'answer',
      body: '{"type":8,"data":{"choices":[]}}',
    });
    expect(await signed({ ...ASK, member: { permissions: 'x', user: { id: 5 } } })).toMatchObject({ kind: 'answer' });
  });

  it('is refused with a wrong, missing or old signature, a changed byte, and where no key is set', async () => {
    const refused = { kind: 'refused', status: 401 };
    const good = discordDelivery(ASK, NOW);
    expect(await receive(good)).toMatchObject({ kind: 'facts' });
    const changed = Uint8Array.from(good.body);
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect(await receive({ ...good, body: changed })).toEqual(refused);
    expect(await receive({ ...good, headers: new Map() })).toEqual(refused);
    const headers = new Map(good.headers);
    expect(await receive({ ...good, headers: headers.set('x-signature-ed25519', '00'.repeat(64)) })).toEqual(refused);
    expect(await receive({ ...good, headers: headers.set('x-signature-ed25519', 'zz') })).toEqual(refused);
    for (const minutes of [-6, 6]) {
      expect(await receive(discordDelivery(ASK, new Date(NOW.getTime() + minutes * 60_000)))).toEqual(refused);
    }
    for (const key of ['', '00', '00'.repeat(32), 'ff'.repeat(32)])
      expect(await receive(good, { public_key: key })).toEqual(refused);
  });

  it('that is garbage never fails', async () => {
    for (const body of ['', 'null', '[]', '{}', '{"type":2', '"x"', `${'['.repeat(100_000)}`, 'x'.repeat(5_000_000)]) {
      expect(await signed(body)).toEqual({ kind: 'refused', status: 400 });
    }
  });
});

describe('a message of the gateway', () => {
  it('becomes a message without the mention of the bot', async () => {
    expect(await gateway(event('MESSAGE_CREATE', MESSAGE))).toMatchObject({
      facts: [
        {
          kind: 'message',
          key: MESSAGE.id,
          id: MESSAGE.id,
          thread: '772908445358620702:80351110224678912',
          from: { id: ANNA.id, name: 'Anna Żak' },
          markdown: 'gdzie jest **moja** paczka, @jan? :lampa:',
          at: new Date('2026-11-30T11:59:58.123Z'),
          reply: { channelId: MESSAGE.channel_id, messageId: MESSAGE.id, isGuild: true },
        },
      ],
    });
  });

  it('is heard in servers only where it is for the bot, unless all or nothing is', async () => {
    const chatter = event('MESSAGE_CREATE', { ...MESSAGE, mentions: [], content: 'hej' });
    expect(await gateway(chatter)).toMatchObject({ facts: [], ignored: [expect.stringContaining('not for the bot')] });
    expect(await gateway({ ...chatter, own_thread: true })).toMatchObject({ facts: [{ thread: MESSAGE.channel_id }] });
    expect(await gateway(chatter, { channels: 'all' })).toMatchObject({ facts: [{ markdown: 'hej' }] });
    const answer = { ...chatter.d, referenced_message: { author: { id: BOT } } };
    expect(await gateway(event('MESSAGE_CREATE', answer))).toMatchObject({ facts: [{ markdown: 'hej' }] });
    expect(await gateway(event('MESSAGE_CREATE', MESSAGE), { channels: 'off' })).toMatchObject({ facts: [] });
    expect(await gateway(event('MESSAGE_CREATE', direct), { channels: 'off' })).toMatchObject({
      facts: [{ thread: MESSAGE.channel_id, reply: { isGuild: false } }],
    });
  });

  it('begins a thread where answers go to threads', async () => {
    expect(await gateway(event('MESSAGE_CREATE', MESSAGE), { reply_in: 'thread' })).toMatchObject({
      facts: [{ thread: MESSAGE.id }],
    });
  });

  it('has files', async () => {
    const attachments = [
      { id: '9', url: 'https://cdn.discordapp.com/a.png', filename: 'a.png', content_type: 'image/png', size: 5 },
    ];
    expect(await gateway(event('MESSAGE_CREATE', { ...direct, content: '', attachments }))).toMatchObject({
      facts: [
        {
          markdown: '',
          files: [{ ref: 'https://cdn.discordapp.com/a.png', name: 'a.png', mime: 'image/png', size: 5 }],
        },
      ],
    });
  });

  it('of bots, webhooks, the system and ourselves is ignored', async () => {
    const others = [
      { author: { ...ANNA, bot: true } },
      { webhook_id: '5' },
      { type: 7 },
      { author: { id: BOT, username: 'shop' } },
      { content: '' },
    ];
    for (const other of others)
      expect(await gateway(event('MESSAGE_CREATE', { ...direct, ...other }))).toMatchObject({ facts: [] });
  });

  it('is edited and deleted', async () => {
    const edited = { ...direct, content: 'Cześć', edited_timestamp: '2026-11-30T12:01:00+00:00' };
    const at = new Date('2026-11-30T12:01:00Z');
    expect(await gateway(event('MESSAGE_UPDATE', edited))).toMatchObject({
      facts: [
        {
          kind: 'edited',
          key: `${MESSAGE.id}:${at.getTime()}`,
          target: MESSAGE.id,
          message: { markdown: 'Cześć' },
          at,
        },
      ],
    });
    expect(await gateway(event('MESSAGE_UPDATE', direct))).toMatchObject({ facts: [] });
    expect(await gateway(event('MESSAGE_DELETE', { id: '5', channel_id: '6' }))).toMatchObject({
      facts: [{ kind: 'deleted', key: '5:deleted', target: '5' }],
    });
  });

  it('that is garbage never fails, and what it says can be stored', async () => {
    const odd = [
      null,
      [],
      {},
      { t: 5 },
      event('TYPING_START', {}),
      event('MESSAGE_CREATE', []),
      event('MESSAGE_DELETE', { id: {} }),
    ];
    for (const body of [...odd, '', 'x', '['.repeat(100_000)]) {
      expect(await gateway(body)).toMatchObject({ kind: 'facts', facts: [], ignored: [expect.any(String)] });
    }
    const wild = { ...direct, content: 'a\u0000\ud800', timestamp: 'x', attachments: 'x', mentions: [5], member: 5 };
    expect(await gateway(event('MESSAGE_CREATE', wild))).toMatchObject({
      facts: [{ markdown: 'a\ufffd\ufffd', at: NOW, files: [] }],
    });
  });
});
