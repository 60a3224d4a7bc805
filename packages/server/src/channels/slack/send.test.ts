import { afterAll, describe, expect, it, vi } from 'vitest';
import { slackRoutes } from '../../../test/support/platforms/slack.ts';
import { platforms } from '../../../test/support/platforms.ts';
import type { ChannelConfig, OutgoingFile, OutgoingPart, Recipient } from '../../domain/channels/channel.ts';
import { outsideFetch } from '../../lib/outside-fetch.ts';
import { createGuardedClient } from '../../runtime/guarded-client.ts';
import { createSlack } from './slack.ts';

const fake = await platforms({ slack: slackRoutes });
const client = createGuardedClient({ allowPrivateUrls: [fake.origin] });
afterAll(() => client.close());
const slack = createSlack({ fetch: outsideFetch(client, { timeoutMs: 500, maxBytes: 100_000 }) });

const TOKEN = 'xoxb-very-secret';
const config: ChannelConfig = {
  id: 'c1',
  settings: { api_url: `${fake.origin}/slack/api` },
  secrets: { signing_secret: 's', bot_token: TOKEN },
  webhookUrl: 'https://parley.example/channels/c1',
};
const to: Recipient = {
  thread: 'T1:C1:1715880000.000100',
  person: 'U1',
  reply: { channel: 'C1', threadTs: '1715880000.000100' },
  lastMessageId: null,
};
const part: OutgoingPart = { id: 'p1', body: '**Yes** & <no>', format: 'markdown', files: [] };
const file: OutgoingFile = {
  name: 'offer.pdf',
  contentType: 'application/pdf',
  size: 5,
  url: 'https://parley.example/f/1',
  read: async () => Buffer.from('bytes'),
};
const POST = /chat\.postMessage/;
const send = (sent: Partial<OutgoingPart> = {}, where = to) =>
  slack.send(where, { ...part, ...sent }, config, { as: 'agent', name: 'Lamps' });
const formOf = (path: RegExp, at = 0) => Object.fromEntries(new URLSearchParams(fake.asked(path)[at]?.body.toString()));

describe('sending to Slack', () => {
  it('posts Markdown into the thread, without previews, and gives the id', async () => {
    const sent = await send();
    expect(sent).toEqual({ ok: true, id: expect.stringMatching(/^T1:C1:\d+\.000100$/) });
    expect(formOf(POST)).toEqual({
      channel: 'C1',
      thread_ts: '1715880000.000100',
      markdown_text: '**Yes** & <no>',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
    expect(fake.asked(POST)[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('posts beside the thread in a direct message', async () => {
    await send({}, { ...to, thread: 'T1:D1', reply: { channel: 'D1' } });
    expect(formOf(POST)).toMatchObject({ channel: 'D1' });
    expect(formOf(POST)).not.toHaveProperty('thread_ts');
  });

  it.each(['msg_blocks_too_long', 'no_text'])(
    'gives up its Markdown at %s, and is sent as plain text',
    async (error) => {
      fake.script(POST, { json: { ok: false, error } });
      expect(await send()).toMatchObject({ ok: true });
      expect(formOf(POST, 1)).toMatchObject({ text: '**Yes** &amp; &lt;no&gt;', mrkdwn: 'false' });
      expect(formOf(POST, 1)).not.toHaveProperty('markdown_text');
    },
  );

  it.each([
    ['invalid_auth', 'unauthorised'],
    ['not_authed', 'unauthorised'],
    ['account_inactive', 'unauthorised'],
    ['token_revoked', 'unauthorised'],
    ['channel_not_found', 'refused'],
    ['is_archived', 'refused'],
    ['not_in_channel', 'refused'],
    ['something_new', 'refused'],
    ['constructor', 'refused'],
    ['cannot_dm_bot', 'blocked'],
    ['user_disabled', 'blocked'],
    ['service_unavailable', 'retry'],
    ['internal_error', 'unknown'],
    ['fatal_error', 'unknown'],
  ])('%s is %s, said in a sentence', async (error, failure) => {
    fake.script(POST, { json: { ok: false, error } });
    const sent = await send();
    expect(sent).toEqual({ ok: false, failure, detail: expect.stringMatching(/^[A-Z].{10,}\.$/) });
    expect(fake.asked(POST)).toHaveLength(1);
  });

  it('names the scope that is missing', async () => {
    fake.script(POST, { json: { ok: false, error: 'missing_scope', needed: 'chat:write' } });
    expect(await send()).toMatchObject({ failure: 'unauthorised', detail: expect.stringContaining('chat:write') });
    fake.script(/getUpload/, { json: { ok: false, error: 'missing_scope', needed: 'files:write' } });
    expect(await send({ files: [file] })).toMatchObject({
      failure: 'refused',
      detail: expect.stringContaining('files:write'),
    });
  });

  it('waits as long as Slack says', async () => {
    fake.script(POST, { status: 429, headers: { 'retry-after': '30' }, json: { ok: false, error: 'ratelimited' } });
    expect(await send()).toMatchObject({ failure: 'retry', afterMs: 30_000 });
    fake.script(POST, { status: 429, body: 'slow down' });
    expect(await send()).not.toHaveProperty('afterMs');
  });

  it.each([
    ['500', { status: 500, body: '<html>' }, 'retry'],
    ['401', { status: 401, body: '' }, 'unauthorised'],
    ['404', { status: 404, body: '' }, 'refused'],
    ['a redirect', { status: 302, headers: { location: 'https://example.com' } }, 'refused'],
    ['a page of somebody else', { body: '<html>' }, 'unknown'],
    ['no answer', 'hang', 'unknown'],
    ['a lost connection', 'drop', 'unknown'],
    ['an endless answer', { body: 'x'.repeat(200_000) }, 'unknown'],
  ] as const)('%s is %s', async (_, answer, failure) => {
    fake.script(POST, answer);
    expect(await send()).toMatchObject({ ok: false, failure });
    expect(fake.asked(POST)).toHaveLength(1);
  });

  it('is tried again when nothing listens, and refused where nothing may be asked', async () => {
    const at = (api_url: string) => ({ ...config, settings: { api_url } });
    const speaker = { as: 'agent', name: 'Lamps' } as const;
    const closed = createGuardedClient({ allowPrivateUrls: ['http://127.0.0.1:9'] });
    const alone = createSlack({ fetch: outsideFetch(closed, { timeoutMs: 500, maxBytes: 1_000 }) });
    expect(await alone.send(to, part, at('http://127.0.0.1:9/'), speaker)).toMatchObject({ failure: 'retry' });
    expect(await alone.send(to, part, at('https://10.0.0.1/'), speaker)).toMatchObject({ failure: 'refused' });
    await closed.close();
  });

  it('tells no secret, whatever goes wrong', async () => {
    for (const answer of [
      'drop',
      'hang',
      { status: 500, body: TOKEN },
      { json: { ok: false, error: TOKEN } },
    ] as const) {
      fake.script(POST, answer);
      expect(JSON.stringify(await send())).not.toContain(TOKEN);
    }
  });

  it('reads no environment', async () => {
    for (const name of ['SLACK_BOT_TOKEN', 'SLACK_TOKEN', 'SLACK_API_URL', 'SLACK_SIGNING_SECRET']) {
      vi.stubEnv(name, name === 'SLACK_API_URL' ? `${fake.origin}/elsewhere/` : 'xoxb-of-the-environment');
    }
    await send();
    await slack.send(to, part, { ...config, secrets: {} }, { as: 'agent', name: 'Lamps' });
    vi.unstubAllEnvs();
    expect(fake.requests.map(({ url }) => url)).toEqual(['/slack/api/chat.postMessage', '/slack/api/chat.postMessage']);
    expect(fake.requests.map(({ headers }) => headers.authorization?.trim())).toEqual([`Bearer ${TOKEN}`, 'Bearer']);
  });
});

describe('files', () => {
  it('are uploaded without the token, then shared in the thread', async () => {
    const sent = await send({ body: '', files: [file, { ...file, name: 'b.pdf' }] });
    expect(sent).toEqual({ ok: true, id: 'T1:C1:F0NEWFILE' });
    expect(formOf(/getUpload/)).toEqual({ filename: 'offer.pdf', length: '5' });
    const [upload] = fake.asked(/\/upload\/v1/);
    expect([upload?.body.toString(), upload?.headers.authorization]).toEqual(['bytes', undefined]);
    expect(formOf(/completeUpload/)).toEqual({
      files: '[{"id":"F0NEWFILE","title":"offer.pdf"},{"id":"F0NEWFILE","title":"b.pdf"}]',
      channel_id: 'C1',
      thread_ts: '1715880000.000100',
    });
    expect(fake.asked(POST)).toHaveLength(0);
  });

  it('have the id of their message where Slack tells it', async () => {
    const files = [{ id: 'F0NEWFILE', shares: { private: { C1: [{ ts: '1715880001.000100' }] } } }];
    fake.script(/completeUpload/, { json: { ok: true, files } });
    expect(await send({ files: [file] })).toEqual({ ok: true, id: 'T1:C1:1715880001.000100' });
    expect(formOf(/completeUpload/)).toMatchObject({ initial_comment: '**Yes** &amp; &lt;no&gt;' });
  });

  it.each([
    [/getUpload/, 'hang', 'retry'],
    [/\/upload\/v1/, 'hang', 'retry'],
    [/\/upload\/v1/, { status: 500 }, 'retry'],
    [/\/upload\/v1/, { status: 400 }, 'refused'],
    [/completeUpload/, 'hang', 'unknown'],
    [/completeUpload/, { json: { ok: false, error: 'invalid_auth' } }, 'unauthorised'],
  ] as const)('that fail at %s (%j) are %s', async (path, answer, failure) => {
    fake.script(path, answer);
    expect(await send({ files: [file] })).toMatchObject({ ok: false, failure });
  });

  it('that are gone are refused', async () => {
    expect(await send({ files: [{ ...file, read: async () => null }] })).toMatchObject({ failure: 'refused' });
    expect(fake.requests).toHaveLength(0);
  });
});

describe('typing', () => {
  it('is a status in a thread, and nothing outside one', async () => {
    await slack.typing?.(to, config);
    expect(formOf(/setStatus/)).toEqual({ channel_id: 'C1', thread_ts: '1715880000.000100', status: 'is typing…' });
    await slack.typing?.({ ...to, reply: { channel: 'D1' } }, config);
    expect(fake.requests).toHaveLength(1);
  });

  it('fails silently', async () => {
    fake.script(/setStatus/, 'drop', { json: { ok: false, error: 'missing_scope' } });
    await slack.typing?.(to, config);
    await slack.typing?.(to, config);
    expect(fake.requests).toHaveLength(2);
  });
});
