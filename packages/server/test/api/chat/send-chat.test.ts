import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { testApp } from '../../support/app.ts';

const model = scriptedModel({
  draft: ({ questions }) => ({
    kind: 'smalltalk',
    text: `You said: ${questions.map((question) => question.content).join(' / ')}`,
    evidence: [],
  }),
});
const app = testApp({ model, retriever: { retrieve: async () => [] } });

type Sent = { scenario_id?: unknown; text?: unknown; conv_id?: string; client_metadata?: unknown };

function post(payload: string | object, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${app.current.first.write_token}`;
  return app.current.parley.app.inject({
    method: 'POST',
    url: '/chat',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    payload,
  });
}

const say = (text: string, more: Partial<Sent> = {}, headers?: Record<string, string>) =>
  post({ scenario_id: app.current.first.scenario_id, text, ...more }, headers);

async function countOf(table: 'messages' | 'conversations' | 'events'): Promise<number> {
  const rows = await app.current.database.db.selectFrom(table).select('workspace_id').execute();
  return rows.length;
}

describe('a conversation', () => {
  it('starts with the welcome message, so that the first reply is number 3', async () => {
    const answer = await say('Hello!');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      conv_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      reply: 'You said: Hello!',
      ord_number: 3,
      src: 0,
    });
    expect(answer.headers['x-conversation-id']).toBe(answer.json().conv_id);
  });

  it('continues with the id that was returned', async () => {
    const { conv_id } = (await say('Hello!')).json();
    const answer = await say('And again', { conv_id });
    expect(answer.json()).toEqual({ conv_id, reply: 'You said: And again', ord_number: 5, src: 0 });
  });

  it('answers two simultaneous messages once each and keeps both in order', async () => {
    const { conv_id } = (await say('Hello!')).json();
    const answers = await Promise.all(['one', 'two'].map((text) => say(text, { conv_id })));
    const replies = answers.map((answer) => answer.json().reply).sort();
    expect(replies).toEqual(['You said: one', 'You said: two']);
    const messages = await app.current.database.db
      .selectFrom('messages')
      .select(['ord', 'author'])
      .orderBy('ord')
      .execute();
    expect(messages.map((message) => message.ord)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});

describe('refusals are plain text and store nothing', () => {
  const cases: [string, () => ReturnType<typeof post>, number, string | RegExp][] = [
    ['no token', () => say('Hi', {}, { authorization: '' }), 400, /API token/],
    ['a token that is none', () => say('Hi', {}, { authorization: 'Bearer abc' }), 400, /API token/],
    ['no scenario', () => post({ text: 'Hi' }), 400, 'The field scenario_id is missing.'],
    [
      'another scenario',
      () => post({ scenario_id: 'zzz', text: 'Hi' }),
      404,
      'No implementation found for scenario_id zzz',
    ],
    [
      'an unknown conversation',
      () => say('Hi', { conv_id: 'conv-uuid-1234' }),
      400,
      'Conversation conv_id conv-uuid-1234 is not valid.',
    ],
    ['no text', () => say('   '), 400, 'text must not be empty.'],
    ['a text too long', () => say('x'.repeat(8001)), 400, /at most 8000/],
    ['six keys', () => say('Hi', { client_metadata: { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 } }), 400, /at most 5 keys/],
    ['a body that is not JSON', () => post('{'), 400, /not valid JSON/],
    ['a body of another type', () => post('Hi', { 'content-type': 'text/plain' }), 415, /application\/json/],
    ['a body too large', () => say('Hi', { client_metadata: { a: 'x'.repeat(70_000) } }), 413, /too large/],
    ['half a surrogate pair', () => post(`{"scenario_id":"${'x'}","text":"\\ud800"}`), 400, /text/],
  ];
  it.each(cases)('%s', async (_name, send, status, text) => {
    const answer = await send();
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.body).toMatch(text);
    expect(await countOf('conversations')).toBe(0);
  });

  it('a read_all token, in the words of the contract', async () => {
    const answer = await say('Hi', {}, { authorization: `Bearer ${app.current.first.read_token}` });
    expect([answer.statusCode, answer.body]).toEqual([403, 'Insufficient token scope. Required: write_all']);
  });
});
