import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { TELEGRAM_FILE, telegramRoutes } from '../../../test/support/platforms/telegram.ts';
import { platforms } from '../../../test/support/platforms.ts';
import type { ChannelConfig, OutgoingFile, OutgoingPart, Recipient } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import { outsideFetch } from '../../lib/outside-fetch.ts';
import { createGuardedClient } from '../../runtime/guarded-client.ts';
import { createTelegram } from './telegram.ts';

const fake = await platforms({ telegram: telegramRoutes });
const client = createGuardedClient({ allowPrivateUrls: [fake.origin, 'http://127.0.0.1:9'] });
afterAll(() => client.close());
const telegram = createTelegram({ fetch: outsideFetch(client, { timeoutMs: 700, maxBytes: 100_000 }) });

const TOKEN = '777777:AAAAAAAAAAAAAAAAAAAAAAAAAA';
const configOf = (settings: JsonObject = {}, token = TOKEN): ChannelConfig => ({
  id: 'c1',
  settings: { api_url: `${fake.origin}/telegram/`, ...settings },
  secrets: { bot_token: token, secret_token: 'telegram-secret' },
  webhookUrl: 'https://parley.example/channels/c1',
});
const CONFIG = configOf();
const VISITOR: Recipient = {
  thread: '4242',
  person: '4242',
  reply: { chatId: 4242, messageId: 7, isGroup: false },
  lastMessageId: '4242:7',
};
const partOf = (body: string, files: readonly OutgoingFile[] = []): OutgoingPart => ({
  id: 'p1',
  format: 'html',
  body,
  files,
});
const send = (part: OutgoingPart, to = VISITOR, config = CONFIG) =>
  telegram.send(to, part, config, { as: 'agent', name: 'Shop' });
const fileOf = (name: string, contentType: string, bytes: Uint8Array | null = Buffer.from('bytes')): OutgoingFile => ({
  name,
  contentType,
  size: bytes?.length ?? 5,
  url: 'https://parley.example/f',
  read: () => Promise.resolve(bytes),
});
const error = (code: number, description: string, parameters?: JsonObject) => ({
  status: code,
  json: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) },
});
const askedJson = (path: RegExp) => fake.asked(path).map(({ json }) => json);

describe('sending', () => {
  it('gives the id of the message', async () => {
    const sent = await send(partOf('<b>Hi</b> there'));
    expect(sent).toEqual({ ok: true, id: expect.stringMatching(/^4242:\d+$/) });
    expect(fake.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST /telegram/bot${TOKEN}/sendMessage`,
    ]);
    expect(askedJson(/sendMessage/)).toEqual([
      { chat_id: 4242, text: '<b>Hi</b> there', parse_mode: 'HTML', link_preview_options: { is_disabled: true } },
    ]);
  });

  it('answers the message in a group, in its topic', async () => {
    const reply = { chatId: -1001234, threadId: 12, messageId: 56, isGroup: true };
    await send(partOf('Five.'), { ...VISITOR, thread: '-1001234:12:4242', reply });
    expect(askedJson(/sendMessage/)).toMatchObject([
      {
        chat_id: -1001234,
        message_thread_id: 12,
        reply_parameters: { message_id: 56, allow_sending_without_reply: true },
      },
    ]);
  });

  it('finds the chat in the thread where nothing else is known', async () => {
    await send(partOf('Hi'), { thread: '-1001234:4242', person: '4242', reply: {}, lastMessageId: null });
    expect(askedJson(/sendMessage/)).toMatchObject([{ chat_id: '-1001234' }]);
  });

  it('goes without marks where Telegram cannot read them', async () => {
    fake.script(/sendMessage/, error(400, "Bad Request: can't parse entities: Unsupported start tag"));
    const sent = await send(partOf('<b>Look</b> <a href="https://e.pl/?a&amp;b">here</a>'));
    expect(sent.ok).toBe(true);
    const [, second] = askedJson(/sendMessage/);
    expect(second).toEqual({
      chat_id: 4242,
      text: 'Look here (https://e.pl/?a&b)',
      link_preview_options: { is_disabled: true },
    });
  });

  it('follows a group that has another id now', async () => {
    fake.script(/sendMessage/, error(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: -1009 }));
    expect(await send(partOf('Hi'), { ...VISITOR, reply: { chatId: -5, messageId: 1, isGroup: true } })).toEqual({
      ok: true,
      id: expect.stringMatching(/^-1009:/),
    });
  });

  it.each([
    [error(429, 'Too Many Requests: retry after 7', { retry_after: 7 }), { failure: 'retry', afterMs: 7_000 }],
    [error(502, 'Bad Gateway'), { failure: 'retry' }],
    [{ status: 503, body: '<html>down</html>' }, { failure: 'retry' }],
    [{ status: 200, body: 'a portal' }, { failure: 'unknown' }],
    [{ json: { ok: true, result: {} } }, { failure: 'unknown' }],
    [{ json: { ok: true, result: null } }, { failure: 'unknown' }],
    [error(403, 'Forbidden: bot was blocked by the user'), { failure: 'blocked' }],
    [error(401, 'Unauthorized'), { failure: 'unauthorised' }],
    [error(404, 'Not Found'), { failure: 'unauthorised' }],
    [error(400, 'Bad Request: chat not found'), { failure: 'refused' }],
    ['hang' as const, { failure: 'unknown' }],
    ['drop' as const, { failure: 'unknown' }],
  ])('tells what came of it: %j', async (answer, expected) => {
    fake.script(/sendMessage/, answer);
    const sent = await send(partOf('Hi'));
    expect(sent).toMatchObject({ ok: false, ...expected });
    expect(JSON.stringify(sent)).not.toContain(TOKEN.slice(7));
    expect(fake.asked(/sendMessage/)).toHaveLength(1);
  });

  it('may be tried again where nobody listens, and is refused where it may not go', async () => {
    expect(await send(partOf('Hi'), VISITOR, configOf({ api_url: 'http://127.0.0.1:9' }))).toMatchObject({
      failure: 'retry',
    });
    const elsewhere = await send(partOf('Hi'), VISITOR, configOf({ api_url: 'http://10.0.0.1' }));
    expect(elsewhere).toMatchObject({ failure: 'refused' });
    expect(JSON.stringify(elsewhere)).not.toContain(TOKEN);
  });

  it('never shows the token, even if Telegram would', async () => {
    fake.script(/sendMessage/, error(400, `Bad Request: ${TOKEN} is strange`));
    expect(await send(partOf('Hi'))).toMatchObject({ detail: 'Telegram: Bad Request: … is strange' });
  });
});

describe('files', () => {
  it('go as they are, pictures as photos', async () => {
    await send(partOf('', [fileOf('lampa "nowa"; 1.png', 'image/png', Buffer.from([1, 0, 255]))]));
    const [photo] = fake.asked(/sendPhoto/);
    const form = await new Response(new Uint8Array(photo?.body ?? []), {
      headers: { 'content-type': photo?.headers['content-type'] ?? '' },
    }).formData();
    expect(form.get('chat_id')).toBe('4242');
    const [file] = [...form.values()].filter((value) => value instanceof File);
    expect(file?.name).toBe('lampa "nowa"; 1.png');
    expect(await file?.bytes()).toEqual(new Uint8Array([1, 0, 255]));
    await send(partOf('', [fileOf('faktura żółta.pdf', 'application/pdf')]));
    expect(fake.asked(/sendDocument/)[0]?.body.toString()).toContain('filename="faktura żółta.pdf"');
  });

  it('are documents where Telegram does not take the picture', async () => {
    fake.script(/sendPhoto/, error(400, 'Bad Request: PHOTO_INVALID_DIMENSIONS'));
    expect(await send(partOf('', [fileOf('long.png', 'image/png')]))).toMatchObject({ ok: true });
    expect(fake.asked(/sendDocument/)).toHaveLength(1);
  });

  it('that are gone or too large are refused before anything is sent', async () => {
    expect(await send(partOf('Hi', [fileOf('a.pdf', 'application/pdf', null)]))).toMatchObject({ failure: 'refused' });
    const large = { ...fileOf('a.pdf', 'application/pdf'), size: 50_000_001 };
    expect(await send(partOf('Hi', [large]))).toMatchObject({ failure: 'refused' });
    expect(fake.requests).toHaveLength(0);
  });

  it('with a text come after it, and a failure between is not tried again', async () => {
    const part = partOf('Hi', [fileOf('a.pdf', 'application/pdf')]);
    expect(await send(part)).toMatchObject({ ok: true });
    fake.script(/sendDocument/, error(500, 'Internal'));
    expect(await send(part)).toMatchObject({ failure: 'unknown' });
  });

  it('of visitors are fetched', async () => {
    const bytes = await telegram.fetchFile?.({ ref: 'f' }, CONFIG, 1_000);
    expect(Buffer.from(bytes as Uint8Array)).toEqual(TELEGRAM_FILE);
    expect(fake.requests.map(({ url }) => url)).toEqual([
      `/telegram/bot${TOKEN}/getFile`,
      `/telegram/file/bot${TOKEN}/photos/file_1.jpg`,
    ]);
  });

  it('of visitors may be too large or gone', async () => {
    const fetched = (maxBytes = 1_000) => telegram.fetchFile?.({ ref: 'f' }, CONFIG, maxBytes);
    expect(await fetched(3)).toBe('too_large');
    expect(await telegram.fetchFile?.({ ref: 'f', size: 2_000 }, CONFIG, 1_000)).toBe('too_large');
    fake.script(/getFile/, error(400, 'Bad Request: file is too big'), error(400, 'Bad Request: wrong file_id'));
    expect(await fetched()).toBe('too_large');
    expect(await fetched()).toBeNull();
    fake.script(/file\/bot/, { body: Buffer.alloc(100_001) }, { body: Buffer.alloc(1_001) }, { status: 404 });
    expect(await fetched()).toBe('too_large');
    expect(await fetched()).toBe('too_large');
    expect(await fetched()).toBeNull();
    for (const file_path of ['/etc/passwd', '../../x', 'a/../../b']) {
      fake.script(/getFile/, { json: { ok: true, result: { file_id: 'f', file_path } } });
      expect(await fetched()).toBeNull();
    }
  });

  it('of visitors are asked for again when that may help, without the token in what is said', async () => {
    const failing = () => telegram.fetchFile?.({ ref: 'f' }, CONFIG, 1_000).then(String, (thrown: Error) => thrown);
    fake.script(/getFile/, error(500, 'Internal'), 'drop');
    fake.script(/file\/bot/, { status: 503 }, 'drop');
    for (let time = 0; time < 4; time += 1) {
      const thrown = await failing();
      expect(thrown).toBeInstanceOf(Error);
      expect(`${(thrown as Error).stack} ${JSON.stringify((thrown as Error).cause)}`).not.toContain(TOKEN.slice(7));
    }
  });
});

describe('typing', () => {
  it('shows, and may fail', async () => {
    await telegram.typing?.(VISITOR, CONFIG);
    expect(askedJson(/sendChatAction/)).toEqual([{ chat_id: 4242, action: 'typing' }]);
    fake.script(/sendChatAction/, error(403, 'Forbidden'), 'drop');
    await telegram.typing?.(VISITOR, CONFIG);
    await telegram.typing?.(VISITOR, CONFIG);
  });
});

describe('setting up', () => {
  it('connects', async () => {
    expect(await telegram.connect?.(CONFIG)).toEqual({
      problems: [],
      facts: { username: 'shop_bot', name: 'Shop', id: '777777' },
    });
    expect(askedJson(/setWebhook/)).toEqual([
      {
        url: 'https://parley.example/channels/c1',
        secret_token: 'telegram-secret',
        allowed_updates: ['message', 'edited_message'],
        drop_pending_updates: false,
      },
    ]);
  });

  it('says what is wrong', async () => {
    const problemsOf = async (settings: JsonObject = {}) => (await telegram.check(configOf(settings))).problems;
    fake.script(/getMe/, error(401, 'Unauthorized'));
    expect(await problemsOf()).toEqual([{ field: 'bot_token', message: 'Telegram does not know this token.' }]);
    fake.script(/getMe/, 'drop');
    expect(await problemsOf()).toMatchObject([{ field: 'api_url' }]);
    const hook = (info: JsonObject) => fake.script(/getWebhookInfo/, { json: { ok: true, result: info } });
    hook({ url: '' });
    expect((await problemsOf())[0]?.message).toMatch(/does not deliver/);
    hook({ url: 'https://other.example/secret-path' });
    const [elsewhere] = await problemsOf();
    expect(elsewhere?.message).toMatch(/other\.example/);
    expect(elsewhere?.message).not.toMatch(/secret-path/);
    hook({ url: CONFIG.webhookUrl, pending_update_count: 3, last_error_message: 'Wrong response: 502' });
    expect((await problemsOf())[0]?.message).toBe('Telegram cannot deliver (3 updates wait): Wrong response: 502');
    hook({ url: CONFIG.webhookUrl, pending_update_count: 0, last_error_message: 'Wrong response: 502' });
    expect(await problemsOf()).toEqual([]);
    hook({ url: CONFIG.webhookUrl });
    expect(await problemsOf({ groups: 'all', username: 'old_bot' })).toMatchObject([
      { field: 'username' },
      { field: 'groups' },
    ]);
  });

  it('tells what Telegram refuses of the address', async () => {
    fake.script(/setWebhook/, error(400, 'Bad Request: bad webhook: An HTTPS URL must be provided'));
    const report = await telegram.connect?.(CONFIG);
    expect(report?.problems).toEqual([
      { field: null, message: 'Telegram: Bad Request: bad webhook: An HTTPS URL must be provided' },
    ]);
  });
});

describe('what is not given is not used', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('neither variables of the environment nor a fetch of others', async () => {
    for (const name of ['TELEGRAM_BOT_TOKEN', 'BOT_TOKEN', 'TELEGRAM_WEBHOOK_SECRET_TOKEN'])
      vi.stubEnv(name, '1:other');
    for (const name of ['TELEGRAM_API_BASE_URL', 'HTTP_PROXY', 'HTTPS_PROXY']) vi.stubEnv(name, 'http://127.0.0.1:9');
    vi.stubGlobal('fetch', () => Promise.reject(new Error('the global fetch')));
    try {
      expect(await send(partOf('Hi'))).toMatchObject({ ok: true });
      expect(await send(partOf('Hi'), VISITOR, { ...CONFIG, secrets: {} })).toMatchObject({ ok: false });
      expect(fake.requests.filter(({ url }) => url.includes('other'))).toEqual([]);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('nor the connections of the vendor', async () => {
    const asked: string[] = [];
    const refusing = createTelegram({
      fetch: (input) => {
        asked.push(String(input));
        return Promise.reject(new Error(`no way to ${String(input)}`));
      },
    });
    const sent = await refusing.send(VISITOR, partOf('Hi'), CONFIG, { as: 'agent', name: 'Shop' });
    expect(sent).toMatchObject({ ok: false });
    expect(JSON.stringify(sent)).not.toContain(TOKEN);
    expect(asked).toHaveLength(1);
    expect(fake.requests).toHaveLength(0);
  });
});
