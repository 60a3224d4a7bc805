import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { searchConversations } from '../../../src/store/search/search-conversations.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { catchUpSearch } from '../../support/catch-up-search.ts';
import { appendVisitorMessage, type StoredConversation, storeConversation } from '../../support/stored-conversation.ts';

const app = testApp({ retriever: { retrieve: async () => [] } });
const call = agentApi(app);

const day = (number: number) => new Date(Date.UTC(2026, 0, number, 12));
const store = async (text: string, more: StoredConversation = {}) =>
  (await storeConversation(app.current, { ...more, text })).id;
const refresh = () => catchUpSearch(app.current, 7);
async function search(query: string, more = '') {
  const answer = await call('GET', `/v1/api_core/conversations?query=${encodeURIComponent(query)}${more}`);
  expect(answer.status).toBe(200);
  return { ...answer.body, isCapped: answer.headers['x-count-capped'] === 'true' };
}
const find = async (query: string, more = ''): Promise<string[]> =>
  (await search(query, more)).items.map(({ id }: { id: string }) => id);

describe('a search for text', () => {
  it('finds words of any message, in any language and order', async () => {
    const german = await store('Müllers Rücknahme kostet 50% der Gebühr', { lastMessageAt: day(1) });
    const chinese = await store('我想知道东京大学的退货政策', { lastMessageAt: day(2) });
    const arabic = await store('ما هي سياسةُ الإرجاع؟', { lastMessageAt: day(3) });
    const thai = await store('นโยบายการคืนสินค้า', { lastMessageAt: day(4) });
    const code = await store('The part is x_7-b, see a@shop.example', { lastMessageAt: day(5) });
    await refresh();
    for (const query of ['Rücknahme', 'rucknahme', 'gebühr MÜLLERS', 'nahme', '50%']) {
      expect(await find(query), query).toEqual([german]);
    }
    for (const query of ['大学', '退货政策', '东京 政策']) expect(await find(query), query).toEqual([chinese]);
    for (const query of ['学大', '京学']) expect(await find(query), query).toEqual([]);
    for (const query of ['سياسة', 'الارجاع']) expect(await find(query), query).toEqual([arabic]);
    expect(await find('การคืน')).toEqual([thai]);
    for (const query of ['x_7-b', 'a@shop.example', 'PART see']) expect(await find(query), query).toEqual([code]);
    for (const query of ['x17', 'partsee', 'a_shop']) expect(await find(query), query).toEqual([]);
  });

  it('takes % and _ as they are, even alone', async () => {
    const percent = await store('Is it 50 % off?');
    const underscore = await store('the key_name please');
    await store('nothing of the kind');
    await refresh();
    expect(await find('%')).toEqual([percent]);
    expect(await find('_')).toEqual([underscore]);
  });

  it('takes one or two letters for the beginning of a word', async () => {
    const begins = await store('A qzar arrived');
    await store('The aqzb left');
    await refresh();
    expect(await find('qz')).toEqual([begins]);
    expect(await find('q')).toEqual([begins]);
  });

  it('finds a conversation by its first words however long it became', async () => {
    let state = await storeConversation(app.current, { text: 'The zeppelin landed', lastMessageAt: day(1) });
    const filler = 'lorem ipsum dolor sit amet '.repeat(280);
    for (let number = 0; number < 12; number += 1) {
      state = await appendVisitorMessage(app.current, state, `${filler} ${number}`, day(2));
      if (number % 5 === 0) await refresh();
    }
    state = await appendVisitorMessage(app.current, state, 'And then the submarine', day(3));
    await refresh();
    const parts = await app.current.database.db
      .selectFrom('conversation_search')
      .select(['part', 'last_message_at', sql<number>`length(doc)`.as('length')])
      .orderBy('part')
      .execute();
    expect(parts.length).toBeGreaterThan(1);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(45_000);
    expect(new Set(parts.map(({ last_message_at: at }) => at.getTime()))).toEqual(new Set([day(3).getTime()]));
    for (const query of ['zeppelin', 'submarine', 'lorem']) {
      expect(await search(query), query).toMatchObject({ count: 1, items: [{ id: state.id }] });
    }
  });

  it('does not find a phrase across two messages', async () => {
    const state = await storeConversation(app.current, { text: '我爱大' });
    await appendVisitorMessage(app.current, state, '学习');
    await refresh();
    expect(await find('大学')).toEqual([]);
  });
});

describe('a search for a number or id', () => {
  it('finds the order number at once, and text that contains the number', async () => {
    const byText = await store('My order is 42, please', { ord: 7, lastMessageAt: day(2) });
    await refresh();
    const byOrd = await store('Something else', { ord: 42, lastMessageAt: day(1) });
    const newer = await store('Also 42', { ord: 8, lastMessageAt: day(3) });
    expect(await find('42')).toEqual([byText, byOrd]);
    await refresh();
    expect(await search('42')).toMatchObject({ count: 3 });
    expect(await find('42')).toEqual([newer, byText, byOrd]);
    expect(await find('42', '&limit=1&offset=1')).toEqual([byText]);
    expect(await find('42', '&limit=1&offset=2')).toEqual([byOrd]);
  });

  it('counts a conversation once that has the number twice', async () => {
    const both = await store('I am number 42', { ord: 42 });
    await refresh();
    expect(await search('42')).toMatchObject({ count: 1, items: [{ id: both }] });
  });

  it('finds the UUID', async () => {
    const id = await store('Hello');
    await store('Hello');
    expect(await find(id)).toEqual([id]);
    expect(await find(id.toUpperCase())).toEqual([id]);
  });

  it('bears a number that is no order number', async () => {
    expect(await find('99999999999999999999')).toEqual([]);
    expect(await find('999999999999999')).toEqual([]);
  });
});

describe('a search with other filters', () => {
  it('finds what satisfies all of them', async () => {
    const wanted = await store('refund please', { source: 'slack', driver: 'human', ord: 5 });
    await store('refund please', { source: 'slack' });
    await store('refund please', { source: 'widget', driver: 'human' });
    await refresh();
    expect(await find('refund', '&source=slack&assignee_type=human_operator')).toEqual([wanted]);
    expect(await find('5', '&source=slack')).toEqual([wanted]);
    expect(await find('5', '&source=widget')).toEqual([]);
  });

  it('leaves previews out unless asked for', async () => {
    const id = await store('refund please', { source: 'preview', ord: 5 });
    await refresh();
    for (const query of ['refund', '5', id]) {
      expect(await find(query), query).toEqual([]);
      expect(await find(query, '&source=preview'), query).toEqual([id]);
    }
  });

  it('does not reach another agent', async () => {
    const id = await store('refund please', { ord: 5 });
    await refresh();
    const { read_token: token } = await app.current.addForeign();
    for (const query of ['refund', '5', id]) {
      const answer = await call('GET', `/v1/api_core/conversations?query=${query}`, { token });
      expect(answer.body, query).toMatchObject({ items: [], count: 0 });
    }
  });
});

describe('a search through many', () => {
  const MANY = 1_500;

  // Straight into the table: a thousand conversations by the front door would take minutes.
  beforeEach(async () => {
    const { database, first } = app.current;
    await database.executeSql(
      `with a as (select id, workspace_id from agents where id = '${first.chatbot_id}'),
       n as (select a.*, g, ('00000000-0000-7000-8000-' || lpad(g::text, 12, '0'))::uuid as conversation_id,
               timestamptz '2026-01-01' + g * interval '1 minute' as at from a, generate_series(1, ${MANY}) g),
       c as (insert into conversations select c.* from n, jsonb_populate_record(null::conversations, jsonb_build_object(
         'workspace_id', n.workspace_id, 'id', n.conversation_id, 'agent_id', n.id, 'ord', n.g, 'source', 'api',
         'driver', 'ai', 'progress', 'open', 'epoch', 1, 'seq', 1, 'message_count', 1, 'priority', 'low', 'last_visitor_ord', 1, 'tag_ids', '[]'::jsonb,
         'metadata', '{}'::jsonb, 'title_edited', false, 'languages', '{}'::jsonb, 'created_at', n.at,
         'last_message_at', n.at, 'last_message_content', '', 'unread', false, 'people_were_here', false,
         'person_offered', false, 'answered_ord', 0, 'turns', '[]'::jsonb)) c)
       insert into conversation_search (workspace_id, conversation_id, part, agent_id, source, last_message_at, doc, upto_ord)
       select workspace_id, conversation_id, 0, id, 'api', at, case when g <= 30 then ' common ancient 的 ' else ' common ' end
         || case when g % 2 = 0 then 'even ' else 'odd ' end, 1 from n`.replaceAll('\n', ' '),
    );
  });

  it('counts to 1,000 and says so', async () => {
    const { items, count, isCapped } = await search('common');
    expect(isCapped).toBe(true);
    expect(count).toBeGreaterThanOrEqual(20);
    expect(count).toBeLessThanOrEqual(1_000);
    expect(items.map(({ ord }: { ord: number }) => ord)).toEqual(
      Array.from({ length: 20 }, (_, index) => MANY - index),
    );
  });

  it('counts what can be counted in time', async () => {
    const agent = await app.current.database.db
      .selectFrom('agents')
      .select(['id', 'workspace_id as workspaceId'])
      .executeTakeFirstOrThrow();
    const count = async (query: string, countMs: number) => {
      const page = { limit: 20, offset: 0, countMs };
      const { ids, ...counted } = await searchConversations(app.current.database, agent, query, {}, page);
      return counted;
    };
    expect(await count('common', 60_000)).toEqual({ count: 1_000, isCapped: true });
    expect(await count('even', 60_000)).toEqual({ count: MANY / 2, isCapped: false });
    // The first 400 documents are looked through for the page itself.
    expect(await count('even', 0)).toEqual({ count: 200, isCapped: true });
  });

  it('finds what only old ones have, newest first', async () => {
    for (const query of ['ancient', '的', 'ANCIENT common', 'an']) {
      const { items, count, isCapped } = await search(query);
      expect({ count, isCapped }, query).toEqual({ count: 30, isCapped: false });
      expect(items.map(({ ord }: { ord: number }) => ord)).toEqual(
        Array.from({ length: 20 }, (_, index) => 30 - index),
      );
    }
    expect((await search('ancient', '&resolution_status=open&offset=25')).items).toHaveLength(5);
    expect(await search('ancient', '&resolution_status=resolved')).toMatchObject({ items: [], count: 0 });
    expect((await search('15 ancient')).count).toBe(0);
  });

  it('pages deep', async () => {
    const { items } = await search('odd', '&offset=700&limit=5');
    expect(items.map(({ ord }: { ord: number }) => ord)).toEqual([99, 97, 95, 93, 91]);
    expect((await search('common', '&offset=1400')).items[0].ord).toBe(100);
    expect((await search('common', '&offset=5000')).items).toEqual([]);
  });

  it('joins an order number with a word that is in the index only', async () => {
    await app.current.database.db
      .updateTable('conversation_search')
      .set({ doc: ' 77 ' })
      .where(sql<boolean>`conversation_id::text like '%000000000005'`)
      .execute();
    expect((await search('77')).items.map(({ ord }: { ord: number }) => ord)).toEqual([77, 5]);
  });
});
