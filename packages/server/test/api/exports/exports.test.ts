import { ROLES } from '@parley/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetExports } from '../../../src/commands/forget-exports.ts';
import { runExport } from '../../../src/commands/run-export.ts';
import { testApp } from '../../support/app.ts';
import { listAudit } from '../../support/audit.ts';
import { catchUpFacts } from '../../support/catch-up-facts.ts';
import { catchUpSearch } from '../../support/catch-up-search.ts';
import { chatClient } from '../../support/chat.ts';
import { readCsv, readLines, readSheets, runExports } from '../../support/exports.ts';
import { fakeSessions, inboxCall, type SignedIn, signIn, workspaceIdOf } from '../../support/fake-sessions.ts';
import { storeConversation } from '../../support/stored-conversation.ts';

const HOUR_MS = 60 * 60 * 1000;
const sessions = fakeSessions();
let now = () => new Date();
const app = testApp({ sessions, clock: { now: () => now(), monotonicMs: () => performance.now() } });
const { say } = chatClient(app);
let manager: SignedIn;

beforeEach(async () => {
  now = () => new Date();
  const workspaceId = await workspaceIdOf(app.current, app.current.first.chatbot_id);
  manager = await signIn(app.current, sessions, { workspaceId, role: 'manager' });
});

const call = (method: 'GET' | 'POST', path: string, payload?: object, person = manager) =>
  inboxCall(app.current, person, { method, path, ...(payload ? { payload } : {}) });
const get = async (id: string) => (await call('GET', `/exports/${id}`)).body;
const fetchFile = (url: string, method: 'GET' | 'HEAD' = 'GET') =>
  app.current.parley.app.inject({ method, url: new URL(url).pathname });

/** Asks for an export, has it written, and gives what the inbox says of it. */
async function made(payload: object) {
  const { status, body } = await call('POST', '/exports', payload);
  expect(status, JSON.stringify(body)).toBe(201);
  await runExports(app.current.parley);
  return get(body.id);
}

const idsOf = async (filter: object): Promise<string[]> => {
  const { download } = await made({ format: 'jsonl', filter });
  return readLines((await fetchFile(download.url)).rawPayload).map(({ id }) => id);
};

describe('an export of the inbox', () => {
  it('is asked for, listed with its progress, and fetched in each format', async () => {
    await say('Where is my parcel?', { visitor: { name: 'June' } });
    for (const format of ['csv', 'xlsx', 'jsonl']) {
      const done = await made({ format, rows: 'message' });
      expect(done).toMatchObject({
        object: 'export',
        format,
        rows: 'message',
        state: 'done',
        rows_written: 3,
        rows_total: 3,
        filter: {},
        chatbot_id: null,
        created_by: { type: 'operator', id: manager.userId },
      });
      const { rawPayload, headers } = await fetchFile(done.download.url);
      expect(rawPayload.length).toBe(done.bytes);
      expect(headers).toMatchObject({
        'content-length': String(done.bytes),
        'content-disposition': expect.stringMatching(`^attachment; filename="conversations-.*\\.${format}"`),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
        'cache-control': 'private, no-store',
      });
      const texts =
        format === 'csv'
          ? readCsv(rawPayload).map(({ content }) => content)
          : format === 'jsonl'
            ? readLines(rawPayload).map(({ content }) => content)
            : (await readSheets(rawPayload))[0]?.data.slice(1).map((row) => row[9]);
      expect(texts).toContain('Where is my parcel?');
    }
    const { data } = (await call('GET', '/exports?limit=2')).body;
    expect(data.map(({ format }: { format: string }) => format)).toEqual(['jsonl', 'xlsx']);
  });

  it('has what the list has that is filtered so', async () => {
    const [mine, other, tagged] = [
      await storeConversation(app.current, { assignedTo: manager.userId, driver: 'human', text: 'The lamp is broken' }),
      await storeConversation(app.current, {
        metadata: { plan: 'pro' },
        visitor: { name: 'Zoë Park', email: null, phone: null, label: null },
      }),
      await storeConversation(app.current, { source: 'widget', priority: 'high', title: 'Refund of a kettle' }),
    ];
    await storeConversation(app.current, { source: 'preview' });
    await catchUpSearch(app.current);
    await catchUpFacts(app.current);
    expect(await idsOf({})).toEqual([mine.id, other.id, tagged.id]);
    expect(await idsOf({ view: 'mine' })).toEqual([mine.id]);
    expect(await idsOf({ assigned_to: ['me'] })).toEqual([mine.id]);
    expect(await idsOf({ metadata: 'plan:pro' })).toEqual([other.id]);
    expect(await idsOf({ priority: 'high', source: 'widget' })).toEqual([tagged.id]);
    expect(await idsOf({ ids: [tagged.id, mine.id] })).toEqual([mine.id, tagged.id]);
    expect(await idsOf({ q: 'broken lamp' })).toEqual([mine.id]);
    expect(await idsOf({ q: 'zoe' })).toEqual([other.id]);
    expect(await idsOf({ q: 'kettle' })).toEqual([tagged.id]);
    expect(await idsOf({ q: String(other.ord) })).toEqual([other.id]);
    expect(await idsOf({ q: other.id })).toEqual([other.id]);
    expect(await idsOf({ q: 'broken', priority: 'high' })).toEqual([]);
  });

  it('is written down, and so is who fetched it, but not what was looked for', async () => {
    await say('Hello');
    const { id, download } = await made({ format: 'csv', filter: { q: 'a secret word' } });
    await fetchFile(download.url);
    const audit = (await listAudit(app.current.parley)).filter(({ action }) => action.startsWith('export.'));
    const target = { type: 'export', id };
    const actor = { type: 'operator', id: manager.userId };
    expect(audit).toMatchObject([
      { action: 'export.create', actor, target, details: { format: 'csv', rows: 'conversation', filters: ['q'] } },
      { action: 'export.download', actor, target, details: { format: 'csv', rows_written: 0 } },
    ]);
    expect(JSON.stringify(audit)).not.toContain('secret word');
  });

  it('is asked for once by a request that is repeated with its key', async () => {
    const once = () =>
      inboxCall(app.current, manager, {
        method: 'POST',
        path: '/exports',
        payload: { format: 'csv' },
        headers: { 'idempotency-key': 'export-1' },
      });
    const [first, second] = [await once(), await once()];
    expect(second.body).toEqual(first.body);
    expect((await call('GET', '/exports')).body.data).toHaveLength(1);
  });

  it('can be called off, and is then not written', async () => {
    const { id } = (await call('POST', '/exports', { format: 'csv' })).body;
    expect((await call('POST', `/exports/${id}/cancel`)).body).toMatchObject({ state: 'cancelled', download: null });
    expect(await runExports(app.current.parley)).toBe(0);
    expect(await get(id)).toMatchObject({ state: 'cancelled', ended_at: expect.any(String) });
    const done = await made({ format: 'csv' });
    expect((await call('POST', `/exports/${done.id}/cancel`)).body).toMatchObject({ state: 'done' });
  });
});

describe('the address of a file', () => {
  const gone = async (url: string) => expect((await fetchFile(url)).statusCode, url).toBe(404);

  it('is good for a quarter of an hour, and another one can be had', async () => {
    const { id, download } = await made({ format: 'csv' });
    expect(Date.parse(download.expires_at) - Date.now()).toBeLessThanOrEqual(15 * 60 * 1000);
    now = () => new Date(Date.now() + 16 * 60 * 1000);
    await gone(download.url);
    expect((await fetchFile(download.url)).body).toContain('<p>This address is good no more');
    expect((await fetchFile((await get(id)).download.url)).statusCode).toBe(200);
  });

  it('cannot be made, changed or used for other files', async () => {
    const { id, download } = await made({ format: 'csv' });
    const { deps } = app.current.parley;
    const [token = ''] = download.url.split('/').slice(-1);
    const at = token.length >> 1;
    const changed = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
    const ofFile = deps.links.seal('file', { workspaceId: manager.workspaceId, id }, HOUR_MS);
    for (const bad of [changed, token.slice(0, -4), id, '', '..%2f', ofFile]) await gone(`http://x/exports/${bad}`);
    await gone(`http://x/files/${token}`);
  });

  it('answers nothing to a question that would leave no trace', async () => {
    const { download } = await made({ format: 'csv' });
    expect((await fetchFile(download.url, 'HEAD')).statusCode).toBe(405);
  });

  it('leads nowhere a day later, when the file is removed', async () => {
    const { id } = await made({ format: 'csv' });
    now = () => new Date(Date.now() + 24 * HOUR_MS - 60_000);
    const { download } = await get(id);
    expect((await fetchFile(download.url)).statusCode).toBe(200);
    now = () => new Date(Date.now() + 24 * HOUR_MS + 1_000);
    await gone(download.url);
    expect(await get(id)).toMatchObject({ state: 'expired', download: null });
    await forgetExports(app.current.parley.deps);
    const { db } = app.current.database;
    expect(await db.selectFrom('file_chunks').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('export_selections').selectAll().execute()).toEqual([]);
    expect(await get(id)).toMatchObject({ state: 'expired', download: null });
    now = () => new Date(Date.now() + 31 * 24 * HOUR_MS);
    await forgetExports(app.current.parley.deps);
    expect((await call('GET', '/exports')).body.data).toEqual([]);
  });
});

describe('an export of the inbox is refused', () => {
  it('to people whose role does not have the right, at every door', async () => {
    const { id } = await made({ format: 'csv' });
    const allowed: string[] = [];
    for (const role of ROLES) {
      const person = await signIn(app.current, sessions, { workspaceId: manager.workspaceId, role });
      const atAgent = `/chatbots/${app.current.first.chatbot_id}/exports`;
      const answers = [
        await call('POST', '/exports', { format: 'csv' }, person),
        await call('POST', `${atAgent}`, { format: 'csv' }, person),
        await call('GET', '/exports', undefined, person),
        await call('GET', `/exports/${id}`, undefined, person),
        await call('POST', `/exports/${id}/cancel`, undefined, person),
      ];
      const statuses = [...new Set(answers.map(({ status }) => status >= 400))];
      expect(statuses, role).toHaveLength(1);
      if (statuses[0] === false) allowed.push(role);
      else expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    }
    expect(allowed).toEqual(['owner', 'admin', 'manager']);
  });

  it('to people of another workspace, and to keys', async () => {
    const { id } = await made({ format: 'csv' });
    const foreign = await workspaceIdOf(app.current, (await app.current.addForeign()).chatbot_id);
    const stranger = await signIn(app.current, sessions, { workspaceId: foreign, role: 'owner' });
    expect((await call('GET', `/exports/${id}`, undefined, stranger)).status).toBe(404);
    expect((await call('POST', `/exports/${id}/cancel`, undefined, stranger)).status).toBe(404);
    expect((await call('GET', '/exports', undefined, stranger)).body.data).toEqual([]);
    const headers = { authorization: `Bearer ${app.current.first.workspace_key}` };
    const byKey = await app.current.parley.app.inject({ method: 'GET', url: '/v1/exports', headers });
    expect(byKey.statusCode).toBe(404);
  });

  it.each([
    [{}, 'format'],
    [{ format: 'csv', rows: 'tag' }, 'rows'],
    [{ format: 'csv', filter: { statsu: 'open' } }, 'filter'],
    [{ format: 'csv', filter: { status: 'opne' } }, 'filter.status'],
    [{ format: 'csv', filter: { ids: [] } }, 'filter.ids'],
    [{ format: 'csv', sort: 'title' }, 'sort'],
  ])('for %j, and names %s', async (payload, name) => {
    const { status, text } = await call('POST', '/exports', payload);
    expect(status).toBe(400);
    expect(text).toContain(name);
  });

  it('where ten are under way already', async () => {
    for (let count = 0; count < 10; count += 1) await call('POST', '/exports', { format: 'csv' });
    const { status, body } = await call('POST', '/exports', { format: 'csv' });
    expect([status, body.error]).toEqual([409, 'too_many_exports']);
    await runExport(app.current.parley.deps, new AbortController().signal);
    expect((await call('POST', '/exports', { format: 'csv' })).status).toBe(201);
  });
});
