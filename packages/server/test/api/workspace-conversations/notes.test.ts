import { describe, expect, it } from 'vitest';
import { agentApi } from '../../support/agent-api.ts';
import { testApp } from '../../support/app.ts';
import { fakeSessions, inboxCall, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const sessions = fakeSessions();
const app = testApp({ retriever: { retrieve: async () => [] }, sessions });
const call = workspaceApi(app);
const agentCall = agentApi(app);

async function aConversationWithNotes(...contents: string[]) {
  const { id } = await storeConversation(app.current);
  const notes: { id: string; content: string; created_at: string }[] = [];
  for (const content of contents) notes.push((await call('POST', `/conversations/${id}/notes`, { content })).body);
  return { id, path: `/conversations/${id}/notes`, notes };
}
const contentsOf = async (path: string) =>
  (await call('GET', path)).body.data.map(({ content }: { content: string }) => content);

describe('notes', () => {
  it('are added, edited, pinned and deleted', async () => {
    const { id, path, notes } = await aConversationWithNotes('first', 'second', 'third');
    const [first, second] = notes;
    expect(second).toEqual({
      object: 'conversation_note',
      id: second?.id,
      conversation_id: id,
      author_id: null,
      content: 'second',
      pinned: false,
      created_at: second?.created_at,
      updated_at: second?.created_at,
    });
    expect(await contentsOf(path)).toEqual(['third', 'second', 'first']);
    const pinned = await call('PATCH', `${path}/${first?.id}`, { pinned: true, content: 'first of all' });
    expect([pinned.status, pinned.body.pinned, pinned.body.content]).toEqual([200, true, 'first of all']);
    expect(await contentsOf(path)).toEqual(['first of all', 'third', 'second']);
    const page = await call('GET', `${path}?limit=2`);
    expect(await contentsOf(`${path}?limit=2&cursor=${page.body.next_cursor}`)).toEqual(['second']);
    const deleted = await call('DELETE', `${path}/${second?.id}`);
    expect([deleted.status, deleted.body]).toEqual([
      200,
      { object: 'conversation_note', id: second?.id, deleted: true },
    ]);
    expect((await call('DELETE', `${path}/${second?.id}`)).status).toBe(404);
    expect((await call('PATCH', `${path}/${second?.id}`, { pinned: true })).status).toBe(404);
    expect(await contentsOf(path)).toEqual(['first of all', 'third']);
  });

  it('stand in the log and the audit log without their words, and nowhere in the Agent API', async () => {
    const { id, path, notes } = await aConversationWithNotes('secret words');
    await call('PATCH', `${path}/${notes[0]?.id}`, { content: 'other secret words' });
    await call('PATCH', `${path}/${notes[0]?.id}`, { content: 'other secret words' });
    await call('DELETE', `${path}/${notes[0]?.id}`);
    const { db } = app.current.database;
    const events = await db.selectFrom('events').select(['type', 'data']).where('type', 'like', 'note.%').execute();
    expect(events.map(({ type }) => type).toSorted()).toEqual(['note.created', 'note.deleted', 'note.updated']);
    const audit = await db.selectFrom('audit_log').selectAll().where('action', 'like', 'note.%').execute();
    expect(audit.map(({ action }) => action).toSorted()).toEqual(['note.create', 'note.delete', 'note.update']);
    expect(JSON.stringify([events, audit])).not.toContain('words');
    const told = await agentCall('GET', `/v1/api_core/conversations/${id}/events`);
    expect(told.body.items.map(({ type }: { type: string }) => type)).toEqual(['message']);
    expect((await call('GET', `/conversations/${id}`)).body.last_message_preview).toBe('What is your return policy?');
  });

  it('of a person name them; a member only reads', async () => {
    const { id, path } = await aConversationWithNotes('by key');
    const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
    const kim = await signIn(app.current, sessions, { workspaceId, role: 'agent' });
    const added = await inboxCall(app.current, kim, { method: 'POST', path, payload: { content: 'by Kim' } });
    expect([added.status, added.body.author_id]).toEqual([201, kim.userId]);
    const member = await signIn(app.current, sessions, { workspaceId, role: 'member' });
    const refused = await inboxCall(app.current, member, { method: 'POST', path, payload: { content: 'x' } });
    expect([refused.status, refused.body.error]).toEqual([403, 'forbidden']);
    const read = await inboxCall(app.current, member, { method: 'GET', path: `/conversations/${id}/notes` });
    expect(read.body.data).toHaveLength(2);
  });

  it.each([
    [{}, 'content'],
    [{ content: '' }, 'content'],
    [{ content: ' \n' }, 'content'],
    [{ content: 'x'.repeat(20_001) }, 'content'],
    [{ content: 'x', pinned: 'yes' }, 'pinned'],
  ])('%j is no note', async (payload, field) => {
    const { path } = await aConversationWithNotes();
    const { status, body } = await call('POST', path, payload);
    expect([status, body.error, Object.keys(body.details.fieldErrors)]).toEqual([400, 'invalid_payload', [field]]);
    expect(await contentsOf(path)).toEqual([]);
  });
});
