import { randomUUID } from 'node:crypto';
import { AppError } from '@parley/protocol';
import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/agent/scripted.ts';
import { changeConversation } from '../../../src/commands/change-conversation.ts';
import { decide, draftOf } from '../../../src/domain/conversation/append.ts';
import { changeState } from '../../../src/domain/conversation/change-state.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { operatorAt } from '../../support/operator.ts';
import { storeConversation } from '../../support/stored-conversation.ts';

const UUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const INSTANT = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

const model = scriptedModel({
  draft: ({ questions }) => {
    const text = questions.at(-1)?.content ?? '';
    if (text === 'break') throw new AppError('unavailable', 'The model is away.');
    return { kind: 'smalltalk', text: `Reply to ${text}`, evidence: [] };
  },
});
const app = testApp({ model, retriever: { retrieve: async () => [] } });
const call = agentApi(app);
const { say } = chatClient(app);
const path = (id: string, query = '') => `/v1/api_core/conversations/${id}/events${query}`;

describe('the events of a conversation', () => {
  it('begin with the welcome message, as in the contract', async () => {
    const { conv_id } = (await say('What is your return policy?', { client_metadata: { userId: 12 } })).json();
    const answer = await call('GET', `${path(conv_id, '/')}?limit=20`, { token: app.current.first.read_token });
    expect(answer.status).toBe(200);
    const common = { handoff_state: null, feedback: null, sources_generated: [], attachments: [] };
    expect(answer.body).toEqual({
      items: [
        { type: 'message', seq: expect.any(Number), data: expect.objectContaining({ ord: 1, author: 'ai_assistant' }) },
        {
          type: 'message',
          seq: expect.any(Number),
          data: {
            id: UUID,
            ord: 2,
            created_at: INSTANT,
            content: 'What is your return policy?',
            author: 'visitor',
            message_insights: null,
            client_metadata: { userId: 12 },
            is_welcome: false,
            ...common,
          },
        },
        {
          type: 'message',
          seq: expect.any(Number),
          data: {
            id: UUID,
            ord: 3,
            created_at: INSTANT,
            content: 'Reply to What is your return policy?',
            author: 'ai_assistant',
            message_insights: { kind: 'smalltalk', passages: [], tools: [], latency_ms: expect.any(Number) },
            client_metadata: null,
            is_welcome: false,
            ...common,
          },
        },
      ],
      offset: 0,
      limit: 20,
      count: 3,
      next_after: expect.any(Number),
    });
    expect(answer.body.items[0].data.is_welcome).toBe(true);
    expect(answer.body.next_after).toBe(answer.body.items[2].seq);
  });

  it('go on after a given one', async () => {
    const { conv_id } = (await say('one')).json();
    const { next_after } = (await call('GET', path(conv_id))).body;
    const nothing = await call('GET', path(conv_id, `?after=${next_after}`));
    expect(nothing.body).toEqual({ items: [], offset: 0, limit: 20, count: 0, next_after });
    await say('two', { conv_id });
    const { body } = await call('GET', path(conv_id, `?after=${next_after}`));
    expect(body.items.map((item: { data: { content: string } }) => item.data.content)).toEqual(['two', 'Reply to two']);
    expect(body.count).toBe(2);
  });

  it('are paged', async () => {
    const { conv_id } = (await say('one')).json();
    await say('two', { conv_id });
    const { body } = await call('GET', path(conv_id, '?limit=2&offset=1'));
    expect(body.items.map((item: { data: { ord: number } }) => item.data.ord)).toEqual([2, 3]);
    expect(body).toMatchObject({ offset: 1, limit: 2, count: 5 });
    expect((await call('GET', path(conv_id, '?limit=500'))).body.limit).toBe(100);
  });

  it('tell markers and changes of status as log entries', async () => {
    const stored = await storeConversation(app.current);
    const decideHandOff = changeConversation(app.current.parley.deps, stored, null, {
      decide(state, at) {
        const draft = draftOf(state);
        changeState(draft, { driver: 'queue' }, at, { type: 'system' });
        return decide(draft);
      },
    });
    await decideHandOff;
    const { body } = await call('GET', path(stored.id));
    expect(body.items.slice(1)).toEqual([
      {
        type: 'log',
        seq: 3,
        data: {
          id: UUID,
          created_at: INSTANT,
          code: 'handoff_requested',
          text: 'A team member has been asked to join.',
        },
      },
      {
        type: 'log',
        seq: 4,
        data: {
          id: UUID,
          created_at: INSTANT,
          code: 'status_changed',
          text: expect.any(String),
          data: { assignee_type: { from: 'ai_assistant', to: 'unassigned' } },
        },
      },
    ]);
    expect((await call('GET', path(stored.id))).body.items).toEqual(body.items);
  });

  it('tell what people did, and nothing that is theirs alone', async () => {
    const { conv_id } = (await say('one')).json();
    const person = await operatorAt(app.current.parley, conv_id);
    await person.sets({ priority: 'low', contactName: 'Ada Lovelace' });
    await person.says('This is Ann.');
    await person.sets({ assignedTo: null });
    await person.sets({ status: 'resolved' });
    const { body } = await call('GET', path(conv_id));
    const told = body.items.slice(3).map((item: { type: string; data: { code?: string; content?: string } }) => {
      return item.data.code ?? item.data.content;
    });
    expect(told).toEqual([
      'details_changed',
      'operator_joined',
      'status_changed',
      'This is Ann.',
      'assignee_changed',
      'resolved',
      'status_changed',
    ]);
    expect(body.count).toBe(10);
    expect(JSON.stringify(body)).not.toMatch(/priority|"by"|author_id|"operator"/);
  });

  it('tell of a turn that failed', async () => {
    const answer = await say('break');
    const id = String(answer.headers['x-conversation-id']);
    const { items } = (await call('GET', path(id))).body;
    expect(items.at(-1)).toMatchObject({ type: 'log', data: { code: 'turn_failed', data: { ord: 2 } } });
  });
});

describe('a refusal', () => {
  it('looks the same whether the conversation is unknown or foreign', async () => {
    const stored = await storeConversation(app.current);
    const foreign = await app.current.addForeign();
    for (const answer of [
      await call('GET', path(randomUUID())),
      await call('GET', path(stored.id), { token: foreign.read_token }),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { errors: { root: [{ code: 'NOT_FOUND' }] } } });
    }
  });

  it('names a number that is none', async () => {
    const stored = await storeConversation(app.current);
    const answer = await call('GET', path(stored.id, '?after=yesterday'));
    expect(answer.status).toBe(422);
    expect(answer.body.errors.after).toHaveLength(1);
  });

  it('meets a number that no conversation reaches with an empty page', async () => {
    const stored = await storeConversation(app.current);
    const answer = await call('GET', path(stored.id, '?after=99999999999'));
    expect(answer.body).toMatchObject({ items: [], count: 0, next_after: 99_999_999_999 });
  });
});
