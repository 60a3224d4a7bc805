import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { createRateLimits } from '../../../src/http/rate-limits.ts';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';

const config = { rateLimits: true, trustProxy: 0, metricsToken: undefined, publicUrl: undefined, role: 'all' } as const;
const model = scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Hi', evidence: [] }) });
const app = testApp({ config, model });
const { say } = chatClient(app);

const list = (token: string) =>
  app.current.parley.app.inject({ url: '/v1/api_core/conversations', headers: { authorization: `Bearer ${token}` } });

describe('the limit of reads', () => {
  it('refuses the 121st call of a minute and says when to come back; other endpoints and tokens go on', async () => {
    const { read_token, write_token } = app.current.first;
    for (let call = 0; call < 120; call += 1) expect((await list(read_token)).statusCode).toBe(200);
    const refused = await list(read_token);
    expect(refused.statusCode).toBe(429);
    expect(refused.json().errors.root[0].code).toBe('TOO_MANY_REQUESTS');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await list(write_token)).statusCode).toBe(200);
    const headers = { authorization: `Bearer ${read_token}` };
    expect((await app.current.parley.app.inject({ url: '/v1/api/chatbot_settings', headers })).statusCode).toBe(200);
  });
});

describe('the limit of chat turns', () => {
  it('refuses the 601st turn of a minute in plain text and stores nothing of it', async () => {
    const { limits } = app.current.parley.deps;
    const { jti } = JSON.parse(Buffer.from(app.current.first.write_token.split('.')[1] ?? '', 'base64url').toString());
    for (let call = 0; call < 600; call += 1) await limits.count('chat', jti, 'send-chat');
    const refused = await say('Hello');
    expect([refused.statusCode, refused.headers['content-type']]).toEqual([429, 'text/plain; charset=utf-8']);
    expect(refused.body).toMatch(/^Too many requests: try again in \d+ s\.$/);
    expect(await app.current.database.db.selectFrom('messages').select('ord').execute()).toEqual([]);
  });
});

describe('a budget of a day', () => {
  it('is used up by one after another, and each agent has its own', async () => {
    const limits = createRateLimits();
    const spend = async (who: string) => limits.spendOfDay(who, 2);
    expect([await spend('a'), await spend('a'), await spend('a'), await spend('b')]).toEqual([true, true, false, true]);
  });
});

const redisUrl = process.env.TEST_REDIS_URL;
if (!redisUrl) console.log('skipped: rate limits over two nodes (needs Redis; set TEST_REDIS_URL)');

describe.skipIf(!redisUrl)('two nodes with one Redis', () => {
  const clients: Redis[] = [];
  beforeAll(() => {
    for (let node = 0; node < 2; node += 1) clients.push(new Redis(redisUrl ?? ''));
  });
  afterAll(async () => {
    for (const client of clients) await client.quit();
  });

  it('count together', async () => {
    const [one, two] = clients.map((client) => createRateLimits(client));
    const token = `token-${Date.now()}`;
    for (let call = 0; call < 10; call += 1) await one?.count('heavy', token, 'upload');
    for (let call = 0; call < 10; call += 1) await two?.count('heavy', token, 'upload');
    await expect(one?.count('heavy', token, 'upload')).rejects.toMatchObject({ code: 'too_many_requests' });
  });

  it('share what an agent may answer in a day', async () => {
    const [one, two] = clients.map((client) => createRateLimits(client));
    const agent = `turns:${Date.now()}`;
    const spent = [await one?.spendOfDay(agent, 2), await two?.spendOfDay(agent, 2), await one?.spendOfDay(agent, 2)];
    expect(spent).toEqual([true, true, false]);
  });
});
