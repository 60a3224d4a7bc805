import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { RemoteServer } from '../../src/lib/remote-tools.ts';
import { createRemoteTools, type RemoteToolsOptions } from '../../src/runtime/remote-tools/remote-tools.ts';
import { addressOf } from '../support/mcp-clients.ts';
import { testServers } from '../support/servers.ts';

const servers = testServers({ retriever: { retrieve: async () => [] } });
const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function start(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function toolsFor(origin: string, options: RemoteToolsOptions = {}) {
  const tools = createRemoteTools({ allowPrivateUrls: [origin], ...options });
  endings.push(() => tools.close());
  return tools;
}
const open = (url: string): RemoteServer => ({ url, auth: { type: 'none' } });
const never = new AbortController().signal;

describe('a real server (our own)', () => {
  it.each(['bearer', 'headers'] as const)('lists its tools and carries out a call, signed in by %s', async (type) => {
    const origin = await addressOf(servers.current.parley);
    const token = servers.current.first.workspace_key;
    const auth =
      type === 'bearer' ? { type, token } : { type, headers: { Authorization: `Bearer ${token}`, 'X-Shop': '1' } };
    const server: RemoteServer = { url: `${origin}/mcp`, auth };
    const tools = toolsFor(origin);
    const listing = await tools.list(server, never);
    if (listing.type === 'failed') throw new Error(listing.message);
    const search = listing.tools.find(({ name }) => name === 'search_conversations');
    expect(search).toMatchObject({ isReadOnly: true, inputSchema: { type: 'object' } });
    const called = await tools.call(server, { name: 'list_chatbots', input: {} }, never);
    expect(called).toMatchObject({ type: 'answered', isError: false, content: { total: 1, data: [{ name: 'Ada' }] } });
    const refused = await tools.call(server, { name: 'get_conversation', input: { conversation_id: 'x' } }, never);
    expect(refused).toMatchObject({ type: 'answered', isError: true });
  });

  it('that does not accept our token is said so, without the token', async () => {
    const origin = await addressOf(servers.current.parley);
    const auth = { type: 'bearer', token: 'a-secret-of-ours' } as const;
    const listing = await toolsFor(origin).list({ url: `${origin}/mcp`, auth }, never);
    expect(listing).toMatchObject({ type: 'failed', reason: 'protocol', message: expect.stringContaining('401') });
    expect(JSON.stringify(listing)).not.toContain('a-secret-of-ours');
  });
});

it('speaks the older HTTP with SSE where the path says so', async () => {
  let stream: ServerResponse | undefined;
  const origin = await start((request, response) => {
    if (request.method === 'GET' && request.url === '/sse') {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: endpoint\ndata: /messages\n\n');
      stream = response;
      return;
    }
    if (request.url !== '/messages') return void response.writeHead(404).end();
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      response.writeHead(202).end();
      const { id, method, params } = JSON.parse(body);
      const results: Record<string, object> = {
        initialize: {
          protocolVersion: params?.protocolVersion,
          capabilities: { tools: {} },
          serverInfo: { name: 'old', version: '1' },
        },
        'tools/list': { tools: [{ name: 'old_tool', inputSchema: { type: 'object' } }] },
      };
      if (id !== undefined) {
        const message = { jsonrpc: '2.0', id, result: results[method] };
        stream?.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
      }
    });
  });
  const listing = await toolsFor(origin).list(open(`${origin}/sse`), never);
  expect(listing).toMatchObject({ type: 'listed', tools: [{ name: 'old_tool', description: '', isReadOnly: false }] });
});

/** What is not stopped by its size is stopped by the time. */
const sendWithoutEnd: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write('x'.repeat(256 * 1024)), 20);
  response.on('close', () => clearInterval(timer));
};

describe('what is wrong outside is an outcome', () => {
  const limits = { timeoutMs: 500, maxBytes: 1024 * 1024 };
  const liars: readonly (readonly [string, RequestListener, string])[] = [
    [
      'HTML for MCP',
      (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>'),
      'protocol',
    ],
    [
      'JSON that is no message',
      (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"hello":1}'),
      'protocol',
    ],
    [
      'ten megabytes',
      (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(`"${'x'.repeat(10 * 1024 * 1024)}"`),
      'too_large',
    ],
    ['text without end', sendWithoutEnd, 'too_large'],
    ['silence', () => {}, 'timeout'],
    [
      'a stream that says nothing',
      (_request, response) =>
        void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n'),
      'timeout',
    ],
    [
      'itself as a redirect, for ever',
      (request, response) => response.writeHead(307, { location: request.url ?? '/' }).end(),
      'protocol',
    ],
    ['a cut connection', (_request, response) => response.destroy(), 'connect'],
  ];
  it.each(liars)('of a server that answers %s', async (_what, listener, reason) => {
    const origin = await start(listener);
    const begun = performance.now();
    const called = await toolsFor(origin, { limits }).call(open(`${origin}/mcp`), { name: 'any', input: {} }, never);
    expect(called).toMatchObject({ type: 'failed', reason, message: expect.stringMatching(/\.$/), isUnknown: false });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  it('of a call that was under way: whether it was carried out is unknown', async () => {
    let isCalled = false;
    const origin = await start((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        const { id, method, params } = JSON.parse(body || '{}');
        isCalled ||= method === 'tools/call';
        if (method === 'tools/call') return;
        if (method !== 'initialize') return void response.writeHead(id === undefined ? 202 : 404).end();
        const { protocolVersion } = params;
        const result = { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'slow', version: '1' } };
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
      });
    });
    const called = await toolsFor(origin, { limits }).call(open(`${origin}/mcp`), { name: 'pay', input: {} }, never);
    expect(isCalled).toBe(true);
    expect(called).toMatchObject({ type: 'failed', reason: 'timeout', isUnknown: true });
  });

  it('of a private address, of plain http and of one that a name leads to', async () => {
    let isAsked = false;
    const origin = await start((_request, response) => {
      isAsked = true;
      response.end();
    });
    const tools = createRemoteTools({
      resolve: (_host, _options, done) => done(null, [{ address: '10.0.0.1', family: 4 }]),
    });
    endings.push(() => tools.close());
    expect(await tools.list(open(`${origin}/mcp`), never)).toMatchObject({ type: 'failed', reason: 'refused_url' });
    expect(isAsked).toBe(false);
    const named = await tools.list(open('https://mcp.example.com/mcp'), never);
    expect(named).toMatchObject({ type: 'failed', reason: 'refused_address' });
  });

  it('of nobody who still waits: a caller who goes away is thrown what they gave', async () => {
    const origin = await start(() => {});
    const gone = new AbortController();
    const listing = toolsFor(origin).list(open(`${origin}/mcp`), gone.signal);
    gone.abort(new Error('gone'));
    await expect(listing).rejects.toThrow('gone');
  });
});
