import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { knowledgeCalls } from './knowledge-calls.ts';

const app = testApp();
const { call, create, get } = knowledgeCalls(app);
const today = () => new Date().toISOString().slice(0, 10);
const NO_WRITE = 'Insufficient token scope. Required: write_all';

describe('creating', () => {
  it('gives the article, ready and deployed, with the content as it was sent', async () => {
    const content = '<p>Within <b>30 days</b>.<script>alert(1)</script></p>';
    const article = await create({ title: 'Returns', content, tags: ['shop', 'shop', ' b '] });
    expect(article).toEqual({
      id: 1,
      article_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      type: 'Article',
      title: 'Returns',
      description: '',
      content,
      state: 'ready',
      deploy_state: 'deployed',
      version: 1,
      max_available_version: 1,
      url: null,
      tags: ['shop', 'b'],
      created_timestamp: today(),
      last_modified_timestamp: today(),
      downloaded_timestamp: null,
      last_updated_timestamp: today(),
      last_updated_from_external_source_timestamp: null,
    });
    expect(await get('articles/1')).toEqual(article);
  });

  it('numbers the articles of an agent, those created at the same time too', async () => {
    const created = await Promise.all(Array.from({ length: 8 }, (_, at) => create({ content: `Text ${at}` })));
    expect(created.map(({ id }) => id).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('takes HTML whose entities stand for characters that no database takes', async () => {
    await create({ content: '<p>Shoes &#xD800; for &#0; walking &#xDFFF;</p>' });
    await create({ content: 'Shoes &#xD800; for &#0; walking' });
    expect((await get('articles/paragraphs')).count).toBe(2);
  });

  it('takes an article of the greatest length in any script, and none that is longer', async () => {
    const content = '退货。'.repeat(333_333);
    expect((await create({ content })).content).toHaveLength(999_999);
    expect((await call('POST', 'articles', { content: `${content}ab` })).status).toBe(422);
  });

  it('makes a draft when told to', async () => {
    const article = await create({ content: 'Later', state: 'draft', type: 'Paragraph' });
    expect(article).toMatchObject({
      type: 'Paragraph',
      state: 'draft',
      deploy_state: 'draft',
      version: null,
      max_available_version: null,
    });
  });

  it.each([
    [{}, 'content'],
    [{ content: ' ' }, 'content'],
    [{ content: 'a\u0000b' }, 'content'],
    [{ content: 'x', type: 'URL' }, 'type'],
    [{ content: 'x', state: 'live' }, 'state'],
    [{ content: 'x', tags: 'shop' }, 'tags'],
    [{ content: 'x', tags: [''] }, 'tags.0'],
    [{ content: 'x', title: 'a'.repeat(501) }, 'title'],
    [{ content: 'x', url: 'javascript:alert(1)' }, 'url'],
    [{ content: '<div>'.repeat(20_000) }, 'content'],
  ])('refuses %j and names the field', async (body, field) => {
    const answer = await call('POST', 'articles', body);
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, ['root', field]]);
    expect((await get('articles')).count).toBe(0);
  });
});

describe('updating', () => {
  it('makes a new version of a changed text, and keeps the old one for citations', async () => {
    await create({ title: 'Returns', content: '30 days' });
    const { status, body } = await call('PATCH', 'articles/1', { content: '60 days' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ title: 'Returns', content: '60 days', version: 2, max_available_version: 2 });
    const { db } = app.current.database;
    const versions = await db
      .selectFrom('article_versions')
      .select(['version', 'plain_text'])
      .orderBy('version')
      .execute();
    expect(versions).toEqual([
      { version: 1, plain_text: '30 days' },
      { version: 2, plain_text: '60 days' },
    ]);
  });

  it('publishes a draft', async () => {
    await create({ content: 'Later', state: 'draft' });
    const { body } = await call('PATCH', 'articles/1', { state: 'ready' });
    expect(body).toMatchObject({ state: 'ready', deploy_state: 'deployed', version: 1 });
  });

  it('sets tags and url, and empties what is given empty', async () => {
    await create({ title: 'Returns', content: 'x', tags: ['a'], url: 'https://example.com/' });
    const { body } = await call('PATCH', 'articles/1', { tags: [], url: null, title: '' });
    expect(body).toMatchObject({ tags: [], url: null, title: '', content: 'x' });
  });

  it('changes nothing, and raises no version, when all is as it was', async () => {
    await create({ title: 'Returns', content: 'x' });
    const version = async () =>
      (await app.current.database.db.selectFrom('agents').select('knowledge_version').executeTakeFirstOrThrow())
        .knowledge_version;
    const before = await version();
    await call('PATCH', 'articles/1', { title: 'Returns' });
    await call('PATCH', 'articles/1', {});
    expect(await version()).toBe(before);
  });

  it('refuses what is wrong and changes nothing', async () => {
    const article = await create({ title: 'Returns', content: 'x' });
    const answer = await call('PATCH', 'articles/1', { title: 'New', content: '' });
    expect([answer.status, answer.body.errors.content[0].message]).toEqual([422, 'must not be empty']);
    expect(await get('articles/1')).toEqual(article);
  });

  it('leaves the text of an imported article to its source', async () => {
    await create({ content: 'x' });
    await app.current.database.db.updateTable('articles').set({ type: 'URL' }).execute();
    const answer = await call('PATCH', 'articles/1', { content: 'mine' });
    expect([answer.status, answer.body.errors.root[0].code]).toEqual([409, 'CONFLICT']);
    expect((await call('PATCH', 'articles/1', { tags: ['a'] })).body.tags).toEqual(['a']);
  });
});

describe('deleting', () => {
  it('takes an article out of every list, and its number is not used again', async () => {
    await create({ content: 'one shoe', tags: ['a'] });
    expect(await call('DELETE', 'articles/1')).toMatchObject({ status: 200, body: { deleted: [1] } });
    expect((await call('GET', 'articles/1')).status).toBe(404);
    for (const list of ['articles', 'tags', 'articles/paragraphs', 'articles/search?query=shoe']) {
      expect(await get(list)).toEqual({ items: [], offset: 0, limit: 20, count: 0 });
    }
    expect((await create({ content: 'two' })).id).toBe(2);
  });

  it('deletes those of many that exist', async () => {
    for (const content of ['one', 'two', 'three']) await create({ content });
    expect((await call('DELETE', 'articles', { ids: [3, 99, 1, 1] })).body).toEqual({ deleted: [1, 3] });
    expect((await call('DELETE', 'articles', { ids: [1] })).body).toEqual({ deleted: [] });
    expect((await get('articles')).items.map(({ id }: { id: number }) => id)).toEqual([2]);
  });

  it.each([[{ ids: [] }], [{ ids: ['1'] }], [{ ids: 1 }], [{}], [undefined]])('refuses %j', async (body) => {
    expect((await call('DELETE', 'articles', body)).status).toBe(422);
  });
});

describe('any call', () => {
  it.each(['1', '0', '-1', 'abc', '1e3', '99999999999999999999', '%00'])('finds no article %s', async (id) => {
    for (const [method, body] of [['GET'], ['PATCH', { title: 'x' }], ['DELETE']] as const) {
      const answer = await call(method, `articles/${id}`, body);
      expect([method, answer.status, answer.body.errors.root[0].code]).toEqual([method, 404, 'NOT_FOUND']);
    }
  });

  it('of another agent finds nothing and changes nothing', async () => {
    const article = await create({ content: 'Ours' });
    const { write_token: token } = await app.current.addForeign();
    expect((await call('GET', 'articles/1', undefined, token)).status).toBe(404);
    expect((await call('PATCH', 'articles/1', { content: 'Theirs' }, token)).status).toBe(404);
    expect((await call('DELETE', 'articles/1', undefined, token)).status).toBe(404);
    expect((await call('DELETE', 'articles', { ids: [1] }, token)).body).toEqual({ deleted: [] });
    expect((await call('POST', 'articles/1/lang_urls/de', { url: 'https://x.example/' }, token)).status).toBe(404);
    for (const list of ['articles', 'tags', 'articles/paragraphs', 'articles/search?query=ours']) {
      expect((await call('GET', list, undefined, token)).body.count).toBe(0);
    }
    expect(await get('articles/1')).toEqual(article);
  });

  it('that writes needs write_all, and says so', async () => {
    await create({ content: 'Ours' });
    const { read_token: token } = app.current.first;
    for (const [method, path, body] of [
      ['POST', 'articles', { content: 'x' }],
      ['PATCH', 'articles/1', { content: 'x' }],
      ['DELETE', 'articles/1', undefined],
      ['DELETE', 'articles', { ids: [1] }],
      ['PATCH', 'articles/1/lang_urls/de', { url: 'https://x.example/' }],
      ['POST', 'retrain', {}],
      ['PATCH', '', { one_word_description: 'x' }],
      ['POST', 'import_external/website', { url: 'https://x.example/' }],
    ] as const) {
      const answer = await call(method, path, body, token);
      expect([path, answer.status, answer.body.errors.root[0]]).toEqual([
        path,
        403,
        { message: NO_WRITE, code: 'INSUFFICIENT_SCOPE' },
      ]);
    }
    expect((await call('GET', 'articles/1', undefined, token)).status).toBe(200);
  });

  it('without a valid token is 401', async () => {
    for (const token of ['', 'x.y.z']) {
      const answer = await call('GET', 'articles', undefined, token);
      expect([answer.status, answer.body.errors.root[0].code]).toEqual([401, 'PERMISSION_DENIED']);
    }
  });
});
