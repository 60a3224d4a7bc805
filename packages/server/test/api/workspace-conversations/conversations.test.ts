import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { catchUpSearch } from '../../support/catch-up-search.ts';
import { chatClient } from '../../support/chat.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp({ retriever: { retrieve: async () => [] } });
const call = workspaceApi(app);
const { say } = chatClient(app);

const UNKNOWN = '0198c0de-0000-7000-8000-000000000099';

describe('a conversation', () => {
  it('has exactly the fields of the published example, with their types', async () => {
    const example = publishedExample();
    const stored = await storeConversation(app.current, {
      driver: 'queue',
      priority: 'high',
      title: String(example.title),
      summary: String(example.summary),
      sentimentScore: 22,
      visitor: { name: 'June Park', email: 'june@example.com', phone: null, label: 'VIP' },
      lastMessageContent: "I'd like to send it back, please.",
      lastMessageAt: new Date('2026-05-22T14:08:42Z'),
      createdAt: new Date('2026-05-22T13:51:09Z'),
      qrCodeId: String(example.qr_code_id),
    });
    const { body } = await call('GET', `/conversations/${stored.id}`);
    expect(body).toEqual({
      ...example,
      id: stored.id,
      chatbot_id: app.current.first.chatbot_id,
      contact_email: 'june@example.com',
      last_message_at: '2026-05-22T14:08:42.000+00:00',
      created_at: '2026-05-22T13:51:09.000+00:00',
    });
    const list = await call('GET', '/conversations');
    expect(list.body).toEqual({ object: 'list', has_more: false, next_cursor: null, data: [body] });
  });

  it('of another workspace looks like one that does not exist, whatever is tried', async () => {
    const foreign = await app.current.addForeign();
    const { id } = await storeConversation(app.current, { agentId: foreign.chatbot_id });
    const tries = [
      ['GET', ''],
      ['PATCH', '', { priority: 'high' }],
      ['GET', '/messages'],
      ['POST', '/messages', { text: 'Hello' }],
      ['POST', '/handback'],
      ['GET', '/notes'],
      ['POST', '/notes', { content: 'x' }],
      ['PATCH', `/notes/${UNKNOWN}`, { pinned: true }],
      ['DELETE', `/notes/${UNKNOWN}`],
      ['GET', '/tags'],
      ['PUT', '/tags', { tag_ids: [] }],
    ] as const;
    for (const [method, path, payload] of tries) {
      const answers = [];
      for (const one of [id, UNKNOWN, 'no-uuid']) {
        const { status, body } = await call(method, `/conversations/${one}${path}`, payload);
        answers.push([status, body.error, body.message]);
      }
      expect([method, path, answers[0]?.[0]]).toEqual([method, path, 404]);
      expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    }
    expect((await call('GET', `/conversations?chatbot_id=${foreign.chatbot_id}`)).body.data).toEqual([]);
    expect((await call('GET', `/conversations?q=${id}`)).body.data).toEqual([]);
    expect((await call('GET', '/conversations?q=policy')).body.data).toEqual([]);
  });

  it('is neither made nor deleted, and the answer does not tell whether it is there', async () => {
    const { id } = await storeConversation(app.current);
    const made = await call('POST', '/conversations', { title: 'x' });
    expect([made.status, made.body.error, made.headers.allow]).toEqual([405, 'method_not_allowed', 'GET']);
    const known = await call('DELETE', `/conversations/${id}`);
    const unknown = await call('DELETE', `/conversations/${UNKNOWN}`);
    expect([known.status, known.headers.allow]).toEqual([405, 'GET, PATCH']);
    expect({ ...known.body, request_id: '' }).toEqual({ ...unknown.body, request_id: '' });
    const stranger = await call('DELETE', `/conversations/${id}`, undefined, { key: null });
    expect([stranger.status, stranger.body.error]).toEqual([401, 'missing_api_key']);
    expect((await call('GET', `/conversations/${id}`)).status).toBe(200);
  });
});

describe('a PATCH', () => {
  it('changes what it names and gives the conversation', async () => {
    const { id } = await storeConversation(app.current);
    const patch = {
      status: 'resolved',
      priority: 'low',
      title: 'Refund',
      contact_email: 'june@example.com',
      contact_name: 'June',
      contact_phone: null,
    };
    const { status, body } = await call('PATCH', `/conversations/${id}`, patch);
    expect(status).toBe(200);
    expect(body).toMatchObject(patch);
    expect(body.resolved_at).not.toBeNull();
    expect((await call('GET', `/conversations/${id}`)).body).toEqual(body);
    const again = await call('PATCH', `/conversations/${id}`, {});
    expect([again.status, again.body]).toEqual([200, body]);
  });

  it.each([
    [{ id: UNKNOWN }, 'id'],
    [{ last_message_at: null, priority: 'high' }, 'last_message_at'],
    [{ colour: 'red' }, 'colour'],
    [{ status: 'bot_active' }, 'status'],
    [{ priority: 'urgent' }, 'priority'],
    [{ priority: null }, 'priority'],
    [{ contact_email: 'june' }, 'contact_email'],
    [{ contact_email: `${'x'.repeat(400)}@example.com` }, 'contact_email'],
    [{ contact_name: 'x'.repeat(300) }, 'contact_name'],
    [{ title: 'a\u0000b' }, 'title'],
    [{ assigned_to: 'kim' }, 'assigned_to'],
    [{ assigned_to: UNKNOWN }, 'assigned_to'],
  ])('%j is refused, names the field and changes nothing', async (patch, field) => {
    const { id } = await storeConversation(app.current);
    const before = await call('GET', `/conversations/${id}`);
    const { status, body } = await call('PATCH', `/conversations/${id}`, patch);
    expect([status, body.error, Object.keys(body.details?.fieldErrors ?? {})]).toEqual([
      400,
      'invalid_payload',
      [field],
    ]);
    expect((await call('GET', `/conversations/${id}`)).body).toEqual(before.body);
  });
});

describe('a list', () => {
  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['status=open,asleep', 'status'],
    ['priority=urgent', 'priority'],
    ['assigned_to=kim', 'assigned_to'],
    ['tag=red', 'tag'],
    ['chatbot_id=x', 'chatbot_id'],
    ['include_unassigned=yes', 'include_unassigned'],
    ['created_after=yesterday', 'created_after'],
    ['sort=title', 'sort'],
    ['q=policy&sort=created_at', 'sort'],
  ])('with %s is refused', async (query, field) => {
    const { status, body } = await call('GET', `/conversations?${query}`);
    expect([status, body.error, Object.keys(body.details.fieldErrors)]).toEqual([400, 'invalid_query', [field]]);
  });

  it('finds words, page by page, within the other filters', async () => {
    const day = (number: number) => new Date(Date.UTC(2026, 0, number));
    const stored = [];
    for (const number of [1, 2, 3, 4]) {
      const text = number === 3 ? 'Where is my parcel?' : 'What is your return policy?';
      const priority = number === 2 ? ('high' as const) : ('medium' as const);
      stored.push(await storeConversation(app.current, { text, lastMessageAt: day(number), priority }));
    }
    const trial = await storeConversation(app.current, { source: 'preview', lastMessageAt: day(9) });
    await catchUpSearch(app.current);
    const [first, second, , last] = stored.map(({ id }) => id);
    const found = async (query: string) =>
      (await call('GET', `/conversations?${query}`)).body.data.map(({ id }: { id: string }) => id);
    expect(await found('q=policy')).toEqual([last, second, first]);
    expect(await found('q=policy&priority=high')).toEqual([second]);
    expect(await found(`q=policy&chatbot_id=${app.current.first.chatbot_id}&last_message_before=2026-01-02`)).toEqual([
      second,
      first,
    ]);
    expect(await found(`q=${second}`)).toEqual([second]);
    expect(await found('q=unheard')).toEqual([]);
    expect(await found(`q=${trial.id}`)).toEqual([]);
    const page = await call('GET', '/conversations?q=policy&limit=2');
    expect(page.body.has_more).toBe(true);
    expect(await found(`q=policy&limit=2&cursor=${page.body.next_cursor}`)).toEqual([first]);
  });
});

describe('messages', () => {
  it('are those of the log with the markers where they stand, oldest first, page by page', async () => {
    const { id } = await storeConversation(app.current, { driver: 'queue' });
    const file = { url: 'https://files.example.com/a%20label.pdf?x=1' };
    const sent = await call('POST', `/conversations/${id}/messages`, { text: 'Here you are.', attachments: [file] });
    expect(sent.status).toBe(201);
    await call('PATCH', `/conversations/${id}`, { status: 'closed' });
    const { body } = await call('GET', `/conversations/${id}/messages`);
    const told = body.data.map(({ role, metadata, parts }: Told) => [
      role,
      metadata.marker ?? metadata.source ?? metadata.author,
      parts[0]?.text,
    ]);
    expect(told).toEqual([
      ['user', 'visitor', 'What is your return policy?'],
      ['system', 'operator_joined', 'A team member has joined the conversation.'],
      ['assistant', 'api', 'Here you are.'],
      ['system', 'closed', 'This conversation has been closed.'],
    ]);
    expect(body.data[2]).toEqual(sent.body);
    expect(sent.body.metadata).toEqual({ author: 'human_operator', source: 'api', author_id: null });
    expect(sent.body.parts[1]).toMatchObject({
      type: 'file',
      order: 1,
      text: null,
      file_url: file.url,
      file_media_type: 'application/pdf',
      file_filename: 'a label.pdf',
    });
    const pages: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await call('GET', `/conversations/${id}/messages?limit=1${cursor && `&cursor=${cursor}`}`);
      pages.push(...page.body.data.map((message: { id: string }) => message.id));
      cursor = page.body.next_cursor;
    }
    expect(pages).toEqual(body.data.map((message: { id: string }) => message.id));
  });

  it.each([
    ['open', { driver: 'human', progress: 'open' }, 201, 'open'],
    ['agent_requested', { driver: 'queue', progress: 'open' }, 201, 'open'],
    ['bot_active', { driver: 'ai', progress: 'open' }, 400, 'bot_active'],
    ['resolved', { driver: 'human', progress: 'resolved' }, 400, 'resolved'],
    ['closed', { driver: 'ai', progress: 'closed' }, 400, 'closed'],
    ['archived', { driver: 'queue', progress: 'archived' }, 400, 'archived'],
  ] as const)('of a person in %s', async (_status, state, status, after) => {
    const { id } = await storeConversation(app.current, state);
    const answer = await call('POST', `/conversations/${id}/messages`, { text: 'Hello' });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.error).toBe('bad_request');
    const { body } = await call('GET', `/conversations/${id}`);
    expect([body.status, body.assigned_to]).toEqual([after, null]);
  });

  it.each([
    [{}, 'text'],
    [{ text: '  ' }, 'text'],
    [{ text: 7 }, 'text'],
    [{ attachments: [{ url: 'ftp://example.com/a' }] }, 'attachments.0.url'],
    [{ attachments: Array(11).fill({ url: 'https://example.com/a' }) }, 'attachments'],
  ])('%j is refused', async (payload, field) => {
    const { id } = await storeConversation(app.current, { driver: 'human' });
    const { status, body } = await call('POST', `/conversations/${id}/messages`, payload);
    expect([status, body.error, Object.keys(body.details.fieldErrors)]).toEqual([400, 'invalid_payload', [field]]);
  });

  it('that a person sent reach the visitor by the Agent API, and handing back ends it', async () => {
    const conversation = (await say('Hello?')).json().conv_id;
    await call('PATCH', `/conversations/${conversation}`, { status: 'open' });
    await call('POST', `/conversations/${conversation}/messages`, { attachments: [{ url: 'https://example.com/' }] });
    const back = await call('POST', `/conversations/${conversation}/handback`);
    expect([back.status, back.body.status]).toEqual([200, 'bot_active']);
    const { body } = await call('GET', `/conversations/${conversation}/messages`);
    expect(body.data.at(-1).metadata.marker).toBe('handed_back');
    const again = await call('POST', `/conversations/${conversation}/handback`);
    expect([again.status, again.body.status]).toEqual([200, 'bot_active']);
  });
});

type Told = { role: string; metadata: Record<string, unknown>; parts: { text: string | null }[] };

/** The example of the page that began it, kept beside these tests. */
function publishedExample(): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL('./published-conversation.json', import.meta.url), 'utf8'));
}
