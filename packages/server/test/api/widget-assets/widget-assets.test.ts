import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { keepWidget } from '../../../src/own-widget.ts';
import { testServers } from '../../support/servers.ts';

const servers = testServers();
const get = (url: string, headers: Record<string, string> = {}) =>
  servers.current.parley.app.inject({ method: 'GET', url, headers });
const sha384 = (bytes: Buffer) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

const built = () => {
  const { loader, files } = servers.current.parley.deps.widgetAssets;
  if (!loader) throw new Error('the widget was not built');
  return { loader, files };
};

describe('/widget.js', () => {
  it('gives pages of any site the loader, for five minutes', async () => {
    const reply = await get('/widget.js');
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    });
    expect(sha384(reply.rawPayload)).toBe(built().loader.integrity);
  });

  it('says that nothing has changed to who has it', async () => {
    const { etag } = (await get('/widget.js')).headers;
    const again = await get('/widget.js', { 'if-none-match': `"other", W/${etag}` });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    expect((await get('/widget.js', { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  it('is as small as the browser reads', async () => {
    const plain = (await get('/widget.js')).rawPayload;
    const brotli = await get('/widget.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(brotli.rawPayload)).toEqual(plain);
    const gzip = await get('/widget.js', { 'accept-encoding': 'gzip, br;q=0' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.rawPayload)).toEqual(plain);
    expect((await get('/widget.js', { 'accept-encoding': 'identity' })).headers).not.toHaveProperty('content-encoding');
  });
});

describe('/widget/…', () => {
  it('gives each script of the build for ever, with the bytes that its hash says', async () => {
    const { files } = built();
    expect(files.length).toBeGreaterThan(1);
    for (const { path, integrity } of files) {
      const reply = await get(path);
      expect([path, reply.statusCode, sha384(reply.rawPayload)]).toEqual([path, 200, integrity]);
      expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  });

  it('has nothing else', async () => {
    for (const path of ['/widget/app-none.js', '/widget/manifest.json', '/widget/..%2fpackage.json', '/widget/x']) {
      expect((await get(path)).statusCode, path).toBe(404);
    }
  });

  it('still serves what an older version had, byte for byte, from every server of the database', async () => {
    const content = Buffer.from('console.log("old");\n');
    const path = '/widget/loader-0.0.1-abcdef0123.js';
    const old = { path, content, contentType: 'text/javascript; charset=utf-8', integrity: sha384(content) };
    const { all, database } = servers.current;
    await keepWidget({
      ...servers.current.parley.deps,
      widgetAssets: {
        version: '0.0.1',
        loader: null,
        find: () => null,
        files: [{ ...old, plain: content, brotli: content, gzip: content }],
      },
    });
    for (const { app } of all) {
      for (const encoding of ['identity', 'br']) {
        const reply = await app.inject({ method: 'GET', url: path, headers: { 'accept-encoding': encoding } });
        const bytes = encoding === 'br' ? brotliDecompressSync(reply.rawPayload) : reply.rawPayload;
        expect([reply.statusCode, bytes]).toEqual([200, content]);
        expect(reply.headers).toMatchObject({
          'cache-control': 'public, max-age=31536000, immutable',
          'access-control-allow-origin': '*',
          'content-type': 'text/javascript; charset=utf-8',
        });
      }
    }
    expect(await database.db.selectFrom('widget_assets').select('path').execute()).toEqual([{ path }]);
  });

  it('is kept once by a start, and never changed by a later one', async () => {
    const { deps } = servers.current.parley;
    await keepWidget(deps);
    const kept = () =>
      deps.database.db.selectFrom('widget_assets').select(['path', 'integrity']).orderBy('path').execute();
    const first = await kept();
    expect(first.map(({ path }) => path)).toEqual(
      built()
        .files.map(({ path }) => path)
        .sort(),
    );
    await keepWidget({
      ...deps,
      widgetAssets: {
        ...deps.widgetAssets,
        files: built().files.map((file) => ({ ...file, integrity: 'sha384-other' })),
      },
    });
    expect(await kept()).toEqual(first);
  });
});

it('the guide of the widget is shown in no frame, and sends no form', async () => {
  const { statusCode, headers } = await get('/docs/embed');
  expect(statusCode).toBe(200);
  const policy = String(headers['content-security-policy']).split('; ');
  expect(policy).toEqual(
    expect.arrayContaining(["default-src 'none'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"]),
  );
});
