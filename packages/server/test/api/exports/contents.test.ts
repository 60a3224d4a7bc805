import { beforeEach, describe, expect, it } from 'vitest';
import { rateConversation } from '../../../src/commands/rate-conversation.ts';
import { rateMessage } from '../../../src/commands/rate-message.ts';
import { DEFAULT_WIDGET_SETTINGS } from '../../../src/domain/agent/widget-settings.ts';
import { KEY_COLUMNS_MAX } from '../../../src/domain/export/key-tally.ts';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { exportedBytes, readCsv, readLines, readSheets } from '../../support/exports.ts';
import { fakeSessions, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
const { say } = chatClient(app);
const agent = agentApi(app);
const api = workspaceApi(app);
let id: string;

/** A conversation in which everything is that an export can tell. */
beforeEach(async () => {
  const { parley, database, first } = app.current;
  await agent('POST', '/v1/api/knowledge_base/articles', {
    body: {
      title: 'Returns',
      content: 'You can return the Lumo lamp within 30 days.',
      type: 'Article',
      state: 'ready',
    },
  });
  const workspaceId = await workspaceIdOf(app.current, first.chatbot_id);
  const kim = await signIn(app.current, sessions, { workspaceId, role: 'agent' });
  id = (
    await say('Within how many days can I return the Lumo lamp?', {
      client_metadata: { site: '=cmd', page: 7 },
      visitor: { name: '+June', email: 'june@example.com', phone: '+49 30 1', label: 'vip' },
    })
  ).json().conv_id;
  await say('Thank you', { conv_id: id, client_metadata: { site: 'shop' } });
  await agent('POST', `/v1/api_core/conversations/${id}/metadata`, {
    body: { metadata: { plan: 'pro', seats: 3, 'a.b': { c: [1] }, __proto__: 'x' } },
  });
  const tags = await Promise.all(
    ['Returns', 'Lamp'].map((name) => api('POST', '/conversation-tags', { name, color: '#C2410C' })),
  );
  await api('PUT', `/conversations/${id}/tags`, { tag_ids: tags.map(({ body }) => body.id) });
  await api('PATCH', `/conversations/${id}`, {
    status: 'open',
    assigned_to: kim.userId,
    priority: 'high',
    title: '@title',
  });
  await api('POST', `/conversations/${id}/messages`, { text: '-5 %, just for you' });
  const visitor = { visitorId: parley.deps.ids.uuid(), agentId: first.chatbot_id };
  const analysis = { sentiment: 'positive', resolution_status: 'resolved', topic: 'Returns', is_flagged: true };
  const findings = { ...analysis, flag_reason: 'Praise', intent: null, knowledge_gap: null };
  await database.db
    .updateTable('conversations')
    .set({ visitor_id: visitor.visitorId, summary: 'Asks for returns', sentiment_score: 88 })
    .set({ analysis: JSON.stringify(findings) })
    .where('id', '=', id)
    .execute();
  const session = { ...visitor, subject: null, details: {}, metadata: {} };
  const owned = { workspaceId, conversationId: id, session };
  await rateMessage(parley.deps, { ...owned, ord: 3, feedback: { rating: 'negative', comment: 'Too short' } });
  const rating = { answers: { HELPFUL_THUMBS: 'positive' }, comment: '=good' } as const;
  await rateConversation(parley.deps, { ...owned, widget: { ...DEFAULT_WIDGET_SETTINGS, ratingActive: true }, rating });
});

describe('a row for each conversation', () => {
  const EXPECTED = {
    chatbot: 'Ada',
    source: 'api',
    status: 'open',
    priority: 'high',
    title: '@title',
    summary: 'Asks for returns',
    sentiment: 'positive',
    topic: 'Returns',
    flag_reason: 'Praise',
    most_frequent_language: 'en',
    visitor_name: '+June',
    visitor_email: 'june@example.com',
    visitor_label: 'vip',
    assigned_to_name: 'Kim agent',
    tags: 'Lamp, Returns',
    'metadata.plan': 'pro',
    'metadata.a.b': '{"c":[1]}',
    'rating.HELPFUL_THUMBS': 'positive',
    'rating.comment': '=good',
    'client_metadata.site': 'shop',
  };

  it('has everything in CSV, and nothing that a spreadsheet would run', async () => {
    const [row] = readCsv(await exportedBytes(app.current, { format: 'csv', rows: 'conversation' }));
    const made = (text: string) => (/^[=+\-@]/.test(text) ? `'${text}` : text);
    expect(row).toMatchObject({
      id,
      ...Object.fromEntries(Object.entries(EXPECTED).map(([name, text]) => [name, made(text)])),
      sentiment_score: '88',
      is_flagged: 'true',
      'metadata.seats': '3',
      'client_metadata.page': '7',
      'feedback.negative': '1',
      visitor_messages: '2',
      human_operator_messages: '1',
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(row?.messages).toContain('human_operator: -5 %, just for you');
    expect(JSON.parse(row?.metadata ?? '')).toMatchObject({ plan: 'pro', seats: 3 });
    for (const cell of Object.values(row ?? {})) expect(cell).not.toMatch(/^[=+\-@]/);
  });

  it('has the same in XLSX, with numbers, dates and switches as such', async () => {
    const [sheet] = await readSheets(await exportedBytes(app.current, { format: 'xlsx', rows: 'conversation' }));
    const [header = [], cells = []] = sheet?.data ?? [];
    const row = Object.fromEntries(header.map((name, at) => [String(name), cells[at]]));
    expect(sheet?.sheet).toBe('Conversations');
    expect(row).toMatchObject({
      id,
      ...EXPECTED,
      sentiment_score: 88,
      is_flagged: true,
      'metadata.seats': 3,
      'client_metadata.page': 7,
      'feedback.negative': 1,
      message_count: 6,
    });
    const { created_at: at } = await app.current.database.db
      .selectFrom('conversations')
      .select('created_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const shown = row.created_at;
    expect(shown).toBeInstanceOf(Date);
    expect(Math.abs(Number(shown) - at.getTime())).toBeLessThan(1_000);
  });

  it('has the whole conversation in JSON, with messages and their sources', async () => {
    const [line] = readLines(await exportedBytes(app.current, { format: 'jsonl', rows: 'conversation' }));
    expect(line).toMatchObject({
      id,
      title: '@title',
      tags: ['Lamp', 'Returns'],
      assigned_to: { name: 'Kim agent' },
      metadata: { plan: 'pro', seats: 3, 'a.b': { c: [1] } },
      rating: { answers: { HELPFUL_THUMBS: 'positive' }, comment: '=good' },
      analysis: { topic: 'Returns' },
      message_count: 6,
    });
    expect(line.messages.map(({ ord }: { ord: number }) => ord)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(line.messages[2]).toMatchObject({
      author: 'ai_assistant',
      author_name: 'Ada',
      sources: [{ title: 'Returns', quote: expect.stringContaining('within 30 days') }],
      feedback: { rating: 'negative', comment: 'Too short' },
    });
    expect(line.messages.at(-1)).toMatchObject({ author: 'human_operator', content: '-5 %, just for you' });
  });
});

describe('a row for each message', () => {
  it('says who said it, what it rests on and how it was judged', async () => {
    const rows = readCsv(await exportedBytes(app.current, { format: 'csv', rows: 'message' }));
    expect(rows).toHaveLength(6);
    expect(rows[1]).toMatchObject({
      conversation_id: id,
      ord: '2',
      author: 'visitor',
      author_name: "'+June",
      'client_metadata.site': "'=cmd",
    });
    expect(rows[2]).toMatchObject({
      author_name: 'Ada',
      sources: expect.stringContaining('Returns: "'),
      feedback: 'negative',
      feedback_comment: 'Too short',
    });
    expect(rows[5]).toMatchObject({ content: "'-5 %, just for you" });
    const lines = readLines(await exportedBytes(app.current, { format: 'jsonl', rows: 'message' }));
    expect(lines.map(({ ord }) => ord)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(lines[1]).toMatchObject({ conversation_id: id, client_metadata: { site: '=cmd', page: 7 } });
  });
});

it('tells nobody what a reply cost, or which model wrote it', async () => {
  const { model } = await app.current.database.db.selectFrom('turn_usage').select('model').executeTakeFirstOrThrow();
  for (const rows of ['conversation', 'message'] as const) {
    const text = (await exportedBytes(app.current, { format: 'jsonl', rows })).toString();
    expect(text).not.toContain(model);
    expect(text).not.toMatch(/token|cost|latency/i);
  }
});

it('reads long conversations in several pieces, and gives them whole', async () => {
  const long = await storeConversation(app.current, { text: 'The first' });
  const { database } = app.current;
  await database.executeSql(
    `insert into messages (workspace_id, conversation_id, ord, id, author, content, is_welcome, sources, attachments, created_at)
     select $1::uuid, $2::uuid, n, gen_random_uuid(), 'visitor', 'Message ' || n, false, '[]', '[]', now()
     from generate_series(2, 620) n`,
    [long.workspaceId, long.id],
  );
  await database.db.updateTable('conversations').set({ message_count: 620 }).where('id', '=', long.id).execute();
  const selection = { scope: 'workspace', filter: {}, ids: [long.id] } as const;
  const [line] = readLines(await exportedBytes(app.current, { format: 'jsonl', rows: 'conversation' }, selection));
  expect(line.messages).toHaveLength(620);
  expect(line.messages.at(-1).content).toBe('Message 620');
  const [row] = readCsv(await exportedBytes(app.current, { format: 'csv', rows: 'conversation' }, selection));
  expect(row).toMatchObject({ visitor_messages: '620', message_count: '620' });
  expect(row?.messages?.split('\n')).toHaveLength(620);
  expect(readCsv(await exportedBytes(app.current, { format: 'csv', rows: 'message' }, selection))).toHaveLength(620);
});

it('gives a column to the most common keys where visitors have made up very many', async () => {
  const { database } = app.current;
  await database.executeSql(
    `insert into messages (workspace_id, conversation_id, ord, id, author, content, is_welcome, sources, attachments, created_at, client_metadata)
     select workspace_id, id, 100 + n, gen_random_uuid(), 'visitor', 'x', false, '[]', '[]', now(),
       jsonb_build_object('site', 'shop', 'made_up_' || lpad(n::text, 4, '0'), n)
     from conversations, generate_series(1, 1100) n`,
  );
  await database.db.updateTable('conversations').set({ message_count: 1_200 }).execute();
  const rows = readCsv(await exportedBytes(app.current, { format: 'csv', rows: 'message' }));
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name.startsWith('client_metadata.'));
  expect(columns).toHaveLength(KEY_COLUMNS_MAX);
  expect(columns).toContain('client_metadata.site');
  expect(JSON.parse(rows.at(-1)?.client_metadata ?? '{}')).toEqual({ site: 'shop', made_up_1100: 1_100 });
});
