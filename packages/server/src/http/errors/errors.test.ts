import { readFileSync } from 'node:fs';
import { AppError, ERROR_CODES } from '@parley/protocol';
import { ChatRequestSchema, listConversationsEndpoint, setMetadataEndpoint } from '@parley/protocol/api';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { AGENT_ERRORS, renderAgentError } from './agent-dialect.ts';
import { CHAT_STATUSES, renderChatError } from './chat-dialect.ts';
import { toAppError } from './to-app-error.ts';
import { parseOrRefuse } from './validation.ts';
import { WORKSPACE_ERRORS, WORKSPACE_REASONS } from './workspace-dialect.ts';

const refusal = (run: () => unknown): AppError => {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('It was not refused.');
};

describe('the Agent API', () => {
  it('writes a refusal as a list under root', () => {
    const answer = renderAgentError(new AppError('unauthenticated', 'The token was revoked.'), 'r1');
    expect(answer).toEqual({
      status: 401,
      headers: { 'x-request-id': 'r1', 'www-authenticate': 'Bearer' },
      contentType: 'application/json; charset=utf-8',
      body: '{"errors":{"root":[{"message":"The token was revoked.","code":"PERMISSION_DENIED"}]}}',
    });
  });

  it('names each wrong field beside root', () => {
    const error = refusal(() => parseOrRefuse(listConversationsEndpoint.query, { limit: 'x', source: 'fax' }));
    const { errors } = JSON.parse(renderAgentError(error, 'r1').body);
    expect(errors.limit).toEqual([{ message: 'must be a whole number', code: 'VALIDATION_ERROR' }]);
    expect(errors.source[0].message).toMatch(/^must be one of: widget, api/);
    expect(errors.root[0].message).toContain('limit must be a whole number.');
  });

  it('survives a field called __proto__ or root', () => {
    const fields = [
      { path: '__proto__', message: 'is odd' },
      { path: 'root', message: 'is odd' },
    ];
    const { body } = renderAgentError(new AppError('validation_failed', 'No.', { fields }), 'r1');
    expect(body).toContain('"__proto__":[{"message":"is odd"');
    expect(JSON.parse(body).errors.root).toHaveLength(1);
  });

  it('says when to try again, in whole seconds', () => {
    const answer = renderAgentError(new AppError('too_many_requests', 'Wait.', { retryAfterSeconds: 0.2 }), 'r1');
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '1']);
  });

  it('tells nothing of a fault of ours', () => {
    const answer = renderAgentError(new AppError('internal', 'password=x at db:5432'), 'r1');
    expect(answer.body).not.toContain('password');
  });
});

describe('chat', () => {
  it('writes a refusal as plain text, with 400 for a caller who is not signed in', () => {
    const answer = renderChatError(new AppError('unauthenticated', 'Not authenticated.'), 'r1');
    expect([answer.status, answer.contentType, answer.body]).toEqual([
      400,
      'text/plain; charset=utf-8',
      'Not authenticated.',
    ]);
  });

  it.each([
    [{ text: 'Hi' }, 'scenario_id is required.'],
    [{ scenario_id: 'a', text: ' ' }, 'text must not be empty.'],
    [{ scenario_id: 'a', text: 5 }, 'text must be a string.'],
    [{ scenario_id: 'a', text: 'Hi', client_metadata: [] }, 'client_metadata must be an object.'],
    [
      { scenario_id: 'a', text: 'Hi', client_metadata: { a: {} } },
      'client_metadata.a must be a string, a number, a boolean or null.',
    ],
    [null, 'The request must be an object.'],
    [undefined, 'The request is required.'],
  ])('names what is wrong with %j', (body, expected) => {
    const answer = renderChatError(
      refusal(() => parseOrRefuse(ChatRequestSchema, body)),
      'r1',
    );
    expect([answer.status, answer.body]).toEqual([400, expected]);
  });
});

describe('what Fastify refuses', () => {
  const app = Fastify({ bodyLimit: 100 });
  app.setErrorHandler((thrown, _request, reply) => {
    const { status, body, contentType } = renderChatError(toAppError(thrown), 'r1');
    return reply.code(status).type(contentType).send(body);
  });
  app.post('/chat', () => 'ok');

  it.each([
    ['application/json', '{"a":', 400, 'The body is not valid JSON.'],
    ['application/json', '{"__proto__":1}', 400, 'The body is not valid JSON.'],
    ['application/json', '', 400, 'The body is empty, but its type says JSON.'],
    ['application/json', '"'.repeat(101), 413, 'The body is too large.'],
    ['text/csv', 'a,b', 415, 'The Content-Type is not supported; send application/json.'],
  ])('is named in our words: %s %j', async (type, payload, status, words) => {
    const response = await app.inject({ method: 'POST', url: '/chat', headers: { 'content-type': type }, payload });
    expect([response.statusCode, response.body]).toEqual([status, words]);
  });
});

describe('thrown values', () => {
  it('keep the meaning that Fastify gave them, in our words', () => {
    const thrown = Object.assign(new Error('Body is not valid JSON but …'), {
      statusCode: 400,
      code: 'FST_ERR_CTP_INVALID_JSON_BODY',
    });
    expect(toAppError(thrown)).toMatchObject({ code: 'bad_request', message: 'The body is not valid JSON.' });
    expect(toAppError(Object.assign(new Error('x'), { statusCode: 414 })).code).toBe('bad_request');
  });

  it('are faults of ours otherwise, with their cause', () => {
    const cause = new TypeError('x is undefined');
    expect(toAppError(cause)).toMatchObject({ code: 'internal', cause });
    expect(toAppError(undefined).code).toBe('internal');
  });
});

describe('docs/api/errors.md', () => {
  const page = readFileSync(new URL('../../../../../docs/api/errors.md', import.meta.url), 'utf8');

  it('lists each code with its status in each dialect, and no code that does not exist', () => {
    const row = /^\| `(\w+)` \| (\d{3}) `(\w+)` \| (\d{3}) `(\w+)` \| (\d{3}) \|/gm;
    const rows = [...page.matchAll(row)].map(([, ...cells]) => cells);
    const expected = ERROR_CODES.map((code) => [
      code,
      String(AGENT_ERRORS[code].status),
      AGENT_ERRORS[code].code,
      String(WORKSPACE_ERRORS[code].status),
      WORKSPACE_ERRORS[code].code,
      String(CHAT_STATUSES[code]),
    ]);
    expect(rows.toSorted()).toEqual(expected.toSorted());
  });

  it('lists each finer code of the Workspace API, and no other', () => {
    const rows = [...page.matchAll(/^\| `(\w+)` \| \d{3} \|/gm)].map(([, code]) => code);
    expect(rows.toSorted()).toEqual([...WORKSPACE_REASONS].toSorted());
  });
});

describe('a metadata problem', () => {
  it('is named by its path', () => {
    const error = refusal(() => parseOrRefuse(setMetadataEndpoint.body, { metadata: 'x' }));
    expect(error.details?.fields).toEqual([{ path: 'metadata', message: 'must be an object' }]);
  });
});
