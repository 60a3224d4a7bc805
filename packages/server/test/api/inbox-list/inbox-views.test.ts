import { INBOX_VIEWS_MAX } from '@parley/protocol/api';
import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { inboxOf } from '../../support/inbox-list.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
const inbox = inboxOf(app, sessions);

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
const call = (person: SignedIn, method: Method, path = '', payload?: object) =>
  inboxCall(app.current, person, { method, path: `/inbox/views${path}`, ...(payload ? { payload } : {}) });
const names = async (person: SignedIn): Promise<string[]> =>
  (await call(person, 'GET')).body.data.map(({ name }: { name: string }) => name);
const view = { name: 'Pros who wait', filter: { view: 'unassigned', metadata: ['plan:pro'] }, sort: '-priority' };

describe('a saved view', () => {
  it('is kept as it was sent, and told so', async () => {
    const me = await inbox.enter();
    const made = await call(me, 'POST', '', { ...view, name: ' Pros who wait ' });
    expect([made.status, made.body]).toEqual([
      201,
      {
        object: 'inbox_view',
        id: expect.any(String),
        ...view,
        shared: false,
        position: 0,
        created_by: me.userId,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    expect((await call(me, 'GET')).body).toEqual({ object: 'list', data: [made.body] });
  });

  it('is seen by its owner alone until it is shared, and by nobody once it is deleted', async () => {
    const [me, other] = [await inbox.enter(), await inbox.enter()];
    const { id } = (await call(me, 'POST', '', view)).body;
    expect([await names(me), await names(other)]).toEqual([[view.name], []]);
    expect((await call(other, 'PATCH', `/${id}`, { name: 'x' })).status).toBe(404);
    await call(me, 'PATCH', `/${id}`, { shared: true });
    expect(await names(other)).toEqual([view.name]);
    const changed = await call(other, 'PATCH', `/${id}`, { name: 'Ours', filter: {} });
    expect(changed.body).toMatchObject({ name: 'Ours', filter: {}, sort: view.sort, created_by: me.userId });
    const taken = await call(other, 'PATCH', `/${id}`, { shared: false });
    expect(taken.body).toMatchObject({ shared: false, created_by: other.userId });
    expect([await names(me), await names(other)]).toEqual([[], ['Ours']]);
    expect((await call(other, 'DELETE', `/${id}`)).body).toEqual({ object: 'inbox_view', id, deleted: true });
    expect(await names(other)).toEqual([]);
  });

  it('of the team is changed by those only who may change conversations', async () => {
    const [agent, member] = [await inbox.enter(), await inbox.enter('member')];
    const { id } = (await call(agent, 'POST', '', { ...view, shared: true })).body;
    const own = (await call(member, 'POST', '', view)).body;
    const refused = [
      await call(member, 'POST', '', { ...view, shared: true }),
      await call(member, 'PATCH', `/${id}`, { name: 'x' }),
      await call(member, 'DELETE', `/${id}`),
      await call(member, 'PATCH', `/${own.id}`, { shared: true }),
    ];
    expect(refused.map(({ status, body }) => [status, body.error])).toEqual(refused.map(() => [403, 'forbidden']));
    expect(await names(member)).toHaveLength(2);
    expect((await call(member, 'PATCH', `/${own.id}`, { name: 'Mine' })).status).toBe(200);
  });

  it('comes in the order of positions, then by name', async () => {
    const me = await inbox.enter();
    for (const [name, more] of [
      ['b', {}],
      ['a', {}],
      ['c', { position: 0 }],
      ['d', {}],
    ] as const) {
      await call(me, 'POST', '', { name, filter: {}, ...more });
    }
    expect(await names(me)).toEqual(['b', 'c', 'a', 'd']);
    const [first] = (await call(me, 'GET')).body.data;
    await call(me, 'PATCH', `/${first.id}`, { position: 9 });
    expect(await names(me)).toEqual(['c', 'a', 'd', 'b']);
  });

  it('is one of fifty at most, of the team and of each person', async () => {
    const [me, other] = [await inbox.enter(), await inbox.enter()];
    const room = INBOX_VIEWS_MAX;
    const make = (person: SignedIn, shared: boolean) => call(person, 'POST', '', { ...view, shared });
    const made = [];
    for (let number = 0; number < room; number += 1) made.push(...[await make(me, false), await make(me, true)]);
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 201));
    const full = [await make(me, false), await make(other, true)];
    expect(full.map(({ status, body }) => [status, body.error])).toEqual([
      [409, 'conflict'],
      [409, 'conflict'],
    ]);
    expect((await make(other, false)).status).toBe(201);
    const { id } = made[0]?.body ?? {};
    expect((await call(me, 'PATCH', `/${id}`, { shared: true })).status).toBe(409);
  });

  it('may name what is gone: its list is empty', async () => {
    const me = await inbox.enter();
    const gone = { tag: me.workspaceId, assigned_to: me.workspaceId, chatbot_id: me.workspaceId };
    expect((await call(me, 'POST', '', { name: 'Gone', filter: gone })).status).toBe(201);
    expect((await inbox.get(me, gone)).data).toEqual([]);
  });

  it.each([
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ filter: { source: 'fax' } }, 'filter'],
    [{ filter: { colour: 'red' } }, 'filter'],
    [{ filter: { unread: true } }, 'filter'],
    [{ filter: { cursor: 'x' } }, 'filter'],
    [{ filter: 'all' }, 'filter'],
    [{ sort: 'newest' }, 'sort'],
    [{ position: -1 }, 'position'],
    [{ shared: 'yes' }, 'shared'],
    [{ colour: 'red' }, 'colour'],
  ])('does not take %j', async (wrong, field) => {
    const me = await inbox.enter();
    const { status, body } = await call(me, 'POST', '', { ...view, ...wrong });
    expect([status, body.error, body.message]).toEqual([400, 'invalid_payload', expect.stringContaining(field)]);
    expect(await names(me)).toEqual([]);
  });

  it('of another workspace is out of reach', async () => {
    const me = await inbox.enter();
    const { chatbot_id } = await app.current.addForeign();
    const workspaceId = await workspaceIdOf(app.current, chatbot_id);
    const them = await signIn(app.current, sessions, { workspaceId, role: 'owner' });
    const { id } = (await call(me, 'POST', '', { ...view, shared: true })).body;
    expect([
      (await call(them, 'PATCH', `/${id}`, { name: 'x' })).status,
      (await call(them, 'DELETE', `/${id}`)).status,
    ]).toEqual([404, 404]);
    expect([await names(them), await names(me)]).toEqual([[], [view.name]]);
  });
});
