import { describe, expect, it } from 'vitest';
import { GRAPH_FILE, graphError, graphRoutes } from '../../../test/support/platforms/graph.ts';
import { fetchFor } from '../../../test/support/platforms/graph-setup.ts';
import { platforms } from '../../../test/support/platforms.ts';
import type { ChannelConfig, OutgoingFile, OutgoingPart, Recipient, Speaker } from '../../domain/channels/channel.ts';
import { createMessenger } from './messenger.ts';

const fake = await platforms({ graph: graphRoutes });
const messenger = createMessenger({ fetch: fetchFor(fake.origin) });

const TOKEN = 'page-token-of-the-tests';
const config: ChannelConfig = {
  id: 'c1',
  settings: { page_id: '102', verify_token: 'verify-me', api_url: `${fake.origin}/graph` },
  secrets: { page_access_token: TOKEN, app_secret: 's3cret' },
  webhookUrl: 'https://parley.example/hooks/c1',
};
const tagged = { ...config, settings: { ...config.settings, human_agent: true } };
const to: Recipient = { thread: '6543217890', person: '6543217890', reply: {}, lastMessageId: 'm_LAST' };
const agent: Speaker = { as: 'agent', name: 'Ada' };
const person: Speaker = { as: 'person', name: 'Zoë' };

const part = (more: Partial<OutgoingPart> = {}): OutgoingPart => ({
  id: 'part-1',
  body: 'Hello',
  format: 'text',
  files: [],
  ...more,
});
const file = (name: string, contentType: string): OutgoingFile => ({
  name,
  contentType,
  size: 4,
  url: `https://parley.example/files/${name}`,
  read: async () => new Uint8Array([1, 2, 3, 4]),
});
const send = (more: Partial<OutgoingPart> = {}, by = agent, using = config) =>
  messenger.send(to, part(more), using, by);
const posted = () => fake.asked(/\/me\/messages/).map(({ json }) => json);

describe('sending by Messenger', () => {
  it('posts a text with the token and our word, and gives the id', async () => {
    expect(await send()).toEqual({ ok: true, id: expect.stringMatching(/^m_/) });
    expect(fake.requests[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(posted()).toEqual([
      {
        recipient: { id: '6543217890' },
        messaging_type: 'RESPONSE',
        message: { text: 'Hello', metadata: 'parley:c1:part-1' },
      },
    ]);
  });

  it('says that a person speaks, where the app may say so, and never for the agent', async () => {
    await send({}, person, tagged);
    await send({}, agent, tagged);
    await send({}, person, config);
    expect(posted()).toMatchObject([
      { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' },
      { messaging_type: 'RESPONSE' },
      { messaging_type: 'RESPONSE' },
    ]);
  });

  it('uploads files and sends them after the text', async () => {
    expect(await send({ files: [file('cat.png', 'image/png'), file('a.csv', 'text/csv')] })).toMatchObject({
      ok: true,
    });
    const [upload] = fake.asked(/\/message_attachments/);
    expect(upload?.body.toString('latin1')).toMatch(/name="filedata"; filename="cat.png"/);
    const payload = { attachment_id: expect.stringMatching(/^attachment/) };
    expect(posted()).toMatchObject([
      { message: { text: 'Hello' } },
      { message: { attachment: { type: 'image', payload } } },
      { message: { attachment: { type: 'file', payload } } },
    ]);
  });

  it('says nothing when a file cannot be uploaded', async () => {
    fake.script(/\/message_attachments/, 'drop');
    expect(await send({ files: [file('cat.png', 'image/png')] })).toMatchObject({ ok: false, failure: 'retry' });
    expect(posted()).toEqual([]);
  });

  it.each([
    [10, 2018278, 403, 'window-closed'],
    [10, 0, 403, 'unauthorised'],
    [10, 2018300, 403, 'refused'],
    [551, 0, 400, 'blocked'],
    [200, 1545041, 403, 'blocked'],
    [190, 0, 400, 'unauthorised'],
    [100, 2018001, 400, 'refused'],
    [1200, 0, 400, 'retry'],
    [2, 0, 500, 'retry'],
  ])('takes code %i, subcode %i (status %i) for %s', async (code, subcode, status, failure) => {
    fake.script(/\/messages/, { status, json: graphError(code, 'Oh no', { error_subcode: subcode }) });
    expect(await send()).toEqual({ ok: false, failure, detail: 'Oh no (trace Ab1c2D3)' });
  });

  it.each([4, 32, 613])('waits for code %i', async (code) => {
    fake.script(/\/messages/, { status: 400, json: graphError(code, 'Too many') });
    expect(await send()).toMatchObject({ failure: 'retry', afterMs: 60_000 });
  });

  it.each(['hang', 'drop'] as const)('is unknown when the answer is lost (%s)', async (answer) => {
    fake.script(/\/messages/, answer);
    expect(await send()).toMatchObject({ ok: false, failure: 'unknown' });
  });

  it('tells no token, though Meta repeats it', async () => {
    fake.script(/\/messages/, { status: 400, json: graphError(190, `Malformed access token ${TOKEN}`) });
    expect(await send()).toMatchObject({ detail: 'Malformed access token … (trace Ab1c2D3)' });
  });

  it('shows that the agent writes', async () => {
    fake.script(/\/messages/, { status: 500 });
    await messenger.typing?.(to, config);
    await messenger.typing?.(to, config);
    expect(posted()[1]).toEqual({ recipient: { id: '6543217890' }, sender_action: 'typing_on' });
  });
});

describe('what Messenger knows', () => {
  const fetchFile = (ref: string, maxBytes = 100) => messenger.fetchFile?.({ ref }, config, maxBytes);

  it('is a file, fetched from Meta only and without the token', async () => {
    expect(Buffer.from((await fetchFile(`${fake.origin}/graph/files/1.jpg`)) as Uint8Array)).toEqual(GRAPH_FILE);
    expect(fake.requests[0]?.headers).not.toHaveProperty('authorization');
    expect(await fetchFile(`${fake.origin}/graph/files/1.jpg`, 5)).toBe('too_large');
    fake.script(/files/, { status: 403 });
    expect(await fetchFile(`${fake.origin}/graph/files/1.jpg`)).toBeNull();
    const asked = fake.requests.length;
    const elsewhere = [
      'https://evil.example/a',
      'https://evilfbcdn.net/a',
      'http://x.fbcdn.net/a',
      'file:///etc/passwd',
      '',
    ];
    for (const address of elsewhere) expect(await fetchFile(address)).toBeNull();
    expect(fake.requests).toHaveLength(asked);
  });

  it('is who writes', async () => {
    expect(await messenger.profile?.('6543217890', config)).toEqual({ name: 'Zoë Kowalska' });
    fake.script(/6543217890/, { status: 400, json: graphError(100, 'No profile', { error_subcode: 33 }) });
    expect(await messenger.profile?.('6543217890', config)).toBeNull();
    fake.script(/6543217890/, { status: 500, json: graphError(2, 'Later') });
    await expect(messenger.profile?.('6543217890', config)).rejects.toThrow('Later');
  });
});

describe('setting up Messenger', () => {
  it('tells the page, and that all is well', async () => {
    expect(await messenger.check(config)).toEqual({ problems: [], facts: { name: 'Lucky Shrub' } });
  });

  it('names the field that is wrong', async () => {
    const bad = { ...config, secrets: { ...config.secrets, page_access_token: 'EAAbad' } };
    expect((await messenger.check(bad)).problems).toMatchObject([{ field: 'page_access_token' }]);
    fake.script(/\/me\?/, { status: 400, json: graphError(100, 'Unsupported get request.', { error_subcode: 33 }) });
    expect((await messenger.check(config)).problems).toMatchObject([{ field: 'page_id' }]);
    fake.script(/\/me\?/, { json: { id: '103', name: 'Another page' } });
    expect((await messenger.check(config)).problems).toMatchObject([{ field: 'page_id' }]);
    fake.script(/\/subscribed_apps/, { json: { data: [] } });
    expect((await messenger.check(config)).problems).toMatchObject([{ field: null }]);
  });

  it('subscribes the app to all that it reads', async () => {
    expect(await messenger.connect?.(config)).toEqual({ problems: [], facts: {} });
    const [request] = fake.requests;
    expect(request?.url).toMatch(/^\/graph\/v25\.0\/me\/subscribed_apps/);
    expect(request?.json).toEqual({
      subscribed_fields: expect.stringMatching(/^messages,.*message_reads,message_echoes,.*standby$/),
    });
  });
});
