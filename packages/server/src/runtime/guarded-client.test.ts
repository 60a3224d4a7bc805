import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutsideClient, OutsideRequest } from '../lib/outside-client.ts';
import { createGuardedClient, type GuardedClientOptions } from './guarded-client.ts';

const endings: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A server on loopback: its origin, and how many connections it took. */
async function startServer(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const seen = { connections: 0 };
  server.on('connection', () => {
    seen.connections += 1;
  });
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function client(options: GuardedClientOptions): OutsideClient {
  const made = createGuardedClient(options);
  endings.push(() => made.close());
  return made;
}

const get = (url: string, more: Partial<OutsideRequest> = {}): OutsideRequest => {
  return { url, method: 'GET', timeoutMs: 5_000, maxBytes: 1_000, ...more };
};

describe('the guarded client', () => {
  it('gives the answer of an address that is allowed', async () => {
    const { origin } = await startServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.writeHead(201, { 'x-seen': `${request.method} ${request.headers['x-mine']}` }).end(body);
    });
    const outcome = await client({ allowPrivateUrls: [origin] }).send(
      get(`${origin}/a`, { method: 'POST', headers: { 'x-mine': 'yes' }, body: 'hello' }),
    );
    expect(outcome).toMatchObject({ type: 'answered', status: 201, headers: { 'x-seen': 'POST yes' }, isCut: false });
    expect(outcome.type === 'answered' && outcome.body.toString()).toBe('hello');
  });

  it('does not connect to a name that leads to a private address', async () => {
    const { origin, seen } = await startServer((_request, response) => response.end());
    const { port } = new URL(origin);
    const made = client({ resolve: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) });
    const outcome = await made.send(get(`https://rebind.example.com:${port}/`));
    expect(outcome).toMatchObject({
      reason: 'refused_address',
      message: expect.stringContaining('rebind.example.com leads to 127.0.0.1, a loopback address'),
    });
    expect(seen.connections).toBe(0);
  });

  it('refuses a name of which one address among several is private', async () => {
    const addresses = [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    const made = client({ resolve: (_host, _options, done) => done(null, addresses) });
    expect(await made.send(get('https://example.com/'))).toMatchObject({ reason: 'refused_address' });
  });

  it('is not deceived by a name server that answers otherwise the second time', async () => {
    const { origin, seen } = await startServer((_request, response) => response.end());
    let asked = 0;
    const made = client({
      resolve(_host, _options, done) {
        asked += 1;
        done(null, [{ address: asked === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }]);
      },
    });
    const url = `https://rebind.example.com:${new URL(origin).port}/`;
    expect(await made.problemOf(url)).toBeNull();
    expect(await made.send(get(url))).toMatchObject({ reason: 'refused_address' });
    expect([asked, seen.connections]).toEqual([2, 0]);
  });

  it('says what is wrong with an address that is given, and cannot say it of one that does not resolve', async () => {
    const made = client({
      resolve(host, _options, done) {
        if (host === 'private.example.com') done(null, [{ address: '10.0.0.1', family: 4 }]);
        else done(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }), []);
      },
    });
    expect(await made.problemOf('https://private.example.com/')).toBe(
      'The URL must be reachable from the internet: private.example.com leads to 10.0.0.1, a private address.',
    );
    expect(await made.problemOf('https://soon.example.com/')).toBeNull();
    expect(await made.send(get('https://soon.example.com/'))).toMatchObject({ reason: 'dns' });
  });

  it('gives redirects back unless it is asked to follow them', async () => {
    const { origin } = await startServer(({ url }, response) => {
      if (url === '/a') response.writeHead(302, { location: '/b' }).end();
      else response.end('there');
    });
    const made = client({ allowPrivateUrls: [origin] });
    expect(await made.send(get(`${origin}/a`))).toMatchObject({ status: 302 });
    const followed = await made.send(get(`${origin}/a`, { maxRedirects: 1 }));
    expect(followed.type === 'answered' && [followed.status, followed.body.toString()]).toEqual([200, 'there']);
  });

  it('checks where a redirect leads, and follows no more than it is told', async () => {
    const inner = await startServer((_request, response) => response.end('secret'));
    const { origin } = await startServer(({ url }, response) => {
      const location = url === '/private' ? `${inner.origin}/` : url === '/metadata' ? 'http://169.254.169.254/' : url;
      response.writeHead(307, { location: `${location}` }).end();
    });
    const made = client({ allowPrivateUrls: [origin] });
    for (const path of ['/private', '/metadata']) {
      const outcome = await made.send(get(`${origin}${path}`, { maxRedirects: 3 }));
      expect(outcome).toMatchObject({ type: 'failed', reason: 'refused_url' });
    }
    expect(await made.send(get(`${origin}/loop`, { maxRedirects: 3 }))).toMatchObject({ status: 307 });
    expect(inner.seen.connections).toBe(0);
  });

  it('keeps credentials from another origin that a redirect leads to', async () => {
    const other = await startServer(({ headers }, response) =>
      response.end(`${headers.authorization} ${headers['x-a']}`),
    );
    const { origin } = await startServer((_request, response) => {
      response.writeHead(302, { location: other.origin }).end();
    });
    const outcome = await client({ allowPrivateUrls: [origin, other.origin] }).send(
      get(origin, { headers: { Authorization: 'Bearer x', 'x-a': 'b' }, maxRedirects: 1 }),
    );
    expect(outcome.type === 'answered' && outcome.body.toString()).toBe('undefined b');
  });

  it('reads no more of a body than it is told, and lets go of one without end', async () => {
    const closed = Promise.withResolvers<void>();
    const { origin } = await startServer((_request, response) => {
      const pour = () => {
        while (response.write('x'.repeat(10_000)));
      };
      response.on('drain', pour).on('close', () => closed.resolve());
      pour();
    });
    const made = client({ allowPrivateUrls: [origin] });
    const outcome = await made.send(get(origin));
    expect(outcome.type === 'answered' && [outcome.isCut, outcome.body.length]).toEqual([true, 1_000]);
    await closed.promise;
    expect(await made.send(get(origin, { whenLonger: 'fail' }))).toMatchObject({ reason: 'too_large' });
  });

  it('ends at its time limit: before the answer, and in the middle of a body that drips', async () => {
    const { origin } = await startServer(({ url }, response) => {
      if (url === '/drip') response.write('x');
    });
    const made = client({ allowPrivateUrls: [origin] });
    for (const path of ['/silent', '/drip']) {
      const outcome = await made.send(get(`${origin}${path}`, { timeoutMs: 100 }));
      expect(outcome).toMatchObject({ reason: 'timeout', message: 'There was no answer within 0.1 s.' });
    }
  });

  it('tells a refused connection and a broken TLS apart', async () => {
    const { origin } = await startServer((_request, response) => response.end());
    const port = Number(new URL(origin).port);
    const made = client({ allowPrivateUrls: ['http://127.0.0.1:1', `https://127.0.0.1:${port}`] });
    expect(await made.send(get('http://127.0.0.1:1/'))).toMatchObject({ reason: 'connect' });
    expect(await made.send(get(`https://127.0.0.1:${port}/`))).toMatchObject({ reason: 'tls' });
  });
});
