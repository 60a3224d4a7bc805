import { describe, expect, it } from 'vitest';
import { GRAPH_FILE, graphError, graphRoutes } from '../../../test/support/platforms/graph.ts';
import { fetchFor } from '../../../test/support/platforms/graph-setup.ts';
import { platforms } from '../../../test/support/platforms.ts';
import type { ChannelConfig, OutgoingFile, OutgoingPart, Recipient } from '../../domain/channels/channel.ts';
import { createWhatsapp } from './whatsapp.ts';

const fake = await platforms({ graph: graphRoutes });
const whatsapp = createWhatsapp({ fetch: fetchFor(fake.origin) });

const TOKEN = 'EAAgoodTokenOfTheTests';
const config: ChannelConfig = {
  id: 'c1',
  settings: {
    phone_number_id: '106540352242922',
    business_account_id: '102290129340398',
    verify_token: 'verify-me',
    api_url: `${fake.origin}/graph`,
  },
  secrets: { access_token: TOKEN, app_secret: 's3cret' },
  webhookUrl: 'https://parley.example/hooks/c1',
};
const to: Recipient = { thread: '16505551234', person: '16505551234', reply: {}, lastMessageId: 'wamid.LAST' };
const agent = { as: 'agent', name: 'Ada' } as const;

const part = (more: Partial<OutgoingPart> = {}): OutgoingPart => ({
  id: 'part-1',
  body: 'Hello *there*',
  format: 'whatsapp',
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
const send = (more: Partial<OutgoingPart> = {}, recipient = to) => whatsapp.send(recipient, part(more), config, agent);
const posted = () => fake.asked(/\/messages\?/).map(({ json }) => json);

describe('sending by WhatsApp', () => {
  it('posts a text with the token, and gives the id', async () => {
    expect(await send()).toEqual({ ok: true, id: expect.stringMatching(/^wamid\./) });
    const [request] = fake.asked(/\/graph\/v25\.0\/106540352242922\/messages/);
    expect(request?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    expect(request?.url).toMatch(/appsecret_proof=[0-9a-f]{64}$/);
    expect(request?.json).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: '16505551234',
      biz_opaque_callback_data: 'part-1',
      type: 'text',
      text: { body: 'Hello *there*', preview_url: false },
    });
  });

  it('addresses somebody without a number by their id', async () => {
    await send({}, { ...to, thread: 'US.99', person: 'US.99' });
    expect(posted()).toMatchObject([{ recipient: 'US.99' }]);
    expect(posted()[0]).not.toHaveProperty('to');
  });

  it('uploads a file, and says the text as its caption', async () => {
    expect(await send({ files: [file('cat.png', 'image/png')] })).toMatchObject({ ok: true });
    const [upload] = fake.asked(/\/media\?/);
    expect(upload?.headers['content-type']).toMatch(/^multipart\/form-data/);
    expect(upload?.body.toString('latin1')).toContain('filename="cat.png"');
    const id = expect.stringMatching(/^media/);
    expect(posted()).toMatchObject([{ type: 'image', image: { id, caption: 'Hello *there*' } }]);
  });

  it('says a text before files that cannot carry it, and names documents', async () => {
    await send({ files: [file('a.ogg', 'audio/ogg; codecs=opus'), file('b.pdf', 'application/pdf')] });
    expect(posted()).toMatchObject([{ type: 'text' }, { type: 'audio' }, { document: { filename: 'b.pdf' } }]);
  });

  it('sends what is too large for its kind as a document, and what it does not take as an address', async () => {
    const large = { ...file('large.png', 'image/png'), size: 6 * 1024 * 1024 };
    await send({ body: '', files: [large, file('b.csv', 'text/csv')] });
    const body = 'b.csv: https://parley.example/files/b.csv';
    expect(posted()).toMatchObject([{ document: { filename: 'large.png' } }, { type: 'text', text: { body } }]);
    expect(fake.asked(/\/media\?/)).toHaveLength(1);
  });

  it('sends no file that is gone', async () => {
    const gone = { ...file('gone.png', 'image/png'), read: async () => null };
    expect(await send({ files: [gone] })).toMatchObject({ ok: false, failure: 'refused' });
    expect(fake.requests).toEqual([]);
  });

  it('says nothing when a file cannot be uploaded, so that it may be tried again', async () => {
    fake.script(/\/media/, 'hang');
    expect(await send({ files: [file('cat.png', 'image/png')] })).toMatchObject({ ok: false, failure: 'retry' });
    expect(posted()).toEqual([]);
  });

  it('does not send again what has begun to arrive', async () => {
    fake.script(
      /\/messages/,
      { json: { messages: [{ id: 'wamid.FIRST' }] } },
      { status: 500, json: graphError(131000, 'Oh') },
    );
    const files = [file('a.ogg', 'audio/ogg')];
    expect(await send({ files })).toMatchObject({ ok: false, failure: 'unknown' });
  });

  it('sends a template with its parameters', async () => {
    await send({ template: { name: 'order_update', language: 'en_US', parameters: ['Zoë', '17'] } });
    expect(posted()).toMatchObject([
      {
        type: 'template',
        template: {
          name: 'order_update',
          language: { code: 'en_US' },
          components: [
            {
              type: 'body',
              parameters: [
                { type: 'text', text: 'Zoë' },
                { type: 'text', text: '17' },
              ],
            },
          ],
        },
      },
    ]);
  });

  it.each([
    [190, 401, 'unauthorised'],
    [131031, 403, 'unauthorised'],
    [131047, 400, 'window-closed'],
    [131026, 400, 'refused'],
    [130472, 400, 'refused'],
    [132000, 404, 'refused'],
    [131000, 500, 'retry'],
  ])('takes code %i (status %i) for %s', async (code, status, failure) => {
    const error = graphError(code, 'Oh no', { error_data: { messaging_product: 'whatsapp', details: 'The details.' } });
    fake.script(/\/messages/, { status, json: error });
    const detail = 'Oh no: The details. (trace Ab1c2D3)';
    expect(await send()).toEqual({ ok: false, failure, detail });
  });

  it.each([4, 80007, 130429, 131049, 131056])('waits for code %i', async (code) => {
    fake.script(/\/messages/, { status: 400, json: graphError(code, 'Too many') });
    expect(await send()).toMatchObject({ failure: 'retry', afterMs: expect.any(Number) });
  });

  it('waits as long as it is told', async () => {
    fake.script(/\/messages/, { status: 429, json: graphError(130429, 'Too many'), headers: { 'retry-after': '17' } });
    expect(await send()).toMatchObject({ failure: 'retry', afterMs: 17_000 });
  });

  it.each(['hang', 'drop'] as const)('is unknown when the answer is lost (%s)', async (answer) => {
    fake.script(/\/messages/, answer);
    expect(await send()).toMatchObject({ ok: false, failure: 'unknown' });
  });

  it('is tried again when nobody was there to read it', async () => {
    const nowhere = { ...config, settings: { ...config.settings, api_url: `${fake.origin}:1/graph` } };
    const closed = { ...nowhere, settings: { ...nowhere.settings, api_url: 'https://nothing.invalid' } };
    expect(await whatsapp.send(to, part(), closed, agent)).toMatchObject({ ok: false, failure: 'retry' });
  });

  it('is unknown when the answer has no id, and garbage with status 502 is tried again', async () => {
    fake.script(/\/messages/, { body: '<html>' }, { status: 502, body: '<html>' });
    expect(await send()).toMatchObject({ failure: 'unknown' });
    expect(await send()).toMatchObject({ failure: 'retry', detail: 'Meta answered with status 502.' });
  });

  it('tells no token, though Meta repeats it', async () => {
    const other = 'EAABsbCS1iHgBAKZCZCvZC';
    fake.script(/\/messages/, { status: 400, json: graphError(190, `Malformed access token ${TOKEN}, ${other}`) });
    const sent = await send();
    expect(JSON.stringify(sent)).not.toMatch(/EAA/);
    expect(sent).toMatchObject({ failure: 'unauthorised' });
  });

  it('reads nothing of the environment', async () => {
    const names = ['WHATSAPP_ACCESS_TOKEN', 'WHATSAPP_APP_SECRET', 'WHATSAPP_PHONE_NUMBER_ID', 'FACEBOOK_APP_SECRET'];
    for (const name of names) process.env[name] = 'EAAfromTheEnvironment';
    await whatsapp.send(to, part(), { ...config, secrets: {} }, agent);
    expect(JSON.stringify(fake.requests.map(({ url, headers }) => [url, headers]))).not.toContain('Environment');
    for (const name of names) delete process.env[name];
  });
});

describe('typing on WhatsApp', () => {
  it('needs the latest message, which it marks as read', async () => {
    await whatsapp.typing?.(to, config);
    const signal = { status: 'read', message_id: 'wamid.LAST', typing_indicator: { type: 'text' } };
    expect(posted()).toEqual([{ messaging_product: 'whatsapp', ...signal }]);
    await whatsapp.typing?.({ ...to, lastMessageId: null }, config);
    expect(posted()).toHaveLength(1);
  });

  it('fails silently', async () => {
    fake.script(/\/messages/, 'drop', { status: 500 });
    await whatsapp.typing?.(to, config);
    await whatsapp.typing?.(to, config);
  });
});

describe('a file from WhatsApp', () => {
  const fetchFile = (ref: string, maxBytes = 100) => whatsapp.fetchFile?.({ ref }, config, maxBytes);

  it('is asked for by its id, and fetched with the token', async () => {
    expect(Buffer.from((await fetchFile('777')) as Uint8Array)).toEqual(GRAPH_FILE);
    expect(fake.asked(/\/files\/777/)[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('is not fetched when it is too large, or from anywhere but Meta', async () => {
    expect(await fetchFile('777', 5)).toBe('too_large');
    expect(fake.asked(/\/files\//)).toEqual([]);
    fake.script(/\/graph\/v25\.0\/777/, { json: { url: 'https://lookaside.fbsbx.com.evil.example/x' } });
    expect(await fetchFile('777')).toBeNull();
    fake.script(/\/graph\/v25\.0\/777/, { json: { url: fake.origin.replace('127.0.0.1', 'localhost') } });
    expect(await fetchFile('777')).toBeNull();
  });

  it('is too large when only its bytes tell', async () => {
    fake.script(/\/graph\/v25\.0\/777/, { json: { url: `${fake.origin}/graph/files/777` } });
    expect(await fetchFile('777', 5)).toBe('too_large');
  });

  it('does not follow a redirect away', async () => {
    fake.script(/\/files\/777/, { status: 302, headers: { location: 'https://evil.example/x' } });
    expect(await fetchFile('777')).toBeNull();
  });

  it('is not there any more, or may be later', async () => {
    fake.script(/\/777/, { status: 400, json: graphError(100, 'Object does not exist', { error_subcode: 33 }) });
    expect(await fetchFile('777')).toBeNull();
    fake.script(/\/777/, { status: 500, json: graphError(1, 'Later') });
    await expect(fetchFile('777')).rejects.toThrow('Later');
    fake.script(/\/files\/777/, { status: 503 });
    await expect(fetchFile('777')).rejects.toThrow('503');
  });
});

describe('setting up WhatsApp', () => {
  it('tells the number, and that all is well', async () => {
    const facts = { phone_number: '+1 555 078 3881', name: 'Lucky Shrub', quality: 'GREEN' };
    expect(await whatsapp.check(config)).toEqual({ problems: [], facts });
  });

  it('names the field that is wrong', async () => {
    const bad = { ...config, secrets: { ...config.secrets, access_token: 'EAAbad' } };
    expect((await whatsapp.check(bad)).problems).toMatchObject([{ field: 'access_token' }]);
    const path = /\/106540352242922\?/;
    fake.script(path, { status: 400, json: graphError(100, 'Unsupported get request.', { error_subcode: 33 }) });
    expect((await whatsapp.check(config)).problems).toMatchObject([{ field: 'phone_number_id' }]);
    fake.script(path, { status: 400, json: graphError(100, 'Invalid appsecret_proof provided in the API argument') });
    expect((await whatsapp.check(config)).problems).toMatchObject([{ field: 'app_secret' }]);
    fake.script(path, 'drop');
    expect((await whatsapp.check(config)).problems).toMatchObject([{ field: 'api_url' }]);
    fake.script(/\/102290129340398\/subscribed_apps/, { status: 400, json: graphError(100, 'No such account') });
    expect((await whatsapp.check(config)).problems).toMatchObject([{ field: 'business_account_id' }]);
  });

  it('says when no app hears of the account', async () => {
    fake.script(/\/subscribed_apps/, { json: { data: [] } });
    expect((await whatsapp.check(config)).problems).toMatchObject([{ field: null }]);
  });

  it('connects this number, and not all of the account', async () => {
    expect(await whatsapp.connect?.(config)).toEqual({ problems: [], facts: {} });
    expect(fake.requests.map(({ method, url, json }) => [method, url.split('?')[0], json])).toEqual([
      ['POST', '/graph/v25.0/102290129340398/subscribed_apps', {}],
      [
        'POST',
        '/graph/v25.0/106540352242922',
        {
          webhook_configuration: {
            override_callback_uri: 'https://parley.example/hooks/c1',
            verify_token: 'verify-me',
          },
        },
      ],
    ]);
  });

  it('asks for the account before it connects', async () => {
    const bare = { ...config, settings: { ...config.settings, business_account_id: '' } };
    expect((await whatsapp.connect?.(bare))?.problems).toMatchObject([{ field: 'business_account_id' }]);
    expect(await whatsapp.templates?.(bare)).toEqual([]);
  });

  it('lists templates with how many parameters their body has', async () => {
    expect(await whatsapp.templates?.(config)).toEqual([
      {
        name: 'order_update',
        language: 'en_US',
        status: 'approved',
        body: 'Hello {{1}}, your order {{2}} is on its way, {{1}}.',
        parameters: 2,
      },
    ]);
    fake.script(/\/message_templates/, { status: 500, json: graphError(2, 'Later') });
    await expect(whatsapp.templates?.(config)).rejects.toThrow('Later');
  });

  it('may have a version of its own in its address', async () => {
    const api_url = `${fake.origin}/graph/v99.0/`;
    await whatsapp.check({ ...config, settings: { ...config.settings, api_url } });
    expect(fake.requests[0]?.url).toMatch(/^\/graph\/v99\.0\/106540352242922\?/);
  });
});
