import type { InboxConversation } from '@parley/protocol/api';
import { applyEvent, type ConversationView, openView, withOlderMessages } from '@parley/sdk';
import { beforeEach, describe, expect, it } from 'vitest';
import { removeMember } from '../../../src/commands/remove-member.ts';
import { testApp } from '../../support/app.ts';
import { chatClient } from '../../support/chat.ts';
import { fakeSessions, type SignedIn } from '../../support/fake-sessions.ts';
import { furnish } from '../../support/furnished-agent.ts';
import { inboxOf } from '../../support/inbox-people.ts';
import { appendVisitorMessage, storeConversation } from '../../support/stored-conversation.ts';
import { furnishVisitor } from '../../support/visitor-requests.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
const inbox = inboxOf(app, sessions);
const api = workspaceApi(app);
const { say } = chatClient(app);
let kim: SignedIn;
beforeEach(async () => {
  kim = await inbox.person();
});

const post = (id: string, verb: string, payload?: object, who = kim) =>
  inbox.call(who, 'POST', `/conversations/${id}/${verb}`, payload);
const patch = (id: string, payload: object) => inbox.call(kim, 'PATCH', `/conversations/${id}`, payload);

/** A conversation with a welcome, a question that was answered from an article, and a person's reply. */
async function aConversation(): Promise<string> {
  const { conversationId: id } = await furnish(app.current, app.current.first, 'lamp');
  await post(id, 'messages', { text: 'Kim here.' });
  return id;
}

describe('opening a conversation', () => {
  it('gives its messages with authors and sources, its notes, its visitor and its agent', async () => {
    const id = await aConversation();
    await post(id, 'notes', { content: 'Call her.', pinned: true });
    await patch(id, {
      contact_email: 'june@example.com',
      contact_name: 'June',
      contact_label: 'VIP',
      priority: 'high',
    });
    const opened = await inbox.open(kim, id);
    const listed = (await api('GET', `/conversations/${id}/messages`)).body.data;
    expect(opened.messages.map(({ message }) => message)).toEqual(listed);
    expect(opened.messages.map(({ ord, author }) => [ord, author.type, author.name])).toEqual([
      [1, 'ai_assistant', 'Ada'],
      [2, 'visitor', 'June'],
      [3, 'ai_assistant', 'Ada'],
      [null, 'system', null],
      [4, 'operator', 'Kim agent'],
    ]);
    const [, , reply, , said] = opened.messages;
    expect(reply).toMatchObject({ kind: 'answer', answers: 2, has_insights: true, is_seen: null, is_welcome: false });
    expect(reply?.sources[0]?.quote).toContain('within 30 days');
    expect(said?.author).toMatchObject({ id: kim.userId, is_member: true });
    expect(opened).toMatchObject({
      conversation: { status: 'open', priority: 'high', assigned_to: kim.userId },
      source: 'api',
      driver: 'human',
      progress: 'open',
      handoff_state: 'active',
      contact_label: 'VIP',
      metadata: { note: 'lamp' },
      has_older: false,
      message_count: 4,
      notes: [{ content: 'Call her.', author_id: kim.userId }],
      note_authors: [{ id: kim.userId, name: 'Kim agent' }],
      owner: { id: kim.userId, name: 'Kim agent' },
      chatbot: { name: 'Ada', scenario_id: app.current.first.scenario_id, metadata_schema: { type: 'object' } },
      visitor: { id: null, is_present: false, seen: null, conversation_count: 1, confirmation: 'june@example.com' },
      other_conversations: [],
      entry_point: null,
      analysis: null,
    });
  });

  it('names authors who have left the team, and keys', async () => {
    const id = await aConversation();
    await api('POST', `/conversations/${id}/messages`, { text: 'From a program.' });
    const { id: memberId } = await app.current.database.db
      .selectFrom('members')
      .select('id')
      .where('user_id', '=', kim.userId)
      .executeTakeFirstOrThrow();
    const owner = await inbox.person('owner');
    const origin = { workspaceId: kim.workspaceId, actor: { type: 'system' }, ip: null, userAgent: null } as const;
    const by = { caller: 'owner', userId: owner.userId } as const;
    await removeMember(app.current.parley.deps, { workspaceId: kim.workspaceId, memberId, by, origin });
    const people = (await inbox.open(owner, id)).messages.map(({ author }) => author).slice(-2);
    expect(people).toMatchObject([
      { type: 'operator', name: 'Kim agent', is_member: false },
      { type: 'api_key', name: expect.stringMatching(/./), is_member: false },
    ]);
  });

  it('finds nothing of another workspace, nor where there is nothing', async () => {
    const foreign = await app.current.addForeign();
    const theirs = await furnish(app.current, foreign, 'theirs');
    for (const id of [theirs.conversationId, '0198c0de-0000-7000-8000-0000000000ff', 'x']) {
      for (const path of ['', '/messages', '/log', '/messages/3/insights']) {
        const { status, text } = await inbox.call(kim, 'GET', `/inbox/conversations/${id}${path}`);
        expect([path, status]).toEqual([path, 404]);
        expect(text).not.toContain('theirs');
      }
    }
  });

  it('tells at most ten others of the same visitor, by visitor or by address, and how many there are', async () => {
    const { session, ids } = await furnishVisitor(app.current, app.current.first, 'mine');
    const id = ids['/widget/conversations/{id}'] ?? '';
    await patch(id, { contact_email: 'June@Example.com' });
    const nobody = { name: null, phone: null, label: null };
    for (let n = 0; n < 11; n += 1) {
      const lastMessageAt = new Date(Date.UTC(2026, 0, 1 + n));
      await storeConversation(app.current, { lastMessageAt, visitor: { ...nobody, email: 'june@example.com' } });
    }
    const own = await storeConversation(app.current, { source: 'widget', visitorId: session.visitorId, title: 'Own' });
    await storeConversation(app.current, { visitor: { ...nobody, email: 'joan@example.com' } });
    const opened = await inbox.open(kim, id);
    expect(opened.visitor.conversation_count).toBe(13);
    expect(opened.other_conversations).toHaveLength(10);
    expect(opened.other_conversations[0]).toMatchObject({ id: own.id, title: 'Own', source: 'widget' });
    expect(opened.other_conversations[1]).toMatchObject({ last_message_at: '2026-01-11T00:00:00.000+00:00' });
    expect(opened.other_conversations.map((other) => other.id)).not.toContain(id);
  });
});

describe('what the visitor has seen', () => {
  it('is known of the widget, and told of each message', async () => {
    const { token, ids } = await furnishVisitor(app.current, app.current.first, 'mine');
    const id = ids['/widget/conversations/{id}'] ?? '';
    expect((await inbox.open(kim, id)).messages.map(({ is_seen }) => is_seen)).toEqual([false, null, false]);
    const seen = await app.current.parley.app.inject({
      method: 'POST',
      url: `/widget/conversations/${id}/seen`,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(seen.statusCode).toBe(200);
    await post(id, 'messages', { text: 'Kim here.' });
    const opened = await inbox.open(kim, id);
    expect(opened.messages.map(({ ord, is_seen }) => [ord, is_seen])).toEqual([
      [1, true],
      [2, null],
      [3, true],
      [null, null],
      [4, false],
    ]);
    expect(opened.visitor.seen).toMatchObject({ ord: 3 });
    expect(opened.visitor.is_present).toBe(true);
  });
});

describe('a long conversation', () => {
  it('opens with its last page, and gives the older ones page by page, each once', async () => {
    let state = await storeConversation(app.current, { text: 'Question 1' });
    for (let n = 2; n <= 25; n += 1) state = await appendVisitorMessage(app.current, state, `Question ${n}`);
    const opened = await inbox.open(kim, state.id, 10);
    const ords = (list: InboxConversation['messages']) => list.map(({ ord }) => ord);
    expect([opened.has_older, opened.message_count]).toEqual([true, 25]);
    expect(ords(opened.messages)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
    const older = await inbox.messages(kim, state.id, `before=${opened.messages[0]?.seq}&limit=10`);
    expect([older.has_more, ords(older.data)]).toEqual([true, [6, 7, 8, 9, 10, 11, 12, 13, 14, 15]]);
    const oldest = await inbox.messages(kim, state.id, `before=${older.data[0]?.seq}&limit=10`);
    expect([oldest.has_more, ords(oldest.data)]).toEqual([false, [1, 2, 3, 4, 5]]);
    const newer = await inbox.messages(kim, state.id, `after=${opened.messages[7]?.seq}`);
    expect([newer.has_more, ords(newer.data)]).toEqual([false, [24, 25]]);
    const first = await inbox.messages(kim, state.id, 'after=0&limit=2');
    expect([first.has_more, ords(first.data)]).toEqual([true, [1, 2]]);
  });

  it.each(['before=x', 'before=0', 'after=-1', 'limit=0', 'limit=101'])('refuses %s', async (query) => {
    const { id } = await storeConversation(app.current);
    const { status, body } = await inbox.call(kim, 'GET', `/inbox/conversations/${id}/messages?${query}`);
    expect([status, body.error]).toEqual([400, 'invalid_query']);
  });
});

describe('the SDK', () => {
  const fold = (from: ConversationView, events: Parameters<typeof applyEvent>[1][]): ConversationView =>
    events.reduce((view, event) => {
      const { view: next, outcome } = applyEvent(view, event);
      expect(outcome).toBe('applied');
      return next ?? view;
    }, from);

  it('goes on from what was opened with the events after it, wherever it was opened', async () => {
    const id = await aConversation();
    const steps = [
      () => patch(id, { status: 'resolved', contact_label: 'VIP', title: 'Lamp' }),
      () =>
        say('Thank you, and a question', { conv_id: id, client_metadata: { page: 'cart' }, visitor: { name: 'June' } }),
      () => post(id, 'notes', { content: 'Call her.' }),
      () => post(id, 'take-over'),
      () => post(id, 'messages', { text: 'Of course.' }),
      () => post(id, 'unread'),
      () => post(id, 'handback'),
    ];
    const opened = [await inbox.open(kim, id, 2)];
    for (const step of steps) {
      await step();
      opened.push(await inbox.open(kim, id, 2));
    }
    await expect.poll(async () => (await inbox.open(kim, id, 1)).pending_turns, { timeout: 8_000 }).toEqual([]);
    const all = await inbox.open(kim, id, 100);
    for (const one of opened) {
      const events = await inbox.eventsAfter(kim, id, one.seq);
      const folded = fold(openView(one), events);
      const older = await inbox.messages(kim, id, `before=${one.messages[0]?.seq}&limit=100`);
      expect(withOlderMessages(folded, older.data)).toEqual(openView(all));
    }
  });
});
