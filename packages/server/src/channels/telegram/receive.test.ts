import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { telegramDelivery } from '../../../test/support/platforms/telegram.ts';
import type { ChannelConfig, Incoming } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import { createTelegram } from './telegram.ts';

const telegram = createTelegram({ fetch: () => Promise.reject(new Error('receive does no I/O')) });
const NOW = new Date('2026-11-30T12:00:00Z');
const AT = new Date(1_790_000_000_000);

const configOf = (settings: JsonObject = {}, secrets: Record<string, string> = {}): ChannelConfig => ({
  id: 'c1',
  settings: { username: 'shop_bot', ...settings },
  secrets: { bot_token: '777777:AAAAAAAAAAAAAAAAAAAAAAAAAA', secret_token: 'telegram-secret', ...secrets },
  webhookUrl: 'https://parley.example/channels/c1',
});
const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
const received = (update: unknown, settings: JsonObject = {}) =>
  telegram.receive(telegramDelivery(update), configOf(settings), NOW);

async function factOf(name: string, settings: JsonObject = {}): Promise<Incoming> {
  const result = await received(fixture(name), settings);
  if (result.kind !== 'facts' || !result.facts[0]) throw new Error(`no fact of ${name}: ${JSON.stringify(result)}`);
  return result.facts[0];
}
const ignoredOf = async (name: string, settings: JsonObject = {}) => {
  const result = await received(fixture(name), settings);
  return result.kind === 'facts' && result.facts.length === 0 ? result.ignored : result;
};

describe('a delivery', () => {
  it('of a message becomes that message', async () => {
    expect(await factOf('text')).toEqual({
      kind: 'message',
      key: '900001',
      id: '4242:7',
      thread: '4242',
      from: { id: '4242', name: 'Anna Żak', language: 'pl' },
      markdown: 'Dzień dobry, gdzie jest moja paczka? 📦',
      files: [],
      at: AT,
      trust: 'platform',
      facts: {
        telegram_chat_id: '4242',
        telegram_chat_type: 'private',
        telegram_user_id: '4242',
        telegram_username: 'anna_z',
      },
      reply: { chatId: 4242, messageId: 7, isGroup: false },
    });
  });

  it('is refused without the right secret, and where none is set up', async () => {
    const refused = { kind: 'refused', status: 401 };
    const update = fixture('text');
    expect(await telegram.receive(telegramDelivery(update, 'telegram-secreT'), configOf(), NOW)).toEqual(refused);
    expect(await telegram.receive(telegramDelivery(update, ''), configOf(), NOW)).toEqual(refused);
    const bare = { ...telegramDelivery(update), headers: new Map() };
    expect(await telegram.receive(bare, configOf(), NOW)).toEqual(refused);
    for (const given of ['', 'undefined']) {
      expect(await telegram.receive(telegramDelivery(update, given), configOf({}, { secret_token: '' }), NOW)).toEqual(
        refused,
      );
    }
    const { secret_token: _, ...secrets } = configOf().secrets;
    expect(await telegram.receive(telegramDelivery(update, ''), { ...configOf(), secrets }, NOW)).toEqual(refused);
  });

  it('of garbage never fails and brings nothing', async () => {
    const message = (fixture('text') as { message: JsonObject }).message;
    const deep = `${'{"message":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    const bodies: unknown[] = [
      '',
      'null',
      '[]',
      '{}',
      '{"update_id":1',
      '"text"',
      '1',
      deep,
      `[${'['.repeat(100_000)}`,
    ];
    bodies.push({ update_id: '1', message }, { update_id: 1, message: null }, { update_id: 1, message: [] });
    bodies.push(
      { update_id: 1, message: { ...message, chat: 5 } },
      { update_id: 1, message: { ...message, message_id: 'x' } },
    );
    bodies.push({ update_id: 1.5, message }, { update_id: 1, message: { ...message, text: 'x', from: { id: {} } } });
    bodies.push('x'.repeat(5_000_000), { update_id: 1, message: { ...message, text: undefined } });
    for (const body of bodies) {
      const result = await received(body);
      if (result.kind === 'facts') expect(result).toMatchObject({ facts: [], ignored: [expect.any(String)] });
      else expect(result).toEqual({ kind: 'refused', status: 400 });
    }
  });

  it('with wrong details keeps its text, storable', async () => {
    const { message } = fixture('text') as { message: JsonObject };
    const details = {
      entities: [{ type: 'bold', offset: -1, length: 'x' }],
      photo: 'no',
      date: 'soon',
      sticker: { emoji: 5 },
    };
    const result = await received({ update_id: 1, message: { ...message, ...details, text: 'a\u0000b\ud83d' } });
    expect(result).toMatchObject({ facts: [{ markdown: 'a\ufffdb\ufffd', files: [], at: NOW }] });
    const wild = { type: 'bold', offset: 5, length: 1_000_000 };
    const crossed = [{ type: 'bold', offset: 0, length: 4 }, { type: 'italic', offset: 2, length: 6 }, wild];
    const read = await received({ update_id: 1, message: { ...message, text: 'one two three', entities: crossed } });
    expect(read).toMatchObject({ facts: [{ markdown: '**one** two three' }] });
  });

  it('of other kinds is ignored by name', async () => {
    expect(await ignoredOf('blocked')).toEqual(['my_chat_member']);
    expect(await ignoredOf('callback')).toEqual(['callback_query']);
    expect(await ignoredOf('channel-post')).toEqual(['channel_post']);
    expect(await ignoredOf('joined', { groups: 'all' })).toEqual(['message of a kind that says nothing']);
    expect(await ignoredOf('by-a-bot')).toEqual(['message of a bot']);
  });
});

describe('what is said', () => {
  it('has its marks as Markdown, by offsets in UTF-16', async () => {
    expect((await factOf('entities')) as unknown).toMatchObject({
      markdown:
        'Hi 🙂 **bold *both*** `code`\n```js\nfn()\n```\n\nsee [here](<https://e.pl/?q=(1)>) and https://e.pl/a_b_c or @other',
    });
  });

  it('does not become markup that it was not', async () => {
    const { message } = fixture('text') as { message: JsonObject };
    const texts = {
      'a*b* 2 * 3': 'a\\*b\\* 2 * 3',
      'snake_case _x_': 'snake_case \\_x\\_',
      'x ` y [a](b)': 'x \\` y [a\\](b)',
    };
    for (const [text, markdown] of Object.entries(texts)) {
      expect(await received({ update_id: 1, message: { ...message, text } })).toMatchObject({ facts: [{ markdown }] });
    }
  });

  it('may open the conversation', async () => {
    expect(await factOf('start')).toMatchObject({ kind: 'message', opens: { payload: 'spring_sale-1' } });
    const start = fixture('start') as { message: JsonObject };
    const bare = { update_id: 1, message: { ...start.message, text: '/start' } };
    expect(await received(bare)).toMatchObject({ facts: [{ opens: { payload: null } }] });
  });

  it('may be an edit of what was said', async () => {
    expect(await factOf('edited')).toMatchObject({
      kind: 'edited',
      key: '900012',
      target: '4242:7',
      message: { kind: 'message', id: '4242:7', markdown: 'Dzień dobry, gdzie jest moja druga paczka?', at: AT },
      at: new Date(1_790_000_060_000),
    });
    const venue = fixture('venue') as { message: JsonObject };
    expect(await received({ update_id: 1, edited_message: venue.message })).toMatchObject({
      ignored: ['edited location'],
    });
  });

  it.each([
    ['photo', 'To ta lampa', { ref: 'large', name: 'photo.jpg', mime: 'image/jpeg', size: 90_000 }],
    ['document', '', { ref: 'doc', name: 'faktura 1.pdf', mime: 'application/pdf', size: 12_345 }],
    ['voice', '', { ref: 'vo', name: 'voice.ogg', mime: 'audio/ogg', size: 9_000 }],
    ['sticker', '👍', { ref: 'st', name: 'sticker.webp', mime: 'image/webp', size: 5_000 }],
    ['animation', '', { ref: 'an', name: 'x.mp4', mime: 'video/mp4' }],
  ])('may be a file: %s', async (name, markdown, file) => {
    expect(await factOf(name)).toMatchObject({ markdown, files: [file] });
    expect(((await factOf(name)) as { files: readonly unknown[] }).files).toEqual([file]);
  });

  it('may be a place or a card, whose number counts only as their own', async () => {
    expect(await factOf('venue')).toMatchObject({ markdown: '📍 Sklep Prosta 1 52.2297, 21.0122' });
    const own = await factOf('own-contact');
    expect(own).toMatchObject({ markdown: '📞 48500600700 Anna', from: { phone: '+48500600700' } });
    const other = (await factOf('other-contact')) as { from: object; markdown: string };
    expect(other.markdown).toBe('📞 +48111222333 Jan');
    expect(other.from).not.toHaveProperty('phone');
  });
});

describe('in groups', () => {
  it('each person has a conversation of their own, in each topic', async () => {
    expect(await factOf('group-mention')).toMatchObject({
      thread: '-1001234:4242',
      markdown: 'kiedy otwieracie?',
      facts: { telegram_chat_type: 'supergroup', telegram_chat_title: 'Nasz sklep' },
      reply: { chatId: -1001234, messageId: 55, isGroup: true },
    });
    expect(await factOf('group-topic')).toMatchObject({
      thread: '-1001234:12:4242',
      markdown: '/price 5',
      reply: { chatId: -1001234, threadId: 12, messageId: 56, isGroup: true },
    });
    expect(await factOf('group-reply')).toMatchObject({ thread: '-1001234:4242', markdown: 'a jutro?' });
  });

  it('only what is for the bot is heard, unless all or nothing is', async () => {
    expect(await ignoredOf('group-chatter')).toEqual(['message in a group that is not for the bot']);
    expect(await factOf('group-chatter', { groups: 'all' })).toMatchObject({ markdown: 'cześć wszystkim' });
    expect(await ignoredOf('group-other-bot', { groups: 'all' })).toEqual(['command to another bot']);
    expect(await ignoredOf('group-mention', { groups: 'off' })).toEqual(['message in a group']);
    expect(await factOf('text', { groups: 'off' })).toMatchObject({ thread: '4242' });
  });

  it('another name is not the bot, and a bare mention is still said', async () => {
    expect(await ignoredOf('group-mention', { username: 'shop' })).toEqual([
      'message in a group that is not for the bot',
    ]);
    expect(await factOf('group-mention', { username: '@SHOP_BOT' })).toMatchObject({ markdown: 'kiedy otwieracie?' });
    const { message } = fixture('group-mention') as { message: JsonObject };
    const result = await received({ update_id: 1, message: { ...message, text: '@Shop_Bot' } });
    expect(result).toMatchObject({ facts: [{ markdown: '@Shop_Bot' }] });
    const entities = [{ type: 'bot_command', offset: 4, length: 16 }];
    const other = await received({ update_id: 1, message: { ...message, text: 'try /price@other_bot', entities } });
    expect(other).toMatchObject({ facts: [] });
  });
});
