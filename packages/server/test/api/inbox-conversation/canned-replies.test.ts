import { beforeEach, describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { fakeSessions, type SignedIn } from '../../support/fake-sessions.ts';
import { inboxOf } from '../../support/inbox-people.ts';

const sessions = fakeSessions();
const app = testApp({ sessions });
const inbox = inboxOf(app, sessions);
let kim: SignedIn;
beforeEach(async () => {
  kim = await inbox.person();
});

const SORRY = { shortcut: 'sorry', title: 'We are sorry', body: 'Dear {{visitor_name|customer}}, we are sorry.' };
const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path = '', payload?: object, who = kim) =>
  inbox.call(who, method, `/inbox/canned-replies${path}`, payload);
const shortcuts = async (): Promise<string[]> =>
  (await call('GET')).body.data.map(({ shortcut }: { shortcut: string }) => shortcut);
const audited = async (): Promise<string[]> => {
  const rows = await app.current.database.db.selectFrom('audit_log').select('action').orderBy('id').execute();
  return rows.map(({ action }) => action).filter((action) => action.startsWith('canned_reply'));
};

describe('canned replies', () => {
  it('are shared by the workspace: added, listed by shortcut, changed and deleted, each written down', async () => {
    const made = await call('POST', '', SORRY);
    expect([made.status, made.body]).toEqual([201, expect.objectContaining({ object: 'canned_reply', ...SORRY })]);
    await call('POST', '', { ...SORRY, shortcut: 'Bye' });
    const lee = await inbox.person('member');
    expect((await call('GET', '', undefined, lee)).body.data).toMatchObject([{ shortcut: 'Bye' }, made.body]);
    const changed = await call('PATCH', `/${made.body.id}`, { title: 'Sorry' });
    expect(changed.body).toMatchObject({ ...SORRY, title: 'Sorry' });
    expect((await call('PATCH', `/${made.body.id}`, { title: 'Sorry' })).body).toEqual(changed.body);
    expect((await call('DELETE', `/${made.body.id}`)).body).toMatchObject({ deleted: true });
    expect(await shortcuts()).toEqual(['Bye']);
    expect(await audited()).toEqual([
      'canned_reply.create',
      'canned_reply.create',
      'canned_reply.update',
      'canned_reply.delete',
    ]);
  });

  it('are found by one shortcut each, in whatever case', async () => {
    await call('POST', '', SORRY);
    const { body } = await call('POST', '', { ...SORRY, shortcut: 'bye' });
    expect((await call('POST', '', { ...SORRY, shortcut: 'SORRY' })).status).toBe(409);
    expect((await call('PATCH', `/${body.id}`, { shortcut: 'Sorry' })).status).toBe(409);
    expect((await call('PATCH', `/${body.id}`, { shortcut: 'Bye' })).status).toBe(200);
    expect(await shortcuts()).toEqual(['Bye', 'sorry']);
  });

  it.each([
    [{ ...SORRY, shortcut: '' }, 'shortcut'],
    [{ ...SORRY, shortcut: 'two words' }, 'shortcut'],
    [{ ...SORRY, shortcut: '/x' }, 'shortcut'],
    [{ ...SORRY, title: ' ' }, 'title'],
    [{ ...SORRY, body: 'x'.repeat(8_001) }, 'body'],
    [{ shortcut: 'x', title: 'X' }, 'body'],
    [{ ...SORRY, more: 1 }, 'more'],
  ])('are refused as %j', async (payload, named) => {
    const { status, text } = await call('POST', '', payload);
    expect(status).toBe(400);
    expect(text).toContain(named);
    expect(await shortcuts()).toEqual([]);
  });

  it('are changed by those who reply, within their workspace', async () => {
    const { body } = await call('POST', '', SORRY);
    const member = await inbox.person('member');
    expect((await call('POST', '', { ...SORRY, shortcut: 'x' }, member)).status).toBe(403);
    expect((await call('DELETE', `/${body.id}`, undefined, member)).status).toBe(403);
    expect((await call('PATCH', '/0198c0de-0000-7000-8000-0000000000ff', { title: 'X' })).status).toBe(404);
    expect(await shortcuts()).toEqual(['sorry']);
  });

  it('are added once, however often the request is repeated with its key', async () => {
    const once = { 'idempotency-key': 'one' };
    const first = await inbox.call(kim, 'POST', '/inbox/canned-replies', SORRY, once);
    const again = await inbox.call(kim, 'POST', '/inbox/canned-replies', SORRY, once);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await shortcuts()).toEqual(['sorry']);
  });
});

describe('preferences', () => {
  const mine = (who = kim) => inbox.call(who, 'GET', '/inbox/preferences');
  const choose = (payload: object, who = kim) => inbox.call(who, 'PATCH', '/inbox/preferences', payload);
  const FIRST = {
    object: 'preferences',
    language: null,
    colour_scheme: 'system',
    notifications: ['assigned_to_me', 'unassigned'],
    sound: true,
    list_badges: ['channel', 'priority', 'tags'],
    list_metadata_keys: [],
  };

  it('are each person’s own, and what is not named stays', async () => {
    const lee = await inbox.person('member');
    expect((await mine()).body).toEqual(FIRST);
    const chosen = { language: 'ar', sound: false, notifications: [], list_metadata_keys: ['plan'] };
    expect((await choose(chosen)).body).toEqual({ ...FIRST, ...chosen });
    expect((await choose({ colour_scheme: 'dark', language: null })).body).toEqual({
      ...FIRST,
      ...chosen,
      colour_scheme: 'dark',
      language: null,
    });
    expect((await mine(lee)).body).toEqual(FIRST);
    expect((await choose({})).status).toBe(200);
  });

  it('keep what two browsers of one person choose at once', async () => {
    await Promise.all([choose({ sound: false }), choose({ language: 'pl' }), choose({ colour_scheme: 'light' })]);
    expect((await mine()).body).toMatchObject({ sound: false, language: 'pl', colour_scheme: 'light' });
  });

  it.each([
    { language: 'xx' },
    { colour_scheme: 'blue' },
    { notifications: ['all'] },
    { notifications: ['unassigned', 'unassigned'] },
    { sound: 'yes' },
    { list_badges: ['mood'] },
    { more: 1 },
  ])('are refused as %j, and stay', async (payload) => {
    const { status, body } = await choose(payload);
    expect([status, body.error]).toEqual([400, 'invalid_payload']);
    expect((await mine()).body).toEqual(FIRST);
  });

  it('go with the membership', async () => {
    await choose({ sound: false });
    const { db } = app.current.database;
    await db.deleteFrom('members').where('user_id', '=', kim.userId).execute();
    expect(await db.selectFrom('member_preferences').selectAll().execute()).toEqual([]);
    expect((await choose({ sound: false })).status).toBe(404);
  });
});
