import { afterAll, describe, expect, it } from 'vitest';
import { SLACK_SCOPES, slackDelivery, slackRoutes } from '../../../test/support/platforms/slack.ts';
import { platforms } from '../../../test/support/platforms.ts';
import type { ChannelConfig, FileRef } from '../../domain/channels/channel.ts';
import type { JsonObject } from '../../lib/json.ts';
import { outsideFetch } from '../../lib/outside-fetch.ts';
import { createGuardedClient } from '../../runtime/guarded-client.ts';
import { createSlack } from './slack.ts';

const fake = await platforms({ slack: slackRoutes, other: () => ({ body: 'not yours' }) });
const elsewhere = await platforms({ slack: slackRoutes });
const client = createGuardedClient({ allowPrivateUrls: [fake.origin, elsewhere.origin] });
afterAll(() => client.close());
const slack = createSlack({ fetch: outsideFetch(client, { timeoutMs: 500, maxBytes: 1_000 }) });

const TOKEN = 'xoxb-very-secret';
const configOf = (settings: JsonObject = {}, secrets = {}): ChannelConfig => ({
  id: 'c1',
  settings: { api_url: `${fake.origin}/slack/api/`, ...settings },
  secrets: { signing_secret: 's', bot_token: TOKEN, ...secrets },
  webhookUrl: 'https://parley.example/channels/c1',
});

describe('files of visitors', () => {
  const url = `${fake.origin}/slack/files-pri/T1-F1/lamp.png`;
  const fetched = (file: Partial<FileRef> = {}, maxBytes = 1_000) =>
    slack.fetchFile?.({ ref: url, mime: 'image/png', ...file }, configOf(), maxBytes);

  it('are fetched with the token from the host of the API', async () => {
    expect(Buffer.from((await fetched()) as Uint8Array).toString()).toBe('bytes of a lamp');
    expect(fake.requests[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('of other workspaces are asked for by their id', async () => {
    expect(Buffer.from((await fetched({ ref: 'F1' })) as Uint8Array).toString()).toBe('bytes of a lamp');
    expect(fake.asked(/files\.info/)[0]?.body.toString()).toBe('file=F1');
    fake.script(/files\.info/, { json: { ok: false, error: 'file_not_found' } });
    expect(await fetched({ ref: 'F1' })).toBeNull();
    fake.script(/files\.info/, { status: 503 });
    await expect(fetched({ ref: 'F1' })).rejects.toThrow('503');
  });

  it('show the token to nobody else', async () => {
    const refs = [
      `${elsewhere.origin}/slack/files-pri/x`,
      'https://files.slack.com.evil.example/x',
      'https://evil.example/?https://files.slack.com/',
      'http://files.slack.com/x',
      'https://files.slack.com:8443/x',
      'https://user@evil.example/files.slack.com',
      '//evil.example/x',
      'file:///etc/passwd',
    ];
    for (const ref of refs) expect(await fetched({ ref })).toBeNull();
    fake.script(/files\.info/, { json: { ok: true, file: { url_private: `${elsewhere.origin}/slack/files-pri/x` } } });
    expect(await fetched({ ref: 'F1' })).toBeNull();
    expect(elsewhere.requests).toHaveLength(0);
  });

  it('are asked for at the host of files of Slack', async () => {
    const asked: string[] = [];
    const own = createSlack({
      fetch: async (input) => {
        asked.push(String(input));
        return new Response('x');
      },
    });
    const ref = 'https://files.slack.com/files-pri/T1-F1/lamp.png';
    await own.fetchFile?.({ ref }, configOf({ api_url: 'https://slack.com/api/' }), 10);
    expect(asked).toEqual([ref]);
  });

  it('that are too large, gone or behind a sign-in are no files', async () => {
    expect(await fetched({ size: 1_001 })).toBe('too_large');
    expect(fake.requests).toHaveLength(0);
    expect(await fetched({}, 5)).toBe('too_large');
    fake.script(/files-pri/, { body: 'x'.repeat(2_000) }, { status: 404 });
    expect(await fetched()).toBe('too_large');
    expect(await fetched()).toBeNull();
    const page = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>Sign in' };
    fake.script(
      /files-pri/,
      page,
      { status: 302, headers: { location: `${elsewhere.origin}/` } },
      { status: 500 },
      page,
    );
    await expect(fetched()).rejects.toThrow('files:read');
    await expect(fetched()).rejects.toThrow('files:read');
    await expect(fetched()).rejects.toThrow('500');
    expect(await fetched({ mime: 'text/html' })).toBeInstanceOf(Uint8Array);
  });
});

describe('the profile of a visitor', () => {
  it('has what Slack tells', async () => {
    expect(await slack.profile?.('U061F7AUR', configOf())).toEqual({
      name: 'Anna Nowak',
      email: 'anna@example.com',
      phone: '+48 600 100 200',
      language: 'pl',
    });
  });

  it('is null where there is none, and throws what may pass', async () => {
    fake.script(
      /users\.info/,
      { json: { ok: false, error: 'user_not_found' } },
      { json: { ok: true, user: [] } },
      'drop',
    );
    expect(await slack.profile?.('U1', configOf())).toBeNull();
    expect(await slack.profile?.('U1', configOf())).toBeNull();
    await expect(slack.profile?.('U1', configOf())).rejects.toThrow();
    fake.script(/users\.info/, { status: 429, headers: { 'retry-after': '1' } });
    await expect(slack.profile?.('U1', configOf())).rejects.toThrow();
  });
});

describe('the check', () => {
  const granted = (
    scopes: readonly string[],
    body: object = { team: 'Lamps', user_id: 'UBOT00001', bot_id: 'B1' },
  ) => ({
    json: { ok: true, ...body },
    headers: { 'x-oauth-scopes': scopes.join(', ') },
  });

  it('tells whose the bot is', async () => {
    expect(await slack.check(configOf({ app_id: 'A123ABC456', bot_user_id: 'UBOT00001' }))).toEqual({
      problems: [],
      facts: {
        team: 'Lamps',
        team_id: 'T123ABC456',
        url: 'https://lamps.slack.com/',
        bot: 'lampbot',
        bot_user_id: 'UBOT00001',
      },
    });
  });

  it('names each scope that is missing, and those of channels only where they are used', async () => {
    fake.script(
      /auth\.test/,
      granted(['chat:write', 'im:history']),
      granted(['chat:write', 'im:history']),
      granted(SLACK_SCOPES),
    );
    const missing = async (settings: JsonObject = {}) =>
      (await slack.check(configOf(settings))).problems.map(({ field, message }) => [
        field,
        /scope (\S+)/.exec(message)?.[1],
      ]);
    expect(await missing()).toEqual(
      ['files:read', 'files:write', 'users:read', 'app_mentions:read', 'channels:history', 'groups:history'].map(
        (scope) => ['bot_token', scope],
      ),
    );
    expect(await missing({ channels: 'off' })).toHaveLength(3);
    expect(await missing()).toEqual([]);
  });

  it('says which scopes would do more', async () => {
    fake.script(/auth\.test/, granted(SLACK_SCOPES.filter((scope) => scope !== 'users:read.email')));
    expect(await slack.check(configOf())).toMatchObject({
      problems: [],
      facts: { optional_scopes_missing: ['users:read.email'] },
    });
  });

  it('finds a token that is not good, not the bot, or of another app', async () => {
    fake.script(/auth\.test/, { json: { ok: false, error: 'invalid_auth' } }, granted(SLACK_SCOPES, { user_id: 'U1' }));
    const fields = async (settings: JsonObject = {}, secrets = {}) =>
      (await slack.check(configOf(settings, secrets))).problems.map(({ field }) => field);
    expect(await fields()).toEqual(['bot_token']);
    expect(await fields()).toEqual(['bot_token']);
    expect(await fields({ app_id: 'AOTHER', bot_user_id: 'UOTHER' })).toEqual(['bot_user_id', 'app_id']);
    expect(await fields({}, { signing_secret: '' })).toEqual(['signing_secret']);
    expect(await fields({ api_url: `${fake.origin}/other/` })).toEqual(['api_url']);
  });

  it('tells no secret', async () => {
    fake.script(/auth\.test/, { json: { ok: false, error: TOKEN } }, 'drop', { status: 500, body: TOKEN });
    for (const _ of [1, 2, 3]) expect(JSON.stringify(await slack.check(configOf()))).not.toContain(TOKEN);
  });
});

describe('the channel', () => {
  it('asks nobody to read a delivery or to split a reply', async () => {
    const at = new Date();
    const received = await slack.receive(slackDelivery('{}', { at, secret: 's' }), configOf(), at);
    expect(received).toEqual({ kind: 'facts', facts: [], ignored: ['unknown'] });
    expect(slack.format('Hello <https://example.com>')).toHaveLength(1);
    expect(fake.requests).toHaveLength(0);
  });
});
