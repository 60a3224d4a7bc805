import type { BulkAction, BulkResult } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { fakeSessions, inboxCall, type SignedIn } from '../../support/fake-sessions.ts';
import { inboxOf } from '../../support/inbox-list.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { dumpState } from '../../support/table-dump.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
const inbox = inboxOf(app, sessions);

const bulk = (person: SignedIn, ids: readonly string[], action: BulkAction | object) =>
  inboxCall(app.current, person, { method: 'POST', path: '/inbox/bulk', payload: { ids, action } });
const outcomes = ({ body }: { body: BulkResult }) => body.data.map(({ outcome }) => outcome);
const eventsOf = async (id: string) =>
  app.current.database.db
    .selectFrom('events')
    .select(['type', 'data'])
    .where('conversation_id', '=', id)
    .orderBy('seq')
    .execute();
const tagged = async (name: string): Promise<string> => {
  const owner = await inbox.enter('owner');
  const made = await inboxCall(app.current, owner, { method: 'POST', path: '/conversation-tags', payload: { name } });
  return made.body.id;
};

describe('one thing with many conversations', () => {
  it('is done with each by its own command, and told for each', async () => {
    const me = await inbox.enter();
    const tag = await tagged('Refund');
    const { id } = await storeConversation(app.current);
    const by = { type: 'operator', id: me.userId };
    const actions: [BulkAction, string, object][] = [
      [
        { type: 'assign', assigned_to: me.userId },
        'conversation.updated',
        { assigned_to: { from: null, to: me.userId } },
      ],
      [
        { type: 'set_priority', priority: 'high' },
        'conversation.updated',
        { priority: { from: 'medium', to: 'high' } },
      ],
      [{ type: 'add_tags', tag_ids: [tag] }, 'conversation.tagged', { added: [tag], removed: [] }],
      [{ type: 'remove_tags', tag_ids: [tag] }, 'conversation.tagged', { added: [], removed: [tag] }],
      [{ type: 'mark_read' }, 'conversation.read', {}],
      [{ type: 'mark_unread' }, 'conversation.marked_unread', {}],
      [{ type: 'resolve' }, 'conversation.updated', { progress: { from: 'open', to: 'resolved' } }],
      [{ type: 'close' }, 'conversation.updated', { progress: { from: 'resolved', to: 'closed' } }],
      [{ type: 'archive' }, 'conversation.updated', { progress: { from: 'closed', to: 'archived' } }],
    ];
    for (const [action, type, data] of actions) {
      const before = (await eventsOf(id)).length;
      const answer = await bulk(me, [id], action);
      expect([answer.status, answer.body]).toEqual([
        200,
        {
          object: 'bulk_result',
          changed: 1,
          unchanged: 0,
          refused: 0,
          data: [{ id, outcome: 'changed', error: null }],
        },
      ]);
      const added = (await eventsOf(id)).slice(before).filter((event) => event.type !== 'marker.added');
      const told = added.find((event) => event.type === type);
      expect([action.type, told?.data]).toEqual([action.type, expect.objectContaining({ by })]);
      const words = type === 'conversation.updated' ? camel(data) : data;
      expect(told?.data).toMatchObject(words);
      expect(outcomes(await bulk(me, [id], action))).toEqual(['unchanged']);
      expect((await eventsOf(id)).length).toBe(before + added.length + markers(await eventsOf(id), before));
    }
  });

  it('changes those that it can, in their order, and says why it refuses others', async () => {
    const me = await inbox.enter();
    const foreign = await app.current.addForeign();
    const theirs = await storeConversation(app.current, { agentId: foreign.chatbot_id });
    const open = await storeConversation(app.current);
    const already = await storeConversation(app.current, { priority: 'high' });
    const unknown = app.current.parley.deps.ids.uuid();
    const ids = [theirs.id, open.id, unknown, already.id];
    const { body } = await bulk(me, ids, { type: 'set_priority', priority: 'high' });
    const error = { code: 'not_found', message: 'There is no such conversation.' };
    expect(body).toMatchObject({ changed: 1, unchanged: 1, refused: 2 });
    expect(body.data).toEqual([
      { id: theirs.id, outcome: 'refused', error },
      { id: open.id, outcome: 'changed', error: null },
      { id: unknown, outcome: 'refused', error },
      { id: already.id, outcome: 'unchanged', error: null },
    ]);
    expect(await eventsOf(theirs.id)).toHaveLength((await eventsOf(already.id)).length);
  });

  it('never leaves one with more tags than there may be, nor with half of them', async () => {
    const me = await inbox.enter();
    const [first, second] = [await tagged('one'), await tagged('two')];
    const palette = Array.from({ length: 49 }, (_, index) => ({
      workspace_id: me.workspaceId,
      id: app.current.parley.deps.ids.uuid(),
      name: `t${index}`,
      name_key: `t${index}`,
      color: '#000000',
      created_at: new Date(),
    }));
    await app.current.database.db.insertInto('conversation_tags').values(palette).execute();
    const full = await storeConversation(app.current, { tagIds: palette.map(({ id }) => id) });
    const empty = await storeConversation(app.current);
    const answer = await bulk(me, [full.id, empty.id], { type: 'add_tags', tag_ids: [first, second] });
    expect(answer.body.data).toMatchObject([
      { outcome: 'refused', error: { code: 'validation_failed' } },
      { outcome: 'changed' },
    ]);
    const rows = (await inbox.readAll(me, {})).map(({ id, tag_ids: tags }) => [id, tags.length]);
    expect(Object.fromEntries(rows)).toEqual({ [full.id]: 49, [empty.id]: 2 });
  });

  it('takes two hundred at once, and each once', async () => {
    const me = await inbox.enter();
    const { id } = await storeConversation(app.current);
    const many = Array.from({ length: 199 }, () => app.current.parley.deps.ids.uuid());
    const { body } = await bulk(me, [id, ...many], { type: 'resolve' });
    expect(body).toMatchObject({ changed: 1, refused: 199 });
    expect((await bulk(me, [id, id.toUpperCase()], { type: 'resolve' })).body.data).toHaveLength(1);
  });

  it('is for those who may change conversations', async () => {
    const member = await inbox.enter('member');
    const { id } = await storeConversation(app.current);
    expect((await inbox.get(member, {})).data).toHaveLength(1);
    const before = await dumpState(app.current.database);
    const { status, body } = await bulk(member, [id], { type: 'resolve' });
    expect([status, body.error]).toEqual([403, 'forbidden']);
    expect(await dumpState(app.current.database)).toEqual(before);
  });

  it.each([
    [
      'an owner who is no member',
      () => ({ type: 'assign', assigned_to: app.current.parley.deps.ids.uuid() }),
      'assigned_to',
    ],
    [
      'a tag that the palette does not have',
      () => ({ type: 'add_tags', tag_ids: [app.current.parley.deps.ids.uuid()] }),
      'tag_ids',
    ],
    ['no tag', () => ({ type: 'remove_tags', tag_ids: [] }), 'tag_ids'],
    ['another action', () => ({ type: 'reopen' }), 'action'],
    ['more than it takes', () => ({ type: 'resolve', priority: 'high' }), 'priority'],
    ['no action', () => null, 'action'],
  ])('changes nothing with %s', async (_name, action, field) => {
    const me = await inbox.enter();
    const { id } = await storeConversation(app.current);
    const before = await eventsOf(id);
    const { status, body } = await bulk(me, [id], action() ?? {});
    expect([status, body.message]).toEqual([400, expect.stringContaining(field)]);
    expect(await eventsOf(id)).toEqual(before);
  });

  it.each([
    ['none', []],
    ['an id that is none', ['x']],
    ['too many', Array.from({ length: 201 }, () => crypto.randomUUID())],
  ])('is not done with %s', async (_name, ids) => {
    const me = await inbox.enter();
    const { status, body } = await bulk(me, ids, { type: 'resolve' });
    expect([status, body.message]).toEqual([400, expect.stringContaining('ids')]);
  });
});

/** The log keeps its own names. */
const camel = (data: object) =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name === 'assigned_to' ? 'assignedTo' : name, value]),
  );

const markers = (events: readonly { type: string }[], from: number): number =>
  events.slice(from).filter(({ type }) => type === 'marker.added').length;
