import { beforeEach, describe, expect, it } from 'vitest';
import { KEY_LIFETIME_MS, KEY_STORE_MS } from '../../../src/domain/idempotency/idempotency.ts';
import { testApp } from '../../support/app.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';

const sessions = fakeSessions();
let skippedMs = 0;
const now = () => new Date(Date.now() + skippedMs);
const app = testApp({ sessions, clock: { now, monotonicMs: () => performance.now() } });
let owner: SignedIn;

const person = async (role: 'owner' | 'admin') =>
  signIn(app.current, sessions, { workspaceId: await workspaceIdOf(app.current, app.current.first.chatbot_id), role });
beforeEach(async () => {
  skippedMs = 0;
  owner = await person('owner');
});

const HEADER = { 'idempotency-key': 'order-1' };
const post = (path: string, payload?: object, who = owner, headers: Record<string, string> = HEADER) =>
  inboxCall(app.current, who, { method: 'POST', path, headers, ...(payload ? { payload } : {}) });
const make = (name = 'One', who = owner, headers = HEADER) => post('/api-keys', { name }, who, headers);
const made = async () => {
  const rows = await app.current.database.db.selectFrom('workspace_keys').select('name').orderBy('id').execute();
  return rows.map(({ name }) => name).filter((name) => name !== 'First key');
};
const rememberedRows = () => app.current.database.db.selectFrom('idempotency_keys').selectAll().execute();

describe('the same key and body', () => {
  it('is answered with the first answer to the letter, under an id of its own, and done once', async () => {
    const first = await make();
    const second = await make();
    expect([second.status, second.text]).toEqual([201, first.text]);
    expect(second.headers['content-type']).toBe(first.headers['content-type']);
    expect([first.headers['idempotent-replayed'], second.headers['idempotent-replayed']]).toEqual([undefined, 'true']);
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    expect(await made()).toEqual(['One']);
  });

  it('is done once, however many come at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => make()));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === undefined)).toHaveLength(1);
    expect(await made()).toEqual(['One']);
  });

  it('replays a refusal too, whatever has changed since', async () => {
    const { id } = (await make('One', owner, { 'idempotency-key': 'other' })).body;
    await post(`/api-keys/${id}/revoke`, undefined, owner, {});
    const refused = await post(`/api-keys/${id}/resume`);
    const again = await post(`/api-keys/${id}/resume`);
    expect([refused.status, again.status, again.text]).toEqual([409, 409, refused.text]);
    expect(again.headers['idempotent-replayed']).toBe('true');
  });

  it('is done anew after a day', async () => {
    await make();
    skippedMs = KEY_LIFETIME_MS + 60_000;
    expect((await make()).headers['idempotent-replayed']).toBeUndefined();
    expect(await made()).toEqual(['One', 'One']);
  });
});

describe('what is another request', () => {
  it('another body is a conflict and does nothing', async () => {
    await make('One');
    const { status, body } = await make('Two');
    expect([status, body.error]).toEqual([409, 'idempotency_conflict']);
    expect(await made()).toEqual(['One']);
  });

  it('another caller, another address and another key are requests of their own', async () => {
    const { id } = (await make('One')).body;
    await make('One', await person('admin'));
    await make('One', owner, { 'idempotency-key': 'order-2' });
    expect(await made()).toEqual(['One', 'One', 'One']);
    expect((await post(`/api-keys/${id}/pause`)).headers['idempotent-replayed']).toBeUndefined();
    expect((await post(`/api-keys/${id}/resume`)).headers['idempotent-replayed']).toBeUndefined();
  });

  it('the slash at the end and the query make no other address', async () => {
    const first = await make();
    expect((await post('/api-keys/?x=1', { name: 'One' })).text).toBe(first.text);
  });

  it('a body that was not valid is not remembered: it may be corrected', async () => {
    expect((await make('')).status).toBe(400);
    expect((await make('One')).status).toBe(201);
  });
});

describe('a crash', () => {
  it('after the commit: the answer was kept with it, and nothing is done twice', async () => {
    const { database, parley } = app.current;
    const { deps } = parley;
    const { named } = deps.database;
    // The process dies when it has committed: whatever it would write after that does not come about.
    const dying = {
      ...deps.database,
      named: (async (name, ...rest) => {
        if (name === 'idempotency-answer') throw new Error('dead');
        return named(name, ...rest);
      }) as typeof named,
    };
    Object.assign(deps, { database: dying });
    const cutOff = await make();
    Object.assign(deps, { database });
    expect(cutOff.status).toBe(500);
    expect(await made()).toEqual(['One']);
    const again = await make();
    expect([again.status, again.headers['idempotent-replayed'], again.body.name]).toEqual([201, 'true', 'One']);
    expect(await made()).toEqual(['One']);
  });

  it('before the commit: the next request does it, at the latest when the hold has run out', async () => {
    await make();
    await app.current.database.db
      .updateTable('idempotency_keys')
      .set({ state: 'running', answer: null, locked_until: new Date(now().getTime() + KEY_STORE_MS) })
      .execute();
    skippedMs = KEY_STORE_MS + 1;
    const again = await make();
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, undefined]);
  });
});

describe('the header', () => {
  it.each([
    ['a'.repeat(255), 201],
    ['a'.repeat(256), 400],
    [' ', 400],
  ])('%#: is refused when it is too long or empty', async (key, status) => {
    expect((await make('One', owner, { 'idempotency-key': key })).status).toBe(status);
    expect(await made()).toHaveLength(status === 201 ? 1 : 0);
  });

  it('is ignored on other methods', async () => {
    for (let times = 0; times < 2; times += 1) {
      const answer = await inboxCall(app.current, owner, { method: 'GET', path: '/api-keys', headers: HEADER });
      expect(answer.headers['idempotent-replayed']).toBeUndefined();
    }
    expect(await rememberedRows()).toEqual([]);
  });
});

it('what is remembered can be read neither from the database nor by another credential', async () => {
  const { body } = await make();
  const rows = JSON.stringify(await rememberedRows());
  expect(rows).not.toContain(body.key);
  expect(rows).not.toContain(owner.userId);
});
