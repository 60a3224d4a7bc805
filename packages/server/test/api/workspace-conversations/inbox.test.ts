import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const sessions = fakeSessions();
const app = testApp({ retriever: { retrieve: async () => [] }, sessions });
const call = workspaceApi(app);

async function signedIn(): Promise<SignedIn> {
  const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
  return signIn(app.current, sessions, { workspaceId, role: 'agent' });
}
const post = (person: SignedIn, id: string, verb: string, payload?: object) =>
  inboxCall(app.current, person, {
    method: 'POST',
    path: `/conversations/${id}/${verb}`,
    ...(payload === undefined ? {} : { payload }),
  });

describe('a person in the inbox', () => {
  it('takes a conversation over, closes it, reopens it and hands it back', async () => {
    const kim = await signedIn();
    const { id } = await storeConversation(app.current);
    const taken = await post(kim, id, 'take-over');
    expect([taken.status, taken.body.status, taken.body.assigned_to]).toEqual([200, 'open', kim.userId]);
    await inboxCall(app.current, kim, { method: 'PATCH', path: `/conversations/${id}`, payload: { status: 'closed' } });
    const reopened = await post(kim, id, 'reopen', { with: 'me' });
    expect([reopened.body.status, reopened.body.closed_at]).toEqual(['open', null]);
    const back = await post(kim, id, 'handback');
    expect([back.body.status, back.body.assigned_to]).toEqual(['bot_active', null]);
    expect((await post(kim, id, 'reopen', { with: 'them' })).status).toBe(400);
  });

  it('takes over by replying, under their name', async () => {
    const kim = await signedIn();
    const { id } = await storeConversation(app.current);
    const { status, body } = await post(kim, id, 'messages', { text: 'Kim here.' });
    expect([status, body.metadata]).toEqual([
      201,
      { author: 'human_operator', source: 'inbox', author_id: kim.userId },
    ]);
    expect((await call('GET', `/conversations/${id}`)).body).toMatchObject({ status: 'open', assigned_to: kim.userId });
  });

  it('marks a conversation as read and as not read', async () => {
    const kim = await signedIn();
    const { id } = await storeConversation(app.current);
    const unread = async () => {
      const { db } = app.current.database;
      return (await db.selectFrom('conversations').select('unread').where('id', '=', id).executeTakeFirstOrThrow())
        .unread;
    };
    expect((await post(kim, id, 'read')).status).toBe(200);
    expect(await unread()).toBe(false);
    expect((await post(kim, id, 'unread')).status).toBe(200);
    expect(await unread()).toBe(true);
  });

  it('has doors of their own: keys find nothing there', async () => {
    const { id } = await storeConversation(app.current);
    for (const verb of ['take-over', 'reopen', 'read', 'unread']) {
      expect((await call('POST', `/conversations/${id}/${verb}`, { with: 'me' })).status).toBe(404);
    }
  });
});

describe('a POST that is repeated with its key', () => {
  it('says, notes and tags once', async () => {
    const { id } = await storeConversation(app.current, { driver: 'human' });
    const posts = [
      [`/conversations/${id}/messages`, { text: 'Once.' }],
      [`/conversations/${id}/notes`, { content: 'Once.' }],
      ['/conversation-tags', { name: 'once' }],
    ] as const;
    for (const [path, payload] of posts) {
      const headers = { 'idempotency-key': 'k' };
      const first = await call('POST', path, payload, { headers });
      const again = await call('POST', path, payload, { headers });
      expect([first.status, again.status, again.headers['idempotent-replayed']]).toEqual([201, 201, 'true']);
      expect(again.body).toEqual(first.body);
      expect(
        (await call('GET', path)).body.data.filter((one: { id: string }) => one.id === first.body.id),
      ).toHaveLength(1);
    }
  });
});
