import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { storeConversation } from '../../support/stored-conversation.ts';

const app = testApp({ retriever: { retrieve: async () => [] } });
const call = agentApi(app);
const path = (id: string) => `/v1/api_core/conversations/${id}`;

describe('a conversation in detail', () => {
  it('adds its page, the latest client metadata and the last visitor message to the summary', async () => {
    const at = new Date('2026-01-15T10:34:00Z');
    const stored = await storeConversation(app.current, {
      ord: 42,
      source: 'widget',
      driver: 'queue',
      url: 'https://shop.example/returns',
      clientMetadata: { userId: 12 },
      createdAt: at,
      lastMessageAt: at,
    });
    const answer = await call('GET', `${path(stored.id)}/`, { token: app.current.first.read_token });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      id: stored.id,
      ord: 42,
      created_at: '2026-01-15T10:34:00.000Z',
      last_message_at: '2026-01-15T10:34:00.000Z',
      title: '',
      source: 'widget',
      terminated: false,
      resolution_status: 'open',
      has_unread_messages: true,
      supports_inbox_control: true,
      last_message_content: 'What is your return policy?',
      most_frequent_language: 'en',
      assignee: { type: 'unassigned' },
      url: 'https://shop.example/returns',
      client_metadata: { userId: 12 },
      last_visitor_message_at: '2026-01-15T10:34:00.000Z',
      unified_analysis: null,
      rating: null,
      verified_as: null,
      unverified_metadata_keys: [],
      visitor_name: null,
      visitor_email: null,
      visitor_phone_number: null,
      visitor_label: null,
    });
  });

  it('is found in upper case too', async () => {
    const stored = await storeConversation(app.current);
    expect((await call('GET', path(stored.id.toUpperCase()))).body.id).toBe(stored.id);
  });

  it('looks the same whether it is unknown, foreign or no id at all', async () => {
    const stored = await storeConversation(app.current);
    const foreign = await app.current.addForeign();
    const answers = [
      await call('GET', path(randomUUID())),
      await call('GET', path('conv-uuid-1234')),
      await call('GET', path(stored.id), { token: foreign.write_token }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({
        errors: { root: [{ message: 'There is no such conversation.', code: 'NOT_FOUND' }] },
      });
    }
  });

  it('is out of reach for another agent of the same workspace', async () => {
    const stored = await storeConversation(app.current);
    const { db } = app.current.database;
    const other = { id: randomUUID(), scenario_id: 'abcdefghij' };
    const agent = await db.selectFrom('agents').selectAll().executeTakeFirstOrThrow();
    const written = { settings: '{}', metadata_schema: null, widget: '{}', next_ord: 100 };
    await db
      .insertInto('agents')
      .values({ ...agent, ...other, ...written })
      .execute();
    await db.updateTable('agent_tokens').set({ agent_id: other.id }).execute();
    expect((await call('GET', path(stored.id))).status).toBe(404);
    expect((await call('GET', `${path(stored.id)}/events`)).status).toBe(404);
    expect((await call('GET', `${path(stored.id)}/metadata`)).status).toBe(404);
    expect((await call('POST', `${path(stored.id)}/metadata`, { body: { metadata: {} } })).status).toBe(404);
    expect((await call('GET', '/v1/api_core/conversations')).body.count).toBe(0);
  });
});
