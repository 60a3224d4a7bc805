import { expect, test } from 'vitest';
import type { Passage } from '../../domain/knowledge/passage.ts';
import { buildIndex } from './knowledge-index.ts';
import { type Search, search } from './search.ts';
import { aPassage } from './testing/a-passage.ts';

const SHOP = [
  aPassage({ articleNumber: 1, text: 'Shipping within Germany takes two days and costs 4.90 euros.', language: 'en' }),
  aPassage({ articleNumber: 2, text: 'Returns are free within 30 days of delivery.', language: 'en' }),
  aPassage({ articleNumber: 3, text: 'Der Versand innerhalb Deutschlands kostet 4,90 Euro.', language: 'de' }),
  aPassage({ articleNumber: 4, text: 'Our store opens at nine.', language: 'en', tags: ['store'] }),
  aPassage({ articleNumber: 5, text: 'The online store opens never: it has no doors.', language: 'en', tags: ['web'] }),
];

async function found(passages: readonly Passage[], wanted: Partial<Search> & { query: string }): Promise<number[]> {
  const index = await buildIndex(passages);
  return search(index, { limit: 5, ...wanted }).map((passage) => passage.articleNumber);
}

test('the passage that shares the rare words of the question comes first', async () => {
  expect((await found(SHOP, { query: 'Are returns free?' }))[0]).toBe(2);
});

test('a word in another form or inside a compound is found', async () => {
  expect(await found(SHOP, { query: 'Versandkosten?' })).toEqual([3]);
  expect((await found(SHOP, { query: 'returning' }))[0]).toBe(2);
});

test('passages that share nothing with the question are not given', async () => {
  expect(await found(SHOP, { query: 'xyzzy' })).toEqual([]);
  expect(await found(SHOP, { query: '' })).toEqual([]);
  expect(await found([], { query: 'anything' })).toEqual([]);
});

test('tags leave passages that have one of them and those without tags', async () => {
  expect(await found(SHOP, { query: 'store opens', tags: ['web'] })).toEqual([5]);
  expect(await found(SHOP, { query: 'returns', tags: ['web'] })).toEqual([2]);
  expect((await found(SHOP, { query: 'store opens', tags: ['web', 'store'] })).toSorted()).toEqual([4, 5]);
  expect((await found(SHOP, { query: 'store opens' })).toSorted()).toEqual([4, 5]);
});

test("the visitor's language decides between translations, and bars none", async () => {
  const twins = [
    aPassage({ articleNumber: 1, text: 'Bluetooth 5.3', language: 'de' }),
    aPassage({ articleNumber: 2, text: 'Bluetooth 5.3', language: 'en' }),
  ];
  expect(await found(twins, { query: 'Bluetooth', language: 'en' })).toEqual([2, 1]);
  expect(await found(twins, { query: 'Bluetooth', language: 'de' })).toEqual([1, 2]);
  expect(await found(twins, { query: 'Bluetooth', language: null })).toEqual([1, 2]);
});

test('the title of an article counts for each of its passages', async () => {
  const passages = [
    aPassage({ articleNumber: 1, title: 'Warranty', text: 'It lasts for two years.' }),
    aPassage({ articleNumber: 2, title: 'Battery', text: 'It lasts for two days.' }),
  ];
  expect((await found(passages, { query: 'How long is the warranty?' }))[0]).toBe(1);
});

test('extra text counts less than the question', async () => {
  const extra = [{ text: 'returns', weight: 0.3 }];
  expect((await found(SHOP, { query: 'shipping', extra }))[0]).toBe(1);
  expect((await found(SHOP, { query: 'why?', extra }))[0]).toBe(2);
});

test('at most `limit` passages are given, best first', async () => {
  const index = await buildIndex(SHOP);
  const all = search(index, { query: 'the store opens in two days', limit: 5 });
  expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).toSorted((a, b) => b - a));
  expect(search(index, { query: 'the store opens in two days', limit: 2 })).toEqual(all.slice(0, 2));
});

test('a pasted page is searched for by its rarest words', async () => {
  const common = Array.from({ length: 400 }, (_, at) => `common${at}`).join(' ');
  const many = Array.from({ length: 1500 }, (_, at) => aPassage({ articleNumber: at, text: common }));
  const index = await buildIndex([...many, aPassage({ articleNumber: 9999, text: `${common} unicorn` })]);
  expect(search(index, { query: `${common} unicorn`, limit: 3 })[0]?.articleNumber).toBe(9999);
});
