import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLanguageModel, parseModelSpec } from '../../src/agent/models/language-models.ts';
import { createModel } from '../../src/agent/models/respond.ts';
import type { Parley, Parts } from '../../src/compose.ts';
import { loggerOptions } from '../../src/runtime/logger.ts';
import type { Database } from '../../src/store/db/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { composeTest, setUp, type TestApp } from '../support/app.ts';
import { openTestDatabase } from '../support/database.ts';
import { EVERY_ENDPOINT, type Names, requestTo } from '../support/endpoint-requests.ts';
import { citeFirstPassage, type FakeOpenAi, type FakeRequest, startFakeOpenAi } from '../support/fake-openai.ts';
import { furnish } from '../support/furnished-agent.ts';
import { dumpTables } from '../support/table-dump.ts';

const MODEL_KEY = 'sk-model-key-of-the-vendor';
const SECRET = 'the installation secret of this test';
const KEY = 'order-4711-once';
const PRIVATE = 'my card ends in quince';
const RETURNED = 'reply only in answers';

let fake: FakeOpenAi;
let opened: { database: Database<Schema>; remove: () => Promise<void> };
let parley: Parley;
let app: TestApp;
let names: Names;
const logged: string[] = [];
const answered: string[] = [];

const behave = (request: FakeRequest, index: number) => {
  if (index % 5 === 3) return { type: 'status', status: 500, message: `no, ${MODEL_KEY}` } as const;
  if (index % 5 === 4) return { type: 'garbage' } as const;
  return citeFirstPassage(request);
};

/** A server with a vendor's model whose log is kept, down to its details. */
async function start(): Promise<void> {
  fake = await startFakeOpenAi(behave);
  opened = await openTestDatabase<Schema>();
  const spec = parseModelSpec('compatible/fake');
  const languageModel = await createLanguageModel({ spec, apiKey: MODEL_KEY, baseUrl: fake.url });
  const parts: Partial<Parts> = {
    secret: SECRET,
    model: createModel({ languageModel, name: 'fake' }),
    logger: pino(
      loggerOptions('debug'),
      new Writable({
        write(chunk, _encoding, done) {
          logged.push(String(chunk));
          done();
        },
      }),
    ),
  };
  parley = await composeTest(opened.database, parts);
  app = await setUp(parley);
  names = await furnish(app, app.first, 'shop');
}

async function send(token: string, more: Record<string, string> = {}): Promise<void> {
  for (const endpoint of EVERY_ENDPOINT.filter(({ method }) => method !== 'DELETE')) {
    const request = requestTo(endpoint, names, token);
    const headers = { ...(request.headers as Record<string, string>), ...more };
    const { body, headers: given } = await parley.app.inject({ ...request, headers });
    answered.push(body, JSON.stringify(given));
  }
}

async function chat(text: string, more: object = {}, headers: Record<string, string> = {}, query = ''): Promise<void> {
  const { body } = await parley.app.inject({
    method: 'POST',
    url: `/chat${query}`,
    headers: { authorization: `Bearer ${app.first.write_token}`, ...headers },
    payload: { scenario_id: app.first.scenario_id, conv_id: names.conversationId, text, ...more },
  });
  answered.push(body);
}

describe('I8: after many requests, refused and failed ones among them', () => {
  beforeAll(async () => {
    await start();
    for (const token of [app.first.write_token, app.first.read_token, app.first.workspace_key, 'abc'])
      await send(token);
    await send(app.first.write_token, { cookie: `session=${app.first.owner_password}`, 'x-api-key': SECRET });
    for (let at = 0; at < 10; at += 1)
      await chat(`${PRIVATE} ${at}`, {}, at % 2 ? { 'idempotency-key': KEY + at } : {});
    await chat(PRIVATE, { visitor: { name: RETURNED, email: 'quince@example.com' } }, {}, '?stream=true');
    await chat(PRIVATE, { text: 17 });
    await opened.database.executeSql("alter table messages add constraint refusing check (content = '') not valid");
    await chat(PRIVATE);
    await opened.database.executeSql('alter table messages drop constraint refusing');
  });
  afterAll(async () => {
    await parley.stop(1_000);
    await opened.remove();
    await fake.close();
  });

  let secrets: readonly [string, string][];
  beforeEach(() => {
    const { read_token, write_token, workspace_key, owner_password } = app.first;
    const signature = write_token.split('.')[2] ?? '';
    secrets = Object.entries({
      SECRET,
      MODEL_KEY,
      read_token,
      write_token,
      signature,
      workspace_key,
      owner_password,
      privateKey: 'PRIVATE KEY-----',
    });
  });

  it('no secret is in the log', () => {
    const log = logged.join('');
    expect(logged.length).toBeGreaterThan(100);
    expect(log).toContain('"status":500');
    for (const [name, secret] of secrets) expect([name, log.includes(secret)]).toEqual([name, false]);
  });

  it('no words of visitors, articles or replies are in the log', () => {
    const log = logged.join('');
    for (const words of [PRIVATE, RETURNED, 'quince@example.com', 'return any item']) expect(log).not.toContain(words);
  });

  it('no secret is in an answer', () => {
    const all = answered.join('\n');
    expect(all).toContain('PUBLIC KEY-----');
    for (const [name, secret] of secrets) expect([name, all.includes(secret)]).toEqual([name, false]);
  });

  it('no secret is stored in the clear, and no answer that a key keeps', async () => {
    const dump = await dumpTables(opened.database);
    expect(dump.get('messages')?.join('')).toContain(PRIVATE);
    for (const [table, rows] of dump) {
      const text = rows.join('\n');
      for (const [name, secret] of secrets) expect([table, name, text.includes(secret)]).toEqual([table, name, false]);
    }
    const kept = dump.get('idempotency_keys')?.join('\n') ?? '';
    expect(kept).toContain(KEY);
    for (const words of ['30 days', 'conversationId', 'reply']) expect(kept).not.toContain(words);
  });

  it('no secret is in a prompt, and the key goes to its vendor only in its header', () => {
    expect(fake.requests.length).toBeGreaterThan(10);
    const prompts = JSON.stringify(fake.requests.map(({ body, path }) => [body, path]));
    for (const [name, secret] of secrets) expect([name, prompts.includes(secret)]).toEqual([name, false]);
    for (const { headers } of fake.requests) expect(headers.authorization).toBe(`Bearer ${MODEL_KEY}`);
  });
});
