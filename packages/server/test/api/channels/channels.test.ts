import { Writable } from 'node:stream';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { CHANNELS_CHANGED } from '../../../src/commands/create-channel.ts';
import type { Channel } from '../../../src/domain/channels/channel.ts';
import { outsideFetch } from '../../../src/lib/outside-fetch.ts';
import { createGuardedClient } from '../../../src/runtime/guarded-client.ts';
import { loggerOptions } from '../../../src/runtime/logger.ts';
import { testApp } from '../../support/app.ts';
import { fakeChannels } from '../../support/fake-channel.ts';
import { fakeSessions, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { platforms } from '../../support/platforms.ts';
import { dumpTables } from '../../support/table-dump.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const TOKEN = '4711:AAtheTokenOfTheBot';
const telegram = await platforms({
  telegram: ({ url }) => {
    if (!url.startsWith(`/bot${TOKEN}/`)) return { status: 401, json: { ok: false, description: 'Unauthorized' } };
    return { json: { ok: true, result: url.endsWith('getMe') ? { username: 'shop_bot' } : {} } };
  },
});
const logged: string[] = [];
const sessions = fakeSessions();
const outside = createGuardedClient({ allowPrivateUrls: [telegram.origin] });
const app = testApp({
  sessions,
  outside,
  channels: fakeChannels(outsideFetch(outside, { timeoutMs: 2_000, maxBytes: 100_000 })),
  logger: pino(
    loggerOptions('debug'),
    new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk));
        done();
      },
    }),
  ),
});
const call = workspaceApi(app);
const given = (settings: object = {}) => ({
  chatbot_id: app.current.first.chatbot_id,
  platform: 'telegram',
  name: 'Shop',
  settings: { bot_token: TOKEN, api_url: `${telegram.origin}/telegram`, ...settings },
});
const add = async (settings: object = {}) => (await call('POST', '/channels', given(settings))).body;
const audited = () =>
  app.current.database.db.selectFrom('audit_log').select(['action', 'details']).orderBy('id').execute();
const asPerson = async (role: 'member' | 'manager', path: string) => {
  const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
  const { headers } = await signIn(app.current, sessions, { workspaceId, role });
  return (await app.current.parley.app.inject({ url: `/inbox/api/${workspaceId}${path}`, headers })).json();
};

describe('the platforms', () => {
  it('are told with their fields and rules', async () => {
    const { body } = await call('GET', '/channels/platforms');
    expect(body.data).toMatchObject([
      {
        object: 'channel_platform',
        platform: 'telegram',
        rules: { window_hours: 24, human_window_hours: null, receipts: false, templates: true },
        can_connect: true,
      },
    ]);
    expect(body.data[0].fields[0]).toEqual({
      key: 'bot_token',
      kind: 'secret',
      label: 'Bot token',
      hint: 'From @BotFather.',
      is_required: true,
      is_advanced: false,
      choices: null,
      default: null,
      when: null,
      is_generated: false,
    });
  });
});

describe('channels', () => {
  it('are created, listed and read, by workspace and by chatbot', async () => {
    const { status, body } = await call('POST', '/channels', given());
    expect([status, body]).toEqual([
      201,
      expect.objectContaining({
        object: 'channel',
        platform: 'telegram',
        name: 'Shop',
        state: 'active',
        settings: { api_url: `${telegram.origin}/telegram`, groups: 'off' },
        secrets: [
          { key: 'bot_token', is_set: true },
          { key: 'proxy_password', is_set: false },
        ],
        generated: { verify_token: expect.stringMatching(/^[\w-]{43}$/) },
        webhook_url: `${app.current.parley.deps.baseUrl()}/channels/telegram/${body.id}`,
        problem: null,
        checked_at: null,
        last_received_at: null,
      }),
    ]);
    expect((await call('GET', `/channels/${body.id}`)).body).toEqual(body);
    expect((await call('GET', '/channels')).body).toEqual({ object: 'list', data: [body] });
    const ofChatbot = (id: string) => call('GET', `/channels?chatbot_id=${id}`);
    expect((await ofChatbot(body.chatbot_id)).body.data).toEqual([body]);
    expect((await ofChatbot(body.id)).body.data).toEqual([]);
    expect((await ofChatbot('x')).status).toBe(400);
  });

  it('have no webhook address where nothing is delivered to it', async () => {
    const rules = app.current.parley.deps.channels.get('telegram')?.rules ?? {};
    Object.assign(rules, { hasNoWebhook: true });
    const { webhook_url } = await add();
    Object.assign(rules, { hasNoWebhook: undefined });
    expect(webhook_url).toBeNull();
  });

  it.each([
    [{ settings: {} }, 'settings.bot_token'],
    [{ settings: { bot_token: 'nonsense' } }, 'settings.bot_token'],
    [{ settings: { bot_token: TOKEN, colour: 'red' } }, 'settings.colour'],
    [{ settings: { bot_token: TOKEN, groups: 'never' } }, 'settings.groups'],
    [{ settings: { bot_token: TOKEN, secret_token: 'x' } }, 'settings.secret_token'],
    [{ settings: { bot_token: TOKEN, port: {} } }, 'settings.port'],
    [{ name: ' ' }, 'name'],
    [{ platform: 'fax' }, 'platform'],
    [{ chatbot_id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e01' }, 'chatbot_id'],
    [{ chatbot_id: 'x' }, 'chatbot_id'],
  ])('are refused with %j, naming the field', async (wrong, field) => {
    const answer = await call('POST', '/channels', { ...given(), ...wrong });
    expect([answer.status, Object.keys(answer.body.details.fieldErrors)]).toEqual([400, [field]]);
    expect((await call('GET', '/channels')).body.data).toEqual([]);
    expect(await audited()).toEqual([]);
  });

  it('are refused where nothing speaks to the platform, for another chatbot and for an archived one', async () => {
    expect((await call('POST', '/channels', { ...given(), platform: 'slack' })).status).toBe(409);
    const theirs = await app.current.addForeign();
    expect((await call('POST', '/channels', { ...given(), chatbot_id: theirs.chatbot_id })).status).toBe(400);
    await call('DELETE', `/chatbots/${app.current.first.chatbot_id}`);
    const { body } = await call('POST', '/channels', given());
    expect(body.details.fieldErrors).toEqual({ chatbot_id: ['is archived'] });
  });

  it('change in what is given, and secrets that are not given stay', async () => {
    const { id, generated } = await add({ proxy_password: 'first' });
    const changed = await call('PATCH', `/channels/${id}`, { name: 'Other', settings: { groups: 'mentions' } });
    expect(changed.body).toMatchObject({ name: 'Other', settings: { groups: 'mentions' }, generated });
    expect(changed.body.secrets).toEqual([
      { key: 'bot_token', is_set: true },
      { key: 'proxy_password', is_set: true },
    ]);
    const without = await call('PATCH', `/channels/${id}`, { settings: { proxy_password: null } });
    expect(without.body.secrets[1]).toEqual({ key: 'proxy_password', is_set: false });
    expect((await call('PATCH', `/channels/${id}`, { settings: { bot_token: null } })).status).toBe(400);
    expect((await call('POST', `/channels/${id}/check`)).body.ok).toBe(true);
    expect((await call('PATCH', `/channels/${id}`, { state: 'paused' })).body.state).toBe('paused');
    // Nothing new leaves no trace.
    await call('PATCH', `/channels/${id}`, { state: 'paused', settings: { bot_token: TOKEN } });
    expect(
      (await audited()).map(({ action, details }) => [action, (details as { changed?: string[] }).changed]),
    ).toEqual([
      ['channel.create', undefined],
      ['channel.update', ['name', 'settings.groups']],
      ['channel.update', ['settings.proxy_password']],
      ['channel.check', undefined],
      ['channel.update', ['state']],
    ]);
  });

  it('are gone once deleted', async () => {
    const { id } = await add();
    expect((await call('DELETE', `/channels/${id}`)).body).toEqual({ object: 'channel', id, deleted: true });
    expect((await call('DELETE', `/channels/${id}`)).status).toBe(404);
    expect((await call('GET', `/channels/${id}`)).status).toBe(404);
  });

  it('tell the nodes when they are made, changed and deleted', async () => {
    let heard = 0;
    const stop = app.current.parley.deps.bus.subscribe(CHANNELS_CHANGED, () => {
      heard += 1;
    });
    const { id } = await add();
    await call('PATCH', `/channels/${id}`, { state: 'paused' });
    await call('PATCH', `/channels/${id}`, { state: 'paused' });
    await call('DELETE', `/channels/${id}`);
    stop();
    expect(heard).toBe(3);
  });

  it('are at most fifty in a workspace, however many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 52 }, () => call('POST', '/channels', given())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
    expect(answers.find(({ status }) => status !== 201)).toMatchObject({ status: 409, body: { error: 'conflict' } });
  });

  it('answer a repeated creation with the same channel', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await call('POST', '/channels', given(), { headers });
    const second = await call('POST', '/channels', given(), { headers });
    expect(second.body).toEqual(first.body);
    expect((await call('GET', '/channels')).body.data).toHaveLength(1);
  });

  it('show what the server made to those only who set channels up', async () => {
    const { id, generated } = await add();
    expect((await asPerson('manager', `/channels/${id}`)).generated).toEqual(generated);
    expect((await asPerson('member', `/channels/${id}`)).generated).toEqual({});
    expect((await asPerson('member', '/channels')).data[0].generated).toEqual({});
  });
});

describe('a check', () => {
  it('asks the platform, keeps what it told, and fills what is empty with it', async () => {
    const { id } = await add();
    const { status, body } = await call('POST', `/channels/${id}/check`);
    expect([status, body]).toEqual([
      200,
      { object: 'channel_check', ok: true, problems: [], facts: { username: 'shop_bot' }, checked_at: body.checked_at },
    ]);
    expect((await call('GET', `/channels/${id}`)).body).toMatchObject({
      facts: { username: 'shop_bot' },
      settings: { username: 'shop_bot' },
      checked_at: body.checked_at,
      problem: null,
    });
    telegram.script(/getMe/, { json: { ok: true, result: { username: 'other_bot' } } });
    await call('POST', `/channels/${id}/check`);
    expect((await call('GET', `/channels/${id}`)).body.settings.username).toBe('other_bot');
    await call('PATCH', `/channels/${id}`, { settings: { username: 'mine' } });
    await call('POST', `/channels/${id}/check`);
    expect((await call('GET', `/channels/${id}`)).body.settings.username).toBe('mine');
  });

  it('makes what is wrong the problem of the channel, until it is well or set up otherwise', async () => {
    const { id } = await add();
    const shown = async () => (await call('GET', `/channels/${id}`)).body.problem;
    const refuse = { status: 401, json: { ok: false, description: 'Unauthorized' } } as const;
    telegram.script(/getMe/, refuse, refuse);
    const { body } = await call('POST', `/channels/${id}/check`);
    const problems = [{ field: 'bot_token', message: 'The platform says: Unauthorized.' }];
    expect(body).toMatchObject({ ok: false, problems });
    expect(await shown()).toEqual({ code: 'check', ...problems[0], since: body.checked_at });
    await call('POST', `/channels/${id}/check`);
    expect((await shown()).since).toBe(body.checked_at);
    await call('POST', `/channels/${id}/check`);
    expect(await shown()).toBeNull();
    telegram.script(/getMe/, refuse);
    await call('POST', `/channels/${id}/check`);
    await call('PATCH', `/channels/${id}`, { settings: { proxy_password: 'x' } });
    expect(await shown()).toBeNull();
  });

  it('keeps what no database takes in another form', async () => {
    const { id } = await add();
    telegram.script(
      /getMe/,
      { json: { ok: true, result: { title: 'a\u0000b' } } },
      { json: { ok: false, description: 'no\u0000' } },
    );
    expect((await call('POST', `/channels/${id}/check`)).body.facts).toEqual({ title: 'a\ufffdb' });
    expect((await call('POST', `/channels/${id}/check`)).body.problems[0].message).toBe('The platform says: no\ufffd.');
  });

  it('repeats no secret that the platform repeats', async () => {
    const { id } = await add();
    telegram.script(
      /getMe/,
      { json: { ok: true, result: { asked: `https://api.example/bot${TOKEN}/getMe` } } },
      { json: { ok: false, description: `no bot ${encodeURIComponent(TOKEN)}` } },
    );
    const answers = [await call('POST', `/channels/${id}/check`), await call('POST', `/channels/${id}/check`)];
    expect(answers[0]?.body.facts.asked).toBe('https://api.example/bot{{secret.bot_token}}/getMe');
    expect(answers[1]?.body.problems[0].message).toBe('The platform says: no bot {{secret.bot_token}}.');
    expect(JSON.stringify(await call('GET', `/channels/${id}`))).not.toContain(TOKEN);
  });

  it('is refused where nothing speaks to the platform any more, and what is stored is still shown', async () => {
    const { id } = await add();
    const speaking = app.current.parley.deps.channels as Map<string, Channel>;
    const fake = speaking.get('telegram');
    speaking.delete('telegram');
    const answers = [
      await call('POST', `/channels/${id}/check`),
      await call('PATCH', `/channels/${id}`, { settings: { groups: 'all' } }),
      await call('PATCH', `/channels/${id}`, { name: 'Left behind' }),
      await call('GET', `/channels/${id}/templates`),
    ];
    if (fake) speaking.set('telegram', fake);
    expect(answers.map(({ status }) => status)).toEqual([409, 409, 200, 200]);
    expect(answers[2]?.body).toMatchObject({ name: 'Left behind', settings: { groups: 'off' }, secrets: [] });
  });

  it('that is overtaken by other settings is told and not kept', async () => {
    const { id } = await add();
    const patch = call.bind(null, 'PATCH', `/channels/${id}`, { settings: { bot_token: '1:other' } });
    const { deps } = app.current.parley;
    const telling = deps.channels.get('telegram');
    if (!telling) throw new Error('the fake is there');
    const { check } = telling;
    Object.assign(telling, {
      async check() {
        await patch();
        return { problems: [], facts: { username: 'of_before' } };
      },
    });
    expect((await call('POST', `/channels/${id}/check`)).body.ok).toBe(true);
    Object.assign(telling, { check });
    expect((await call('GET', `/channels/${id}`)).body).toMatchObject({ facts: {}, checked_at: null });
  });

  it.each(['drop', { body: 'not JSON' }] as const)('says that the platform could not be asked: %j', async (answer) => {
    const { id } = await add();
    telegram.script(/getMe/, answer);
    const { body } = await call('POST', `/channels/${id}/check`);
    expect(body.problems).toEqual([{ field: null, message: 'The platform could not be asked: try again later.' }]);
  });

  it('has a sibling that connects, where the platform can', async () => {
    const { id } = await add();
    expect((await call('POST', `/channels/${id}/connect`)).body).toMatchObject({ ok: true, problems: [] });
    expect(telegram.asked(/setWebhook/)).toHaveLength(1);
    const fake = app.current.parley.deps.channels.get('telegram');
    const connect = fake?.connect;
    Object.assign(fake ?? {}, { connect: undefined });
    const refused = await call('POST', `/channels/${id}/connect`);
    Object.assign(fake ?? {}, { connect });
    expect([refused.status, refused.body.error]).toEqual([409, 'conflict']);
    expect((await audited()).map(({ action }) => action)).toEqual(['channel.create', 'channel.connect']);
  });

  it('has another that lists templates, which fails softly', async () => {
    const { id } = await add();
    const { body } = await call('GET', `/channels/${id}/templates`);
    expect(body.data).toMatchObject([{ object: 'channel_template', name: 'hello', parameters: 0 }]);
    telegram.script(/templates/, 'drop');
    expect((await call('GET', `/channels/${id}/templates`)).status).toBe(503);
  });
});

it('I8: the secrets of a channel are in no answer, no log, no audit entry, and nowhere in the clear', async () => {
  logged.length = 0;
  const answers: string[] = [];
  const keep = async (...request: Parameters<typeof call>) => {
    const answer = await call(...request);
    answers.push(JSON.stringify(answer));
    return answer.body;
  };
  const password = 'the password of the proxy';
  const { id } = await keep('POST', '/channels', given({ proxy_password: password }), {
    headers: { 'idempotency-key': 'k' },
  });
  const hidden = JSON.parse(
    app.current.parley.deps.secrets.open(
      (await app.current.database.db.selectFrom('channels').select('secrets').executeTakeFirstOrThrow()).secrets,
    ),
  );
  telegram.script(/getMe/, 'drop');
  for (const [method, path, body] of [
    ['POST', `/channels/${id}/check`],
    ['POST', `/channels/${id}/check`],
    ['POST', `/channels/${id}/connect`],
    ['GET', `/channels/${id}/templates`],
    ['PATCH', `/channels/${id}`, { settings: { bot_token: `${TOKEN} ` } }],
    ['PATCH', `/channels/${id}`, { settings: { bot_token: TOKEN, proxy_password: `${password}\n x` } }],
    ['GET', '/channels'],
    ['DELETE', `/channels/${id}`],
  ] as const) {
    await keep(method, path, body);
  }
  const dump = JSON.stringify([...(await dumpTables(app.current.database))]);
  expect(dump).toContain('channel.delete');
  expect(logged.join()).toContain('a platform could not be asked');
  for (const secret of [TOKEN, password, hidden.secret_token]) {
    for (const [where, text] of Object.entries({ answers: answers.join(), log: logged.join(), dump })) {
      expect([where, text.includes(secret)]).toEqual([where, false]);
    }
  }
});
