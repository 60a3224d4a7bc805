import type { Source } from '@parley/protocol';
import type { ConversationSummary } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { agentApi, revokeTokens } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { storeConversation } from '../../support/stored-conversation.ts';

const app = testApp({ retriever: { retrieve: async () => [] } });
const call = agentApi(app);
const PATH = '/v1/api_core/conversations';

const day = (number: number) => new Date(Date.UTC(2026, 0, number, 12));

async function list(
  query = '',
): Promise<{ items: ConversationSummary[]; count: number; limit: number; offset: number }> {
  const answer = await call('GET', `${PATH}${query}`);
  expect(answer.status).toBe(200);
  return answer.body;
}
const idsOf = async (query: string) => (await list(query)).items.map(({ id }) => id);

describe('the list of conversations', () => {
  it('has the newest message first, in the shape of the contract', async () => {
    const older = await storeConversation(app.current, { lastMessageAt: day(1) });
    const newer = await storeConversation(app.current, {
      ord: 42,
      source: 'widget',
      createdAt: day(1),
      lastMessageAt: day(2),
      title: 'Return policy question',
      visitor: { name: 'John', email: 'john@example.com', phone: null, label: null },
    });
    const answer = await list();
    expect(answer).toMatchObject({ offset: 0, limit: 20, count: 2 });
    expect(answer.items.map(({ id }) => id)).toEqual([newer.id, older.id]);
    expect(answer.items[0]).toEqual({
      id: newer.id,
      ord: 42,
      created_at: '2026-01-01T12:00:00.000Z',
      last_message_at: '2026-01-02T12:00:00.000Z',
      title: 'Return policy question',
      source: 'widget',
      terminated: false,
      resolution_status: 'open',
      has_unread_messages: true,
      supports_inbox_control: true,
      last_message_content: 'What is your return policy?',
      most_frequent_language: 'en',
      assignee: { type: 'ai_assistant' },
      visitor_name: 'John',
      visitor_email: 'john@example.com',
      visitor_phone_number: null,
      visitor_label: null,
    });
  });

  it('pages, and clamps the limit to 100', async () => {
    const stored = [];
    for (let number = 1; number <= 5; number += 1) {
      stored.unshift(await storeConversation(app.current, { lastMessageAt: day(number) }));
    }
    const page = await list('?limit=2&offset=2');
    expect(page.items.map(({ id }) => id)).toEqual(stored.slice(2, 4).map(({ id }) => id));
    expect(page).toMatchObject({ offset: 2, limit: 2, count: 5 });
    expect(await list('?limit=1000')).toMatchObject({ limit: 100, count: 5 });
    expect(await list('?offset=10000')).toMatchObject({ items: [], offset: 10_000, count: 5 });
  });

  it('orders messages of the same moment by id, so that pages neither repeat nor skip', async () => {
    for (let number = 0; number < 6; number += 1) await storeConversation(app.current, { lastMessageAt: day(1) });
    const paged = [...(await idsOf('?limit=3')), ...(await idsOf('?limit=3&offset=3'))];
    expect(new Set(paged).size).toBe(6);
  });

  it('takes the path with a slash at its end', async () => {
    expect((await call('GET', `${PATH}/`)).status).toBe(200);
  });
});

describe('a filter', () => {
  it('selects by who has the conversation', async () => {
    const ai = await storeConversation(app.current, { driver: 'ai' });
    const queue = await storeConversation(app.current, { driver: 'queue' });
    const human = await storeConversation(app.current, { driver: 'human' });
    expect(await idsOf('?assignee_type=ai_assistant')).toEqual([ai.id]);
    expect(await idsOf('?assignee_type=unassigned')).toEqual([queue.id]);
    expect(await idsOf('?assignee_type=human_operator')).toEqual([human.id]);
  });

  it('counts everything that is not open as resolved, and only what is closed or archived as terminated', async () => {
    const at = (number: number) => ({ lastMessageAt: day(number) });
    const open = await storeConversation(app.current, { progress: 'open', ...at(4) });
    const resolved = await storeConversation(app.current, { progress: 'resolved', ...at(3) });
    const closed = await storeConversation(app.current, { progress: 'closed', ...at(2) });
    const archived = await storeConversation(app.current, { progress: 'archived', ...at(1) });
    expect(await idsOf('?resolution_status=open')).toEqual([open.id]);
    const { items } = await list('?resolution_status=resolved');
    expect(items.map(({ id, terminated }) => ({ id, terminated }))).toEqual([
      { id: resolved.id, terminated: false },
      { id: closed.id, terminated: true },
      { id: archived.id, terminated: true },
    ]);
  });

  it('leaves previews and simulations out unless asked for by source', async () => {
    const stored = new Map<Source, string>();
    for (const source of ['api', 'slack', 'mcp', 'preview', 'simulation'] as const) {
      stored.set(source, (await storeConversation(app.current, { source })).id);
    }
    expect(await list()).toMatchObject({ count: 3 });
    for (const [source, id] of stored) expect(await idsOf(`?source=${source}`)).toEqual([id]);
    expect(await list('?source=telegram')).toMatchObject({ items: [], count: 0 });
  });

  it('says where people can take over', async () => {
    await storeConversation(app.current, { source: 'mcp' });
    await storeConversation(app.current, { source: 'slack' });
    expect((await list('?source=mcp')).items[0]?.supports_inbox_control).toBe(false);
    expect((await list('?source=slack')).items[0]?.supports_inbox_control).toBe(true);
  });

  it('takes date ranges with both ends included, where a bare end date is that whole day', async () => {
    const stored = [];
    for (const number of [1, 2, 3]) {
      stored.push(await storeConversation(app.current, { createdAt: day(number), lastMessageAt: day(number + 10) }));
    }
    const [first, second, third] = stored.map(({ id }) => id);
    expect(await idsOf('?created_timestamp_start_date=2026-01-02')).toEqual([third, second]);
    expect(await idsOf('?created_timestamp_end_date=2026-01-02')).toEqual([second, first]);
    expect(await idsOf('?created_timestamp_end_date=2026-01-02T11:59:59Z')).toEqual([first]);
    expect(await idsOf('?last_message_at_start_date=2026-01-12T12:00:00Z')).toEqual([third, second]);
    expect(await idsOf('?last_message_at_start_date=2026-01-12&last_message_at_end_date=2026-01-12')).toEqual([second]);
  });

  it('selects by language, and joins with others', async () => {
    const german = await storeConversation(app.current, { mostFrequentLanguage: 'de', source: 'widget' });
    await storeConversation(app.current, { mostFrequentLanguage: 'de', source: 'api' });
    await storeConversation(app.current, { mostFrequentLanguage: 'en', source: 'widget' });
    expect(await list('?most_frequent_language=de')).toMatchObject({ count: 2 });
    expect(await idsOf('?most_frequent_language=de&source=widget&resolution_status=open')).toEqual([german.id]);
  });
});

describe('a refusal', () => {
  it('names what is wrong', async () => {
    const wrong = [
      ['limit=0', 'limit'],
      ['limit=x', 'limit'],
      ['offset=-1', 'offset'],
      ['offset=10001', 'offset'],
      ['source=fax', 'source'],
      ['assignee_type=me', 'assignee_type'],
      ['resolution_status=closed', 'resolution_status'],
      ['created_timestamp_start_date=2026-02-30', 'created_timestamp_start_date'],
      ['query=%00', 'query'],
    ] as const;
    for (const [query, field] of wrong) {
      const answer = await call('GET', `${PATH}?${query}`);
      expect(answer, query).toMatchObject({ status: 422, body: { errors: { root: [{ code: 'VALIDATION_ERROR' }] } } });
      expect(answer.body.errors[field], query).toHaveLength(1);
    }
  });

  it('is none for parameters that nobody knows', async () => {
    expect((await call('GET', `${PATH}?colour=red`)).status).toBe(200);
  });
});

describe('a token', () => {
  it('sees the conversations of its own agent only', async () => {
    await storeConversation(app.current);
    const foreign = await app.current.addForeign();
    const answer = await call('GET', PATH, { token: foreign.write_token });
    expect(answer.body).toMatchObject({ items: [], count: 0 });
  });

  it('may read with the scope read_all', async () => {
    expect((await call('GET', PATH, { token: app.current.first.read_token })).status).toBe(200);
  });

  it('is refused when missing, broken or revoked', async () => {
    const refusal = { root: [{ message: expect.any(String), code: 'PERMISSION_DENIED' }] };
    for (const token of ['', 'x.y.z']) {
      expect(await call('GET', PATH, { token })).toMatchObject({ status: 401, body: { errors: refusal } });
    }
    await revokeTokens(app);
    expect(await call('GET', PATH)).toMatchObject({ status: 401, body: { errors: refusal } });
  });
});
