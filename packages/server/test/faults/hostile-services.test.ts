import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { actingAgent, callsTool, toolResults } from '../support/acting-agent.ts';
import { agentApi } from '../support/agent-api.ts';
import { testApp } from '../support/app.ts';
import { chatClient } from '../support/chat.ts';
import { json, type ShopRequest, shopService, startShopService } from '../support/shop-service.ts';

const shop = await shopService();
const elsewhere = await startShopService();
const gone = await startShopService();
await gone.close();
const SECRET = 'quince/marmalade+42';
const { fake, parts } = await actingAgent(
  (request) => {
    const results = toolResults(request);
    // It does as it is told in the result, and asks once more.
    return results.length < 2
      ? callsTool('Act', { what: 'it' })
      : { type: 'reply', text: 'I could not do that.\n<evidence>{"kind":"unknown","claims":[]}</evidence>' };
  },
  [shop.origin, elsewhere.origin, gone.origin],
);
let skippedMs = 0;
const clock = { now: () => new Date(), monotonicMs: () => performance.now() + skippedMs };
const app = testApp({ ...parts, clock });
const call = agentApi(app);
const { say } = chatClient(app);
afterAll(async () => {
  await fake.close();
  await elsewhere.close();
});

const PATH = '/v1/api/ai_actions';
const make = async (method: string, more: object = {}) => {
  await call('PUT', `/v1/api/ai_action_secrets/token`, { body: { value: SECRET } });
  const made = await call('POST', PATH, {
    body: {
      type: 'http_request',
      name: 'Act',
      description: 'Does it.',
      is_active: true,
      http_request: {
        method,
        url: `${shop.origin}/act/{{what}}`,
        headers: [{ name: 'X-Api-Key', value: '{{secret.token}}' }],
        parameters: [{ name: 'what', type: 'str' }],
        ...more,
      },
    },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
};
const log = async () => (await call('GET', `${PATH}/1/calls`)).body.items;
const told = () => toolResults(fake.requests.at(-1) ?? fail());
const fail = (): never => {
  throw new Error('the model was not asked');
};

beforeEach(() => elsewhere.reset());

type Answer = (request: ShopRequest, response: ServerResponse) => void;
const html: Answer = (_request, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>Sign in, ${SECRET}</h1>`);
const HOSTILE: Record<string, [Answer, string]> = {
  'HTML for JSON': [html, 'unreadable'],
  'JSON that is none': [
    (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"a": '),
    'unreadable',
  ],
  'JSON without a bottom': [
    (_request, response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(`${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    'unreadable',
  ],
  '10 MB': [
    (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(randomBytes(5_000_000).toString('hex')),
    'too_large',
  ],
  'no end of bytes': [
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write('x'.repeat(100)), 5);
      response.on('close', () => clearInterval(timer));
    },
    'timeout',
  ],
  silence: [() => undefined, 'timeout'],
  'a hung-up connection': [(_request, response) => void response.destroy(), 'connect'],
  'redirects without end': [
    ({ url }, response) => void response.writeHead(307, { location: `${url}x` }).end(),
    'refused_by_service',
  ],
  'a redirect to another origin': [
    (_request, response) => void response.writeHead(307, { location: `${elsewhere.origin}/take` }).end(),
    'refused_url',
  ],
  'a redirect to a private address': [
    (_request, response) => void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
    'refused_url',
  ],
  'an error that repeats the secret': [
    (request, response) => json({ error: `bad key ${request.headers['x-api-key']}` }, 500)(request, response),
    'refused_by_service',
  ],
};

describe.each(['GET', 'POST'])('a %s action whose service answers with', (method) => {
  it.each(Object.entries(HOSTILE))('%s', async (_name, [answer, outcome]) => {
    await make(method);
    shop.answers(answer);
    const reply = await say('Do it');
    expect([reply.statusCode, reply.json().reply.length > 0]).toEqual([200, true]);
    const items = await log();
    expect(items.map((each: { outcome: string }) => each.outcome)).toContain(outcome);
    for (const text of [JSON.stringify(items), ...told(), reply.body]) expect(text).not.toMatch(/quince/);
    expect(told()[0], 'it is told what went wrong').toMatch(/"error":"[A-Z].{15,}/);
    expect(elsewhere.requests, 'nothing goes elsewhere').toEqual([]);
    const stored = await app.current.database.db.selectFrom('messages').select('insights').execute();
    expect(JSON.stringify(stored)).not.toMatch(/quince/);
  });
});

describe('what writes and whose outcome is unknown', () => {
  it.each(['silence', 'a hung-up connection', '10 MB', 'HTML for JSON'])('is not sent again: %s', async (name) => {
    await make('POST');
    shop.answers(HOSTILE[name]?.[0] ?? fail());
    await say('Do it');
    expect(shop.requests).toHaveLength(1);
    expect(told()[0]).toContain('is not known');
    expect(told()[1]).toContain('not made again');
  });

  it('a read is, once, when the connection was cut', async () => {
    await make('GET');
    shop.answers((_request, response) => void response.destroy());
    await say('Do it');
    // Twice for each of the model's two calls.
    expect(shop.requests).toHaveLength(4);
  });
});

it('services that are slow together leave the agent the time to say so', async () => {
  await make('GET');
  shop.answers((request, response) => {
    skippedMs += 19_500;
    json({})(request, response);
  });
  await say('Do it');
  expect(shop.requests).toHaveLength(1);
  expect(told()[1]).toContain('have taken too long');
});

it('what writes is not made again when what it did could not be written down', async () => {
  await make('POST');
  const { db, executeSql } = app.current.database;
  await executeSql('alter table action_calls add constraint never check (false) not valid');
  try {
    await say('Do it');
  } finally {
    await executeSql('alter table action_calls drop constraint never');
  }
  expect(shop.requests).toHaveLength(1);
  expect(told()[1]).toContain('not made again');
  expect(await db.selectFrom('action_calls').selectAll().execute()).toEqual([]);
});

it.each([
  ['is down', gone.origin, 'connect'],
  ['is in the house', 'http://127.0.0.1:1', 'refused_url'],
  ['has a name of the house', 'https://localhost', 'refused_url'],
  ['tells who the machine is', 'https://169.254.169.254', 'refused_url'],
])('a service that %s is an outcome', async (_name, origin, outcome) => {
  await make('GET', { url: `${origin}/{{what}}` });
  expect((await say('Do it')).statusCode).toBe(200);
  expect((await log())[0]).toMatchObject({ outcome, response_status: null });
  expect(told()[0]).toContain('could not be reached');
});

describe('the secret that a service repeats', () => {
  const basic = Buffer.from(`user:${SECRET}`).toString('base64');
  it.each([
    ['as it is', SECRET],
    ['within a text', `Bearer ${SECRET}!`],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['percent-encoded in lower case', encodeURIComponent(SECRET).toLowerCase()],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64 with a user', basic],
    ['in base64 for URLs', Buffer.from(`ab${SECRET}`).toString('base64url')],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
  ])('is blotted out %s', async (_name, echoed) => {
    await make('GET', { save_to_memory: [{ path: '$.echo', key: 'echo' }] });
    shop.answers(json({ echo: echoed, [echoed]: [echoed] }));
    const { conv_id: id } = (await say('Do it')).json();
    const metadata = await call('GET', `/v1/api_core/conversations/${id}/metadata`);
    expect(metadata.body.metadata.echo).toContain('{{secret.token}}');
    const piece = echoed.replace(basic, basic.slice(8)).slice(0, 14);
    for (const text of [JSON.stringify(await log()), ...told(), JSON.stringify(metadata.body)]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(piece.length > 8 ? piece : echoed);
    }
  });
});
