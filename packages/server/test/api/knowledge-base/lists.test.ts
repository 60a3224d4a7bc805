import { describe, expect, it } from 'vitest';
import { testApp } from '../../support/app.ts';
import { knowledgeCalls } from './knowledge-calls.ts';

const app = testApp();
const { call, create, get } = knowledgeCalls(app);

async function aShop() {
  await create({ title: 'Returns', content: 'Send shoes back within 30 days.', tags: ['shop', 'returns'] });
  await create({
    title: 'Shipping',
    content: 'A parcel arrives within 2 days.',
    tags: ['shop'],
    url: 'https://a.example/',
  });
  await create({ title: 'Plans', content: 'A parcel by drone, 50% off', state: 'draft' });
  await create({ content: 'We are closed on Sunday.', type: 'Paragraph' });
}

const ids = async (query: string) => (await get(`articles${query}`)).items.map(({ id }: { id: number }) => id);

describe('the list', () => {
  it('has the newest change first, drafts too', async () => {
    await aShop();
    await call('PATCH', 'articles/2', { tags: ['shop', 'parcel'] });
    expect(await ids('')).toEqual([2, 4, 3, 1]);
  });

  it.each([
    ['?type=Paragraph', [4]],
    ['?state=draft', [3]],
    ['?tags=shop', [2, 1]],
    ['?tags=returns,none', [1]],
    ['?tags=', [4, 3, 2, 1]],
    ['?url=https://a.example/', [2]],
    ['?title=sHIP', [2]],
    ['?title=%25', []],
    ['?search=PARCEL', [3, 2]],
    ['?search=50%25', [3]],
    ['?search=_', []],
    ['?search=parcel&state=ready', [2]],
    ['?title=none', []],
  ])('filters by %s', async (query, expected) => {
    await aShop();
    const answer = await get(`articles${query}`);
    expect(answer.items.map(({ id }: { id: number }) => id)).toEqual(expected);
    expect(answer.count).toBe(expected.length);
  });

  it('pages, and counts beyond the last page too', async () => {
    await aShop();
    expect(await ids('?limit=2&offset=1')).toEqual([3, 2]);
    expect(await ids('?page=2&page_size=3')).toEqual([1]);
    expect(await get('articles?offset=10&limit=500')).toEqual({ items: [], offset: 10, limit: 100, count: 4 });
  });

  it.each(['?limit=x', '?limit=0', '?offset=-1', '?offset=10001', '?type=Fax', '?state=live', '?search=a%00b'])(
    'refuses %s',
    async (query) => {
      const answer = await call('GET', `articles${query}`);
      expect([answer.status, answer.body.errors.root[0].code]).toEqual([422, 'VALIDATION_ERROR']);
    },
  );
});

describe('tags', () => {
  it('are listed by name with how many articles have them', async () => {
    await aShop();
    expect(await get('tags')).toEqual({
      items: [
        { name: 'returns', article_count: 1 },
        { name: 'shop', article_count: 2 },
      ],
      offset: 0,
      limit: 20,
      count: 2,
    });
    expect(await get('tags?offset=1')).toMatchObject({ items: [{ name: 'shop' }], count: 2 });
  });
});

describe('paragraphs', () => {
  it('are the stretches of live articles that the agent searches', async () => {
    const long = Array.from({ length: 30 }, (_, at) => `Sentence ${at} says that 😀 shoes are good for walking.`);
    await create({ title: 'Long', content: long.join('\n\n'), tags: ['a'] });
    await aShop();
    const { items, count } = await get('articles/paragraphs?limit=100');
    const [first] = items;
    expect(count).toBe(items.length);
    expect(first).toMatchObject({ id: 1, article_version: 1, title: 'Long', tags: ['a'], start: 0 });
    expect(first.content).toHaveLength(first.end);
    expect(items.at(-1)).toMatchObject({ id: 5, title: 'We are closed on Sunday.' });
    expect(items.map(({ id }: { id: number }) => id)).toEqual(items.map(({ id }: { id: number }) => id).toSorted());
    expect(items.map(({ content }: { content: string }) => content).join()).not.toContain('drone');
  });

  it('are searched by their text', async () => {
    await aShop();
    const found = await get('articles/paragraphs?search=PARCEL');
    expect(found).toMatchObject({ count: 1, items: [{ id: 2, url: 'https://a.example/' }] });
  });
});

describe('the search by meaning', () => {
  it('ranks live articles as the agent does, each once, with the passage that fits best', async () => {
    await aShop();
    const { items, count } = await get('articles/search?query=when%20does%20my%20parcel%20arrive');
    expect(items[0]).toMatchObject({ id: 2, title: 'Shipping', passage: 'A parcel arrives within 2 days.' });
    expect(items.map(({ id }: { id: number }) => id)).not.toContain(3);
    expect(new Set(items.map(({ id }: { id: number }) => id)).size).toBe(count);
  });

  it('takes tags and pages', async () => {
    await aShop();
    const found = await get('articles/search?query=within%20days&tags=returns');
    expect(found.items.map(({ id }: { id: number }) => id)).toEqual([1]);
    expect(await get('articles/search?query=within%20days&offset=1&limit=1')).toMatchObject({ count: 2, items: [{}] });
  });

  it.each(['', '?query=', '?query=%20', `?query=${'a'.repeat(1001)}`])('refuses %s', async (query) => {
    expect((await call('GET', `articles/search${query}`)).status).toBe(422);
  });
});
