import { expect, test } from 'vitest';
import { encodeIndex } from './index-blob.ts';
import { indexCache, type KnowledgeSource } from './index-cache.ts';
import { buildIndex, bytes, type KnowledgeIndex } from './knowledge-index.ts';
import { search } from './search.ts';
import { aPassage } from './testing/a-passage.ts';

type Article = { readonly id: string; readonly text: string | null; readonly version: number };

/** Stored knowledge in memory; it notes what was read. */
function aSource(articles: Article[]) {
  const reads: string[] = [];
  const blobs = new Map<string, { version: number; blob: Uint8Array }>();
  const live = (since: number) =>
    articles
      .filter(({ version }) => version > since)
      .flatMap(({ id, text }) => (text ? aPassage({ articleId: id, text }) : []));
  const source: KnowledgeSource = {
    async readBlob(agentId) {
      reads.push('blob');
      return blobs.get(agentId) ?? null;
    },
    async readChanges(_, since) {
      reads.push(`changes since ${since}`);
      const changed = articles.filter(({ version }) => version > (since ?? 0));
      return {
        version: Math.max(0, ...articles.map(({ version }) => version)),
        changedArticleIds: changed.map(({ id }) => id),
        passages: live(since ?? 0),
      };
    },
  };
  const change = (article: Article) => {
    articles.splice(0, articles.length, ...articles.filter(({ id }) => id !== article.id), article);
  };
  return { source, reads, blobs, change, live };
}

const texts = (index: KnowledgeIndex) => search(index, { query: 'shoes', limit: 9 }).map(({ text }) => text);

test('without a blob the index is built from all live articles', async () => {
  const { source, reads } = aSource([{ id: 'a', text: 'red shoes', version: 1 }]);
  const cache = indexCache({ source, maxBytes: 1e6 });
  expect(texts(await cache.getIndex('agent', 1))).toEqual(['red shoes']);
  expect(reads).toEqual(['blob', 'changes since null']);
});

test('an index in memory is used again without reading', async () => {
  const { source, reads } = aSource([{ id: 'a', text: 'red shoes', version: 1 }]);
  const cache = indexCache({ source, maxBytes: 1e6 });
  const first = await cache.getIndex('agent', 1);
  reads.length = 0;
  expect(await cache.getIndex('agent', 1)).toBe(first);
  expect(await cache.getIndex('agent', 0)).toBe(first);
  expect(reads).toEqual([]);
});

test('a warm node reads only what changed, deletions included', async () => {
  const { source, reads, change } = aSource([
    { id: 'a', text: 'red shoes', version: 1 },
    { id: 'b', text: 'blue shoes', version: 2 },
  ]);
  const cache = indexCache({ source, maxBytes: 1e6 });
  await cache.getIndex('agent', 2);
  reads.length = 0;
  change({ id: 'a', text: null, version: 3 });
  change({ id: 'c', text: 'green shoes', version: 4 });
  expect(texts(await cache.getIndex('agent', 4)).toSorted()).toEqual(['blue shoes', 'green shoes']);
  expect(reads).toEqual(['changes since 2']);
});

test('a cold node reads one blob and what came after it', async () => {
  const { source, reads, blobs, change, live } = aSource([{ id: 'a', text: 'red shoes', version: 1 }]);
  blobs.set('agent', { version: 1, blob: await encodeIndex(await buildIndex(live(0))) });
  expect(texts(await indexCache({ source, maxBytes: 1e6 }).getIndex('agent', 1))).toEqual(['red shoes']);
  expect(reads.splice(0)).toEqual(['blob']);
  change({ id: 'a', text: 'pink shoes', version: 2 });
  expect(texts(await indexCache({ source, maxBytes: 1e6 }).getIndex('agent', 2))).toEqual(['pink shoes']);
  expect(reads).toEqual(['blob', 'changes since 1']);
});

test('a blob that cannot be read is as good as none', async () => {
  const { source, reads, blobs } = aSource([{ id: 'a', text: 'red shoes', version: 1 }]);
  blobs.set('agent', { version: 1, blob: Buffer.from('from another program') });
  expect(texts(await indexCache({ source, maxBytes: 1e6 }).getIndex('agent', 1))).toEqual(['red shoes']);
  expect(reads).toEqual(['blob', 'changes since null']);
});

test('callers at the same time share one load, and a later version is loaded after it', async () => {
  const { source, reads, change } = aSource([{ id: 'a', text: 'red shoes', version: 1 }]);
  const cache = indexCache({ source, maxBytes: 1e6 });
  const [one, two] = await Promise.all([cache.getIndex('agent', 1), cache.getIndex('agent', 1)]);
  expect(one).toBe(two);
  expect(reads).toHaveLength(2);
  const older = cache.getIndex('agent', 1);
  change({ id: 'b', text: 'new shoes', version: 2 });
  const newer = await Promise.all([cache.getIndex('agent', 2), cache.getIndex('agent', 2)]);
  expect(await older).toBe(one);
  expect(newer.map(texts)).toEqual([texts(newer[0]), texts(newer[0])]);
  expect(texts(newer[0])).toContain('new shoes');
  expect(reads).toHaveLength(3);
});

test('a failed load reaches its callers and is tried again', async () => {
  const { source } = aSource([{ id: 'a', text: 'red shoes', version: 1 }]);
  let isDown = true;
  const failing: KnowledgeSource = {
    ...source,
    readBlob: (agentId) => (isDown ? Promise.reject(new Error('down')) : source.readBlob(agentId)),
  };
  const cache = indexCache({ source: failing, maxBytes: 1e6 });
  const both = await Promise.allSettled([cache.getIndex('agent', 1), cache.getIndex('agent', 1)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isDown = false;
  expect(texts(await cache.getIndex('agent', 1))).toEqual(['red shoes']);
});

test('a version that the store does not show yet is refused rather than answered from an older one', async () => {
  const { source } = aSource([{ id: 'a', text: 'red shoes', version: 1 }]);
  await expect(indexCache({ source, maxBytes: 1e6 }).getIndex('agent', 2)).rejects.toMatchObject({
    code: 'unavailable',
  });
});

test('the agents used longest ago leave when memory is short', async () => {
  const { source, reads, live } = aSource([{ id: 'a', text: 'red shoes', version: 1 }]);
  const size = bytes(await buildIndex(live(0)));
  const cache = indexCache({ source, maxBytes: 2 * size });
  for (const agent of ['one', 'two', 'one', 'three']) await cache.getIndex(agent, 1);
  expect(cache.heldBytes()).toBe(2 * size);
  reads.length = 0;
  await cache.getIndex('one', 1);
  expect(reads).toEqual([]);
  await cache.getIndex('two', 1);
  expect(reads).toEqual(['blob', 'changes since null']);
});
