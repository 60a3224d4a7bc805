import { AppError } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import type { RetrievalRequest } from '../../../src/domain/knowledge/retriever.ts';
import type { Draft } from '../../../src/domain/turn/turn-context.ts';
import { testApp } from '../../support/app.ts';
import { chatClient, streamEvents } from '../../support/chat.ts';

const smalltalk = (text: string): Draft => ({ kind: 'smalltalk', text, evidence: [] });
let draft: () => Draft = () => smalltalk('Hi');
const requests: RetrievalRequest[] = [];
const app = testApp({
  model: scriptedModel({ draft: () => draft(), pieces: (text) => text.split(/(?<= )/) }),
  retriever: {
    retrieve: async (request) => {
      requests.push(request);
      return [];
    },
  },
});
const { say } = chatClient(app);
beforeEach(() => {
  draft = () => smalltalk('Hi');
  requests.length = 0;
});

const conversation = () => app.current.database.db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
const eventTypes = async () => {
  const rows = await app.current.database.db.selectFrom('events').select('type').orderBy('seq').execute();
  return rows.map(({ type }) => type);
};

describe('a stream', () => {
  it('acknowledges the ids, gives the text in pieces and ends with the whole answer', async () => {
    draft = () => smalltalk('Hello dear visitor');
    const answer = await say('Hi', {}, { accept: 'text/event-stream' });
    expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    const events = streamEvents(answer.body);
    expect(events.map(({ event }) => event)).toEqual(['ack', 'delta', 'delta', 'delta', 'done']);
    expect(events[0]?.data).toEqual({ conv_id: expect.any(String), ord_number: 2 });
    expect(events[4]?.data).toMatchObject({ reply: 'Hello dear visitor', ord_number: 3, src: 0, sources: [] });
  });

  it('ends with the error when the model fails after the message is stored', async () => {
    draft = () => {
      throw new AppError('unavailable', 'The model is away.');
    };
    const events = streamEvents((await say('Hi', {}, {}, '?stream=true')).body);
    expect(events.map(({ event }) => event)).toEqual(['ack', 'error']);
    expect(events[1]?.data).toEqual({ status: 503, message: 'The model is away.' });
  });

  it('answers refusals before the message without a stream', async () => {
    const answer = await say('', {}, {}, '?stream=true');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, 'text/plain; charset=utf-8']);
  });
});

describe('formats', () => {
  const text = 'First **bold** line\nsecond <b>line</b>\n\n- one\n- two';
  it.each([
    ['', 'First <strong>bold</strong> line<br>second &lt;b&gt;line&lt;/b&gt;\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>'],
    ['?format=markdown', text],
    ['?format=text', 'First bold line\nsecond <b>line</b>\n\none\ntwo'],
  ])('%s', async (query, reply) => {
    draft = () => smalltalk(text);
    expect((await say('Hi', {}, {}, query)).json().reply).toBe(reply);
  });

  it('keeps plain sentences plain', async () => {
    draft = () => smalltalk('One line.  \nAnother line.');
    expect((await say('Hi')).json().reply).toBe('One line.<br>Another line.');
    expect((await say('Hi', {}, {}, '?format=text')).json().reply).toBe('One line.\nAnother line.');
  });

  it('refuses an unknown format', async () => {
    expect((await say('Hi', {}, {}, '?format=xml')).statusCode).toBe(400);
  });
});

describe('a model that fails', () => {
  it('answers 503 in plain text; the message stays, and the next request answers it too', async () => {
    draft = () => {
      throw new AppError('unavailable', 'The model is away.');
    };
    const failed = await say('My first question');
    expect([failed.statusCode, failed.body]).toEqual([503, 'The model is away.']);
    const conv_id = String(failed.headers['x-conversation-id']);
    draft = () => smalltalk('Now');
    await say('My second question', { conv_id });
    expect(requests.at(-1)?.questions.map(({ content }) => content)).toEqual([
      'My first question',
      'My second question',
    ]);
    expect(await eventTypes()).toContain('turn.ended');
  });

  it('says nothing of a fault of ours', async () => {
    draft = () => {
      throw new Error('secret detail');
    };
    const failed = await say('Hi');
    expect([failed.statusCode, failed.body]).toEqual([500, 'Something went wrong on our side.']);
  });
});

describe('what a message carries', () => {
  it('keeps client_metadata on its message, and the latest on the conversation', async () => {
    const { conv_id } = (await say('One', { client_metadata: { userId: 12 } })).json();
    await say('Two', { conv_id, client_metadata: { userId: 13, site: 'shop.example' } });
    const rows = await app.current.database.db
      .selectFrom('messages')
      .select('client_metadata')
      .where('author', '=', 'visitor')
      .orderBy('ord')
      .execute();
    expect(rows.map((row) => row.client_metadata)).toEqual([{ userId: 12 }, { userId: 13, site: 'shop.example' }]);
    expect((await conversation()).client_metadata).toEqual({ userId: 13, site: 'shop.example' });
  });

  it('fills the details of the visitor', async () => {
    await say('Hi', { visitor: { name: 'Ada', email: 'ada@example.com' } });
    expect(await conversation()).toMatchObject({
      visitor_name: 'Ada',
      visitor_email: 'ada@example.com',
      visitor_phone: null,
    });
  });

  it('hands kb_topic to retrieval for this request only', async () => {
    const { conv_id } = (await say('Hi', { client_metadata: { kb_topic: 'returns' } })).json();
    await say('Hi', { conv_id });
    expect(requests.map(({ topic }) => topic)).toEqual(['returns', null]);
  });

  it('detects the language and makes a title of what was asked', async () => {
    await say('Wie lange dauert der Versand nach Österreich?');
    expect(await conversation()).toMatchObject({
      most_frequent_language: 'de',
      title: 'Wie lange dauert der Versand nach Österreich?',
    });
  });
});

describe('a person is wanted', () => {
  it('queues the conversation with its marker, and the agent is silent from then on', async () => {
    draft = () => ({ kind: 'handoff', text: 'I ask somebody.', evidence: [] });
    const { conv_id } = (await say('yes')).json();
    expect(await conversation()).toMatchObject({ driver: 'queue', progress: 'open', epoch: 2 });
    expect(await eventTypes()).toEqual([
      'conversation.started',
      'message.sent',
      'message.received',
      'message.sent',
      'marker.added',
      'conversation.updated',
    ]);
    const silent = await say('Are you there?', { conv_id });
    expect(silent.json()).toEqual({ conv_id, reply: '', ord_number: 4, src: 0 });
  });
});
