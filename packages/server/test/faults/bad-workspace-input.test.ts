import { type Endpoint, HTTP_METHODS } from '@parley/protocol/api';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../src/agent/scripted.ts';
import { anyRequest } from '../support/any-request.ts';
import { testApp } from '../support/app.ts';
import { fakeChannels } from '../support/fake-channel.ts';
import { fakeSessions } from '../support/fake-sessions.ts';
import { assertMatchesOpenApi } from '../support/openapi-check.ts';
import { fingerprint } from '../support/table-dump.ts';
import {
  type Asker,
  type Furnished,
  furnishWorkspace,
  isStream,
  surfacesOf,
  WORKSPACE_ENDPOINTS,
  workspaceRequest,
} from '../support/workspace-requests.ts';

const RUNS = Number(process.env.PARLEY_FUZZ_RUNS ?? 15);
/** What moves by itself after requests that were taken, and what a refusal that is to be replayed is kept in. */
const MOVES = [
  'mail_outbox',
  'webhook_endpoints',
  'webhook_deliveries',
  'webhook_attempts',
  'webhook_redeliveries',
  'idempotency_keys',
];

const sessions = fakeSessions();
const app = testApp({
  sessions,
  channels: fakeChannels(),
  model: scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Noted.', evidence: [] }) }),
  retriever: { retrieve: async () => [] },
});
let ours: Furnished;
beforeEach(async () => {
  ours = await furnishWorkspace(app.current, sessions, app.current.first, 'ourmark');
});

type Answer = Awaited<ReturnType<typeof app.current.parley.app.inject>>;

/** By a key where one is taken, which the document describes; else by the owner. */
const rightRequest = (endpoint: Endpoint) => {
  const asker: Asker = surfacesOf(endpoint).includes('key')
    ? { key: ours.agent.workspace_key }
    : { person: ours.owner };
  return workspaceRequest(endpoint, ours, asker);
};

/** A refusal says what is wrong, flat. */
function isWellRefused({ statusCode, body, headers }: Answer): void {
  expect(statusCode, body).not.toBe(500);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  const { error, message, request_id, ...rest } = JSON.parse(body);
  expect(error).toMatch(/^[a-z_]+$/);
  expect(message.length).toBeGreaterThan(5);
  expect(request_id).toBe(headers['x-request-id']);
  expect(Object.keys(rest).filter((key) => key !== 'details')).toEqual([]);
}

const ENDPOINTS = WORKSPACE_ENDPOINTS.filter((endpoint) => !isStream(endpoint));

describe('I12: any request is taken or refused with a reason, and a refusal changes nothing', () => {
  it.each(ENDPOINTS.map((endpoint) => [endpoint.id, endpoint] as const))('%s', async (_id, endpoint) => {
    // Of what all tables hold; unknown after a request that may have changed it.
    let known: string | null = null;
    await fc.assert(
      fc.asyncProperty(anyRequest(endpoint, rightRequest(endpoint)), async (request) => {
        if (request.headers?.accept === 'text/event-stream') return;
        const before: string = known ?? (await fingerprint(app.current.database, MOVES));
        known = null;
        const answer = await app.current.parley.app.inject(request);
        const contentType = answer.headers['content-type']?.toString();
        const { statusCode: status, body } = answer;
        assertMatchesOpenApi({ method: endpoint.method, url: String(request.url), status, contentType, body });
        if (status < 400) return;
        isWellRefused(answer);
        known = await fingerprint(app.current.database, MOVES);
        expect(known).toBe(before);
      }),
      { numRuns: RUNS },
    );
    await everythingCanBeRead();
  });
});

/** What was taken must not make what is there unreadable. */
async function everythingCanBeRead(): Promise<void> {
  for (const endpoint of ENDPOINTS.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
    const { statusCode, body } = await app.current.parley.app.inject(rightRequest(endpoint));
    expect([endpoint.id, statusCode, statusCode === 200 ? '' : body]).toEqual([endpoint.id, 200, '']);
  }
}

describe('I12: a strict body', () => {
  const strict = ENDPOINTS.filter(
    ({ body }) =>
      body &&
      JSON.stringify(body.toJSONSchema({ unrepresentable: 'any', io: 'input' })).includes(
        '"additionalProperties":false',
      ),
  );

  it.each(strict.map((endpoint) => [endpoint.id, endpoint] as const))(
    'of %s takes no unknown field',
    async (_id, endpoint) => {
      const right = rightRequest(endpoint);
      const payload = JSON.stringify({ ...JSON.parse(String(right.payload)), unknown_field: 1 });
      const before = await fingerprint(app.current.database, MOVES);
      const { statusCode, body } = await app.current.parley.app.inject({ ...right, payload });
      expect([statusCode, JSON.parse(body).error]).toEqual([400, 'invalid_payload']);
      expect(body).toContain('unknown_field');
      expect(await fingerprint(app.current.database, MOVES)).toBe(before);
    },
  );
});

it('I12: a method that an address does not have is refused', async () => {
  const before = await fingerprint(app.current.database, MOVES);
  for (const endpoint of ENDPOINTS) {
    const known = WORKSPACE_ENDPOINTS.filter(({ path }) => path === endpoint.path).map(({ method }) => method);
    for (const method of HTTP_METHODS.filter((each) => !known.includes(each))) {
      const { statusCode } = await app.current.parley.app.inject({ ...rightRequest(endpoint), method });
      // `/articles/search` is `/articles/{id}` to the methods that only the latter has.
      const refusals = endpoint.path.includes('/articles/') ? [400, 404, 405] : [404, 405];
      expect([endpoint.id, method, refusals.includes(statusCode)]).toEqual([endpoint.id, method, true]);
    }
  }
  expect(await fingerprint(app.current.database, MOVES)).toBe(before);
});
