import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';

const model = scriptedModel({ draft: () => ({ kind: 'smalltalk', text: 'Hi', evidence: [] }) });
const app = testApp({ model });
const { say } = chatClient(app);
const get = (url: string, headers: Record<string, string> = {}, remoteAddress?: string) =>
  app.current.parley.app.inject({ url, headers, ...(remoteAddress ? { remoteAddress } : {}) });

describe('health', () => {
  it('tells that the process lives and that it can answer', async () => {
    expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await get('/readyz')).json()).toEqual({ status: 'ready' });
  });
});

describe('metrics', () => {
  it('count turns by outcome and kind, requests by route, tokens and jobs', async () => {
    await say('Hello');
    const { body, statusCode } = await get('/metrics');
    expect(statusCode).toBe(200);
    expect(body).toMatch(/^parley_turns_total\{outcome="replied",kind="smalltalk"\} \d+$/m);
    expect(body).toMatch(/^parley_turn_seconds_bucket\{le="0\.01",outcome="replied"\} \d+$/m);
    expect(body).toMatch(/^parley_http_request_seconds_count\{method="POST",route="\/chat",status="200"\} \d+$/m);
    expect(body).toMatch(/^parley_model_tokens_total\{model="scripted",direction="input"\} \d+$/m);
    expect(body).toMatch(/^parley_queue_depth \d+$/m);
  });

  it('are not told to another machine, nor to one behind a proxy', async () => {
    expect((await get('/metrics', {}, '192.0.2.7')).statusCode).toBe(401);
    expect((await get('/metrics', { 'x-forwarded-for': '192.0.2.7' })).statusCode).toBe(401);
  });
});

describe('every answer', () => {
  it('carries a request id, and may not be sniffed', async () => {
    const { headers } = await get('/healthz');
    expect(headers['x-request-id']).toMatch(/^req_[0-9A-Za-z]{12}$/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('is the same with a slash at the end of the path', async () => {
    expect((await get('/healthz/')).statusCode).toBe(200);
  });

  it('says in the error shape that there is nothing at an address', async () => {
    const answer = await get('/v1/api/nothing');
    expect([answer.statusCode, answer.json()]).toEqual([
      404,
      { errors: { root: [{ message: 'There is nothing at this address.', code: 'NOT_FOUND' }] } },
    ]);
  });
});
