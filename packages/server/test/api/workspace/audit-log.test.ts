import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const sessions = fakeSessions();
let now = new Date('2026-03-02T08:00:00Z');
const app = testApp({ sessions, clock: { now: () => now, monotonicMs: () => performance.now() } });
const call = workspaceApi(app);
let owner: SignedIn;

const make = (name: string, who = owner) =>
  inboxCall(app.current, who, { method: 'POST', path: '/api-keys', payload: { name } });
const names = async (query: string) => {
  const { status, body } = await call('GET', `/audit-log${query}`);
  expect([status, body.error]).toEqual([200, undefined]);
  return body.data.map((entry: { details: { name: string } }) => entry.details.name);
};

beforeEach(async () => {
  now = new Date('2026-03-02T08:00:00Z');
  const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
  owner = await signIn(app.current, sessions, { workspaceId, role: 'owner' });
  for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) {
    await make(name);
    now = new Date(now.getTime() + 3600_000);
  }
});

describe('the list', () => {
  it('goes from the newest to the oldest, page by page, while new lines are written', async () => {
    const first = await call('GET', '/audit-log?limit=2');
    expect([first.body.object, first.body.has_more]).toEqual(['list', true]);
    await make('Six');
    const second = await call('GET', `/audit-log?limit=2&cursor=${first.body.next_cursor}`);
    const third = await call('GET', `/audit-log?limit=2&cursor=${second.body.next_cursor}`);
    const seen = [first, second, third].flatMap(({ body }) => body.data);
    expect(seen.map(({ details }) => details.name)).toEqual(['Five', 'Four', 'Three', 'Two', 'One']);
    expect([third.body.has_more, third.body.next_cursor]).toEqual([false, null]);
  });

  it('is filtered by who, what, to what and when', async () => {
    const admin = await signIn(app.current, sessions, { workspaceId: owner.workspaceId, role: 'admin' });
    const { id } = (await make('Theirs', admin)).body;
    await inboxCall(app.current, admin, { method: 'POST', path: `/api-keys/${id}/revoke` });
    expect(await names(`?actor=${admin.userId}`)).toEqual(['Theirs', 'Theirs']);
    expect(await names('?action=api_key.revoke')).toEqual(['Theirs']);
    expect(await names(`?action=api_key.revoke,api_key.create&target=${id}`)).toEqual(['Theirs', 'Theirs']);
    expect(await names('?to=2026-03-02T09:00:00Z')).toEqual(['Two', 'One']);
    expect(await names('?from=2026-03-02T10:00:00Z&to=2026-03-02T11:30:00Z')).toEqual(['Four', 'Three']);
    expect(await names('?from=2026-03-03')).toEqual([]);
    expect(await names(`?actor=${owner.userId}&action=`)).toHaveLength(5);
  });

  it('names who did it, also those who have left', async () => {
    const admin = await signIn(app.current, sessions, { workspaceId: owner.workspaceId, role: 'admin' });
    await make('Theirs', admin);
    await app.current.database.db.deleteFrom('members').where('user_id', '=', admin.userId).execute();
    await call('POST', '/conversation-tags', { name: 'Refund' });
    const { body } = await call('GET', '/audit-log?limit=2');
    const actors = body.data.map((entry: { actor: object }) => entry.actor);
    expect(actors).toEqual([
      { type: 'api_key', id: expect.any(String), name: expect.stringMatching(/./) },
      { type: 'operator', id: admin.userId, name: 'Kim admin' },
    ]);
  });

  it.each(['?limit=0', '?limit=101', '?from=yesterday', '?cursor=x', '?cursor=eyJpZCI6MX0'])(
    'refuses %s and names the parameter',
    async (query) => {
      const { status, body } = await call('GET', `/audit-log${query}`);
      expect([status, body.error]).toEqual([400, 'invalid_query']);
      expect(Object.keys(body.details.fieldErrors)).toEqual([query.slice(1).split('=')[0]]);
    },
  );

  it.each([
    ['from', 'nonsense'],
    ['to', 'nonsense'],
    ['from', ''],
    ['from', '2026-02-30'],
    ['to', '2026-13-01T00:00:00Z'],
    ['from', '0000-01-01'],
    ['to', '9999-12-31T23:59:59-12:00'],
    ['from', '+275760-09-13T00:00:00Z'],
    ['from', '1e9'],
    ['to', '%00'],
    ['from', 'infinity'],
    ['to', 'now()'],
    ['from', '2026-01-01&from=2026-01-02'],
    ['actor', '%00'],
    ['action', '%00'],
    ['target', '%00'],
  ])('refuses %s=%s to keys and to people, and names it', async (name, value) => {
    for (const { status, body } of [
      await call('GET', `/audit-log?${name}=${value}`),
      await inboxCall(app.current, owner, { method: 'GET', path: `/audit-log?${name}=${value}` }),
    ]) {
      expect([status, body.error]).toEqual([400, 'invalid_query']);
      expect(Object.keys(body.details.fieldErrors)).toEqual([name]);
    }
  });

  it('is for owners, admins and keys', async () => {
    for (const [role, status] of [
      ['admin', 200],
      ['manager', 403],
      ['agent', 403],
      ['member', 403],
    ] as const) {
      const person = await signIn(app.current, sessions, { workspaceId: owner.workspaceId, role });
      expect([role, (await inboxCall(app.current, person, { method: 'GET', path: '/audit-log' })).status]).toEqual([
        role,
        status,
      ]);
    }
  });
});
