import { describe, expect, it } from 'vitest';
import { appendEvents, decide, draftOf } from '../../../src/domain/conversation/append.ts';
import { replyAsPerson } from '../../../src/domain/conversation/reply-as-person.ts';
import { saveConversation } from '../../../src/store/conversations/save-conversation.ts';
import { testApp } from '../../support/app.ts';
import { catchUpFacts } from '../../support/catch-up-facts.ts';
import { fakeSessions, inboxCall } from '../../support/fake-sessions.ts';
import { inboxOf } from '../../support/inbox-list.ts';
import { storeConversation } from '../../support/stored-conversation.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
const inbox = inboxOf(app, sessions);

describe('a row of the list', () => {
  it('has what the screen shows, and nothing of an analysis until there is one', async () => {
    const me = await inbox.enter();
    const stored = await storeConversation(app.current, {
      text: 'Where is\n my *order*?',
      visitor: { name: 'June', email: 'june@example.com', phone: null, label: 'VIP' },
      driver: 'human',
      assignedTo: me.userId,
      metadata: { plan: 'pro', seats: 3, secret: 'x' },
      mostFrequentLanguage: 'en',
    });
    const { data } = await inbox.get(me, { metadata_keys: 'plan,seats,absent' });
    expect(data).toEqual([
      {
        object: 'inbox_row',
        id: stored.id,
        chatbot_id: stored.agentId,
        seq: stored.seq,
        title: null,
        contact_name: 'June',
        contact_email: 'june@example.com',
        contact_label: 'VIP',
        visitor_short_id: stored.id.slice(-8),
        preview: 'Where is my *order*?',
        last_message_author: 'visitor',
        last_message_at: stored.lastMessageAt.toISOString().replace('Z', '+00:00'),
        created_at: stored.createdAt.toISOString().replace('Z', '+00:00'),
        unread: true,
        status: 'open',
        driver: 'human',
        progress: 'open',
        priority: 'medium',
        assigned_to: me.userId,
        tag_ids: [],
        source: 'api',
        supports_inbox_control: true,
        language: 'en',
        sentiment_score: null,
        analysis: null,
        metadata: { plan: 'pro', seats: 3 },
      },
    ]);
    expect((await inbox.get(me, {})).data[0]?.metadata).toEqual({});
  });

  it('tells the analysis once there is one, and keeps it through later changes', async () => {
    const me = await inbox.enter();
    const found = { sentiment: 'negative', resolution_status: 'open', topic: 'Refunds', is_flagged: true } as const;
    const analysis = { ...found, flag_reason: 'angry', intent: 'complaint', knowledge_gap: 'Refunds' } as const;
    const stored = await storeConversation(app.current, { analysis, sentimentScore: 12 });
    await inboxCall(app.current, me, {
      method: 'PATCH',
      path: `/conversations/${stored.id}`,
      payload: { priority: 'high' },
    });
    const [row] = (await inbox.get(me, { view: 'flagged' })).data;
    expect(row).toMatchObject({
      priority: 'high',
      sentiment_score: 12,
      analysis: { ...found, flag_reason: 'angry' },
    });
    const detail = await inboxCall(app.current, me, { method: 'GET', path: '/inbox/conversations?view=mine' });
    expect(detail.body.data).toEqual([]);
  });

  it("shows people's and the agent's words without their markup", async () => {
    const me = await inbox.enter();
    const stored = await storeConversation(app.current, { driver: 'human' });
    const content = '# Hello\n\n**Your** [refund](https://x.example) is `done`:\n\n- one\n- two & three';
    const by = { type: 'operator', id: me.userId } as const;
    const said = { id: app.current.parley.deps.ids.uuid(), content, attachments: [], mode: 'inbox' } as const;
    const decision = replyAsPerson(stored, said, by, new Date());
    await saveConversation(app.current.database.named, stored, decision, new Date());
    const [row] = (await inbox.get(me, {})).data;
    expect(row).toMatchObject({
      preview: 'Hello Your refund is done: one two & three',
      last_message_author: 'human_operator',
    });
  });

  it('cuts a long preview at 200 characters, and never within one', async () => {
    const me = await inbox.enter();
    await storeConversation(app.current, { text: `x${'😀'.repeat(300)}` });
    const [row] = (await inbox.get(me, {})).data;
    expect([row?.preview.length, row?.preview.isWellFormed()]).toEqual([199, true]);
  });

  it('has those of its tags that the palette has', async () => {
    const me = await inbox.enter('owner');
    const made = await inboxCall(app.current, me, {
      method: 'POST',
      path: '/conversation-tags',
      payload: { name: 'Refund' },
    });
    const gone = app.current.parley.deps.ids.uuid();
    await storeConversation(app.current, { tagIds: [gone, made.body.id] });
    expect((await inbox.get(me, {})).data[0]?.tag_ids).toEqual([made.body.id]);
  });
});

describe('what filters look for beside the row', () => {
  it('follows the log: a detail that changes is found under its new value and not under the old', async () => {
    const me = await inbox.enter();
    const stored = await storeConversation(app.current, {
      visitor: { name: 'June', email: null, phone: null, label: null },
      metadata: { plan: 'free' },
    });
    await catchUpFacts(app.current);
    const path = `/conversations/${stored.id}`;
    await inboxCall(app.current, me, { method: 'PATCH', path, payload: { contact_name: 'Zoë' } });
    const current = { ...stored, seq: stored.seq + 1 };
    const draft = draftOf({ ...current, metadata: { plan: 'pro' }, visitor: { ...stored.visitor, name: 'Zoë' } });
    appendEvents(draft, { type: 'conversation.metadata_set', data: { changed: ['plan'], removed: [] } });
    await saveConversation(app.current.database.named, current, decide(draft), new Date());
    await catchUpFacts(app.current);
    const count = async (query: object) => (await inbox.get(me, query)).data.length;
    expect([await count({ visitor: 'zoe' }), await count({ visitor: 'june' })]).toEqual([1, 0]);
    expect([await count({ metadata: ['plan:pro'] }), await count({ metadata: ['plan:free'] })]).toEqual([1, 0]);
  });

  it('goes with a visitor who is forgotten', async () => {
    const stored = await storeConversation(app.current, {});
    await catchUpFacts(app.current);
    const { eraseConversations } = await import('../../../src/store/visitors/erase-conversations.ts');
    const erased = { workspaceId: stored.workspaceId, ids: [stored.id] };
    await app.current.database.transaction((tx) => eraseConversations(tx, erased));
    const rows = await app.current.database.db.selectFrom('conversation_facts').selectAll().execute();
    expect(rows).toEqual([]);
  });
});

describe('a list that is asked for wrongly', () => {
  it.each([
    ['view=everything', 'view'],
    ['source=fax', 'source'],
    ['assigned_to=you', 'assigned_to'],
    ['sentiment_min=101', 'sentiment_min'],
    ['metadata=plan', 'metadata'],
    ['metadata=:pro', 'metadata'],
    ['created_after=yesterday', 'created_after'],
    ['unread=maybe', 'unread'],
    ['ids=1', 'ids'],
    ['metadata_keys=a,b,c,d,e,f', 'metadata_keys'],
    ['sort=newest', 'sort'],
    ['limit=101', 'limit'],
    ['q=x&sort=priority', 'sort'],
    ['cursor=x', 'cursor'],
  ])('%s', async (query, field) => {
    const me = await inbox.enter();
    const answer = await inboxCall(app.current, me, { method: 'GET', path: `/inbox/conversations?${query}` });
    expect([answer.status, answer.body.error, Object.keys(answer.body.details.fieldErrors)]).toEqual([
      400,
      'invalid_query',
      [field],
    ]);
  });

  it('takes what looks like commands of a database for text', async () => {
    const me = await inbox.enter();
    await storeConversation(app.current, {});
    const nasty = `%_\\'"; drop table conversations; --`;
    for (const query of [
      { visitor: nasty },
      { url: nasty },
      { topic: nasty },
      { q: nasty },
      { metadata: [`a.b:${nasty}`] },
    ]) {
      expect((await inbox.get(me, query)).data).toEqual([]);
    }
    expect((await inbox.get(me, {})).data).toHaveLength(1);
  });
});
