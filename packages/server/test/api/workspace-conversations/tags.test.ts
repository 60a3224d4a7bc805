import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { storeConversation } from '../../support/stored-conversation.ts';
import { workspaceApi } from '../../support/workspace-api.ts';

const app = testApp({ retriever: { retrieve: async () => [] } });
const call = workspaceApi(app);
const UNKNOWN = '0198c0de-0000-7000-8000-000000000099';

const create = async (name: string, color?: string) => (await call('POST', '/conversation-tags', { name, color })).body;
const namesOf = async (path: string) => (await call('GET', path)).body.data.map(({ name }: { name: string }) => name);

describe('the palette', () => {
  it('is made, listed by name, changed and deleted', async () => {
    const created = await call('POST', '/conversation-tags', { name: ' Refund ', color: '#C2410C' });
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      object: 'conversation_tag',
      id: created.body.id,
      name: 'Refund',
      color: '#C2410C',
      created_at: created.body.created_at,
    });
    const grey = await create('bug');
    expect(grey.color).toBe('#6B7280');
    const list = await call('GET', '/conversation-tags?page_size=1&page=2');
    expect(list.body).toEqual({ object: 'list', total: 2, page: 2, page_size: 1, data: [created.body] });
    const changed = await call('PATCH', `/conversation-tags/${grey.id}`, { name: 'BUG', color: null });
    expect([changed.status, changed.body]).toEqual([200, { ...grey, name: 'BUG' }]);
    const deleted = await call('DELETE', `/conversation-tags/${grey.id}`);
    expect(deleted.body).toEqual({ object: 'conversation_tag', id: grey.id, deleted: true });
    expect((await call('DELETE', `/conversation-tags/${grey.id}`)).status).toBe(404);
    expect(await namesOf('/conversation-tags')).toEqual(['Refund']);
  });

  it.each([['refund'], ['REFUND '], ['ＲＥＦＵＮＤ']])('has no two of a name: %s', async (name) => {
    await create('Refund');
    const other = await create('Ärger');
    const twice = await call('POST', '/conversation-tags', { name });
    expect([twice.status, twice.body.error]).toEqual([409, 'conflict']);
    const renamed = await call('PATCH', `/conversation-tags/${other.id}`, { name });
    expect([renamed.status, renamed.body.error]).toEqual([409, 'conflict']);
    expect((await call('POST', '/conversation-tags', { name: 'ÄRGER' })).status).toBe(409);
    expect(await namesOf('/conversation-tags')).toEqual(['Refund', 'Ärger']);
  });

  it.each([
    [{}, 'name'],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'x', color: 'red' }, 'color'],
    [{ name: 'x', color: '#12345' }, 'color'],
    [{ name: 'x', color: '#12345g' }, 'color'],
  ])('does not take %j', async (payload, field) => {
    const { status, body } = await call('POST', '/conversation-tags', payload);
    expect([status, body.error, Object.keys(body.details.fieldErrors)]).toEqual([400, 'invalid_payload', [field]]);
  });

  it('of another workspace is out of reach', async () => {
    const tag = await create('Refund');
    const { workspace_key: key } = await app.current.addForeign();
    expect((await call('GET', '/conversation-tags', undefined, { key })).body.total).toBe(0);
    for (const [method, payload] of [
      ['PATCH', { name: 'x' }],
      ['DELETE', undefined],
    ] as const) {
      expect((await call(method, `/conversation-tags/${tag.id}`, payload, { key })).status).toBe(404);
    }
    expect((await call('POST', '/conversation-tags', { name: 'Refund' }, { key })).status).toBe(201);
  });
});

describe('the tags of a conversation', () => {
  it('are replaced as a whole, and what is set already is no event', async () => {
    const { id } = await storeConversation(app.current);
    const [a, b, c] = [await create('a'), await create('b'), await create('c')];
    const path = `/conversations/${id}/tags`;
    const set = (...tags: { id: string }[]) => call('PUT', path, { tag_ids: tags.map((tag) => tag.id) });
    const first = await set(b, a, b);
    expect([first.status, first.body]).toEqual([
      200,
      { object: 'list', total: 2, page: 1, page_size: 100, data: [a, b] },
    ]);
    await set(a, b);
    expect((await set(c)).body.data).toEqual([c]);
    expect((await call('GET', path)).body).toEqual({ object: 'list', total: 1, page: 1, page_size: 25, data: [c] });
    expect((await set()).body.data).toEqual([]);
    const { db } = app.current.database;
    const events = await db.selectFrom('events').select('data').where('type', '=', 'conversation.tagged').execute();
    expect(events.map(({ data }) => [data.added, data.removed])).toEqual([
      [[b.id, a.id], []],
      [[c.id], [b.id, a.id]],
      [[], [c.id]],
    ]);
    const audit = await db.selectFrom('audit_log').select('id').where('action', '=', 'conversation.tag').execute();
    expect(audit).toHaveLength(3);
  });

  it('lose a deleted tag at once, in lists too, and can be set again', async () => {
    const [kept, gone] = [await create('kept'), await create('gone')];
    const { id } = await storeConversation(app.current, { tagIds: [kept.id, gone.id] });
    const found = async (tag: string) => (await call('GET', `/conversations?tag=${tag}`)).body.data.length;
    expect([await found(gone.id), await found(kept.id), await found(UNKNOWN)]).toEqual([1, 1, 0]);
    await call('DELETE', `/conversation-tags/${gone.id}`);
    expect(await namesOf(`/conversations/${id}/tags`)).toEqual(['kept']);
    expect([await found(gone.id), await found(kept.id), await found(`${gone.id},${kept.id}`)]).toEqual([0, 1, 1]);
    expect((await call('PUT', `/conversations/${id}/tags`, { tag_ids: [kept.id] })).status).toBe(200);
  });

  it('that the workspace does not have are refused, and nothing is set', async () => {
    const { id } = await storeConversation(app.current);
    const own = await create('own');
    const { workspace_key: key } = await app.current.addForeign();
    const foreign = (await call('POST', '/conversation-tags', { name: 'theirs' }, { key })).body;
    const lists = [[own.id, foreign.id], [own.id, UNKNOWN], ['x'], Array(51).fill(own.id), 'x', undefined];
    for (const tag_ids of lists) {
      const { status, body } = await call('PUT', `/conversations/${id}/tags`, { tag_ids });
      expect([status, body.error]).toEqual([400, 'invalid_payload']);
      expect(Object.keys(body.details.fieldErrors)[0]).toMatch(/^tag_ids/);
    }
    expect(await namesOf(`/conversations/${id}/tags`)).toEqual([]);
  });
});
