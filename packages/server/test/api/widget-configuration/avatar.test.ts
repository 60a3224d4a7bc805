import { describe, expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';

const app = testApp();
const call = agentApi(app);
const URL = '/v1/api/widget/avatar';
const CONFIGURATION = '/v1/api/widget/configuration';
/** One red and one blue dot. */
const [RED, BLUE] = [
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
].map((text) => Buffer.from(text, 'base64')) as [Buffer, Buffer];

async function upload(bytes: Buffer, token = app.current.first.write_token) {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'robin.png');
  const { headers, body } = await encoded(form);
  const answer = await app.current.parley.app.inject({
    method: 'POST',
    url: URL,
    headers: { ...headers, authorization: `Bearer ${token}` },
    payload: body,
  });
  return { status: answer.statusCode, body: answer.json() };
}

async function encoded(form: FormData) {
  const request = new Request('http://form.example', { method: 'POST', body: form });
  return {
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    body: Buffer.from(await request.arrayBuffer()),
  };
}

const fetchImage = (address: string) => app.current.parley.app.inject(address.replace(/^https?:\/\/[^/]+/, ''));
const files = () => app.current.database.db.selectFrom('files').select('id').execute();

describe('the avatar', () => {
  it('is uploaded, shown by the configuration and served to every site', async () => {
    const { status, body } = await upload(RED);
    expect(status).toBe(200);
    expect((await call('GET', CONFIGURATION)).body.avatar_image).toBe(body.avatar_image);
    const config = await app.current.parley.app.inject(`/widget/config/${app.current.first.scenario_id}`);
    expect(config.json().agent.avatar_url).toBe(body.avatar_image);
    const image = await fetchImage(body.avatar_image);
    expect([image.statusCode, image.headers['content-type'], image.rawPayload.equals(RED)]).toEqual([
      200,
      'image/png',
      true,
    ]);
    expect(image.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
  });

  it('takes the place of the one before, and an older address leads to the new one', async () => {
    const first = (await upload(RED)).body.avatar_image;
    const second = (await upload(BLUE)).body.avatar_image;
    expect(second).not.toBe(first);
    const image = await fetchImage(first);
    expect([image.rawPayload.equals(BLUE), image.headers['cache-control']]).toEqual([true, 'public, max-age=60']);
    expect(await files()).toHaveLength(1);
  });

  it('stays when a caller sends back what it was shown, and goes when an address takes its place', async () => {
    const { body } = await upload(RED);
    await call('PATCH', CONFIGURATION, { body: { avatar_image: body.avatar_image, header: 'New' } });
    expect((await fetchImage(body.avatar_image)).statusCode).toBe(200);
    await call('PATCH', CONFIGURATION, { body: { avatar_image: 'https://shop.example/robin.png' } });
    expect([(await fetchImage(body.avatar_image)).statusCode, await files()]).toEqual([404, []]);
  });

  it('stays when it is sent back by another name of this installation, or as it was before', async () => {
    const old = (await upload(RED)).body.avatar_image;
    const { avatar_image: now } = (await upload(BLUE)).body;
    const path = now.replace(/^https?:\/\/[^/]+/, '');
    for (const avatar_image of [
      now.replace(/\/\/[^/]+/, '//chat.internal:3000'),
      `https://parley.example.com/behind/a/proxy${path}`,
      old,
      now.split('?')[0],
    ]) {
      const { status, body } = await call('PATCH', CONFIGURATION, { body: { avatar_image, header: 'New' } });
      expect([avatar_image, status, body.avatar_image]).toEqual([avatar_image, 200, now]);
      expect((await fetchImage(now)).rawPayload.equals(BLUE)).toBe(true);
    }
    const theirs = now.replace(app.current.first.scenario_id, 'another000');
    expect((await call('PATCH', CONFIGURATION, { body: { avatar_image: theirs } })).body.avatar_image).toBe(theirs);
  });

  it('is not made of an address of ours where there is none', async () => {
    const { avatar_image } = (await upload(RED)).body;
    await call('DELETE', URL);
    expect((await call('PATCH', CONFIGURATION, { body: { avatar_image } })).body.avatar_image).toBeNull();
  });

  it('is removed', async () => {
    const { avatar_image: address } = (await upload(RED)).body;
    const { status, body } = await call('DELETE', URL);
    expect([status, body]).toEqual([200, { avatar_image: null }]);
    expect([(await fetchImage(address)).statusCode, await files()]).toEqual([404, []]);
  });

  it.each([
    ['a page in disguise', Buffer.from('<!doctype html><script>alert(1)</script>'), 415],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'), 415],
    ['an image that is too large', Buffer.concat([RED, Buffer.alloc(5 * 1024 * 1024)]), 413],
  ])('is not %s', async (_name, bytes, expected) => {
    const { status } = await upload(bytes);
    expect([status, (await call('GET', CONFIGURATION)).body.avatar_image, await files()]).toEqual([expected, null, []]);
  });

  it('asks for the scope', async () => {
    expect((await upload(RED, app.current.first.read_token)).status).toBe(403);
    expect((await call('DELETE', URL, { token: app.current.first.read_token })).status).toBe(403);
  });
});
