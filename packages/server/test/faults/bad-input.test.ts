import { request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { type Endpoint, HTTP_METHODS } from '@parley/protocol/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { anyRequest } from '../support/any-request.ts';
import { testApp } from '../support/app.ts';
import { EVERY_ENDPOINT, type Names, requestTo } from '../support/endpoint-requests.ts';
import { furnish } from '../support/furnished-agent.ts';
import { assertMatchesOpenApi } from '../support/openapi-check.ts';
import { fingerprint } from '../support/table-dump.ts';

const RUNS = Number(process.env.PARLEY_FUZZ_RUNS ?? 20);
const app = testApp({
  model: scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Noted.', evidence: [] }) }),
  retriever: { retrieve: async () => [] },
});
const token = () => app.current.first.write_token;

type Answer = Awaited<ReturnType<typeof app.current.parley.app.inject>>;

/** A refusal says what is wrong, in the dialect of its door. */
function isWellRefused(endpoint: Endpoint, { statusCode, body, headers }: Answer): void {
  expect(statusCode).toBeGreaterThanOrEqual(400);
  expect(statusCode, body).not.toBe(500);
  if (endpoint.surface === 'chat') {
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(body.length).toBeGreaterThan(5);
    return;
  }
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  const [problem] = JSON.parse(body).errors.root;
  expect(problem.message.length).toBeGreaterThan(5);
  expect(problem.code).toMatch(/^[A-Z_]+$/);
}

async function isHandled(endpoint: Endpoint, send: () => Promise<Answer>, url: string): Promise<void> {
  const before = await fingerprint(app.current.database);
  const answer = await send();
  const contentType = answer.headers['content-type']?.toString();
  assertMatchesOpenApi({ method: endpoint.method, url, status: answer.statusCode, contentType, body: answer.body });
  if (answer.statusCode < 400) return;
  isWellRefused(endpoint, answer);
  // A refused import keeps nothing, and a chat that failed after storing says so in a header.
  if (!answer.headers['x-conversation-id']) expect(await fingerprint(app.current.database)).toBe(before);
}

describe('I12: any request is taken or refused with a reason, and a refusal changes nothing', () => {
  it.each(EVERY_ENDPOINT.map((endpoint) => [endpoint.id, endpoint] as const))('%s', async (_id, endpoint) => {
    const names = await furnish(app.current, app.current.first, 'mark');
    await fc.assert(
      fc.asyncProperty(anyRequest(endpoint, requestTo(endpoint, names, token())), (request) =>
        isHandled(endpoint, () => app.current.parley.app.inject(request), String(request.url)),
      ),
      { numRuns: RUNS },
    );
    await everythingCanBeRead(names);
  });
});

/** What was taken must not make what is there unreadable. */
async function everythingCanBeRead(names: Names): Promise<void> {
  for (const endpoint of EVERY_ENDPOINT.filter(
    ({ method, path }) => method === 'GET' && !/article|ai_actions\/\{/.test(path),
  )) {
    const { statusCode, body } = await app.current.parley.app.inject(requestTo(endpoint, names, token()));
    expect([endpoint.id, statusCode, statusCode === 200 ? '' : body]).toEqual([endpoint.id, 200, '']);
  }
}

it('I12: a method that an address does not have is refused', async () => {
  const names = await furnish(app.current, app.current.first, 'mark');
  const before = await fingerprint(app.current.database);
  for (const endpoint of EVERY_ENDPOINT) {
    const known = EVERY_ENDPOINT.filter(({ path }) => path === endpoint.path).map(({ method }) => method);
    for (const method of HTTP_METHODS.filter((each) => !known.includes(each))) {
      const { statusCode } = await app.current.parley.app.inject({ ...requestTo(endpoint, names, token()), method });
      // `/articles/search` is `/articles/{id}` to the methods that only the latter has.
      expect([endpoint.id, method, [404, 405, 422].includes(statusCode)]).toEqual([endpoint.id, method, true]);
    }
  }
  expect(await fingerprint(app.current.database)).toBe(before);
});

describe('I12: what is hardly HTTP', () => {
  const chat = (headers: string[], body = '{}') =>
    ['POST /chat HTTP/1.1', 'Host: x', 'Connection: close', ...headers, '', body].join('\r\n');
  const json = 'Content-Type: application/json';
  const bearer = 'Authorization: Bearer x';
  it.each([
    ['no request line', 'hello\r\n\r\n'],
    ['an unknown method', 'FROB /chat HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['two authorizations', chat([bearer, bearer, json, 'Content-Length: 2'])],
    ['two content types', chat([json, 'Content-Type: text/plain', 'Content-Length: 2'])],
    ['two lengths', chat([json, 'Content-Length: 2', 'Content-Length: 3'])],
    ['a length that is none', chat([json, 'Content-Length: x'])],
    ['NUL in a header', chat([json, 'Idempotency-Key: a\u0000b', 'Content-Length: 2'])],
    ['a header too large', chat([json, `X-Long: ${'x'.repeat(20_000)}`, 'Content-Length: 2'])],
    ['a broken chunk', chat([json, 'Transfer-Encoding: chunked'], 'zz\r\n{}\r\n')],
    ['a length and chunks', chat([json, 'Content-Length: 2', 'Transfer-Encoding: chunked'], '0\r\n\r\n')],
    ['bytes that are no UTF-8', chat([bearer, json, 'Content-Length: 4'], '{"\u00ff')],
  ])('%s', async (_name, raw) => {
    const { app: server } = app.current.parley;
    if (!server.server.listening) await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const before = await fingerprint(app.current.database);
    const socket = connect(port, '127.0.0.1');
    socket.end(Buffer.from(raw, 'latin1'));
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(await textOf(socket))?.[1]);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(await fingerprint(app.current.database)).toBe(before);
    expect(await healthStatus(port)).toBe(200);
  });
});

function healthStatus(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', path: '/healthz' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject).end();
  });
}
