import { expect, test } from 'vitest';
import type { Passage } from '../../domain/knowledge/passage.ts';
import type { BlobStore } from './blob-writer.ts';
import type { KnowledgeSource } from './index-cache.ts';
import { createRetriever } from './retriever.ts';
import { aPassage } from './testing/a-passage.ts';

type Stored = { version: number; blob: Buffer };

/** Knowledge in memory: articles by id with the version at which each changed. It notes what was done. */
function aStore() {
  const articles = new Map<string, { passage: Passage; version: number }>();
  const done: string[] = [];
  let stored: Stored | null = null;
  let version = 0;
  const store: KnowledgeSource & BlobStore = {
    async readBlob() {
      done.push('read blob');
      return stored;
    },
    async readChanges(_, since) {
      done.push(`read changes since ${since}`);
      const changed = [...articles.values()].filter((article) => article.version > (since ?? 0));
      const passages = changed.map(({ passage }) => passage);
      return { version, changedArticleIds: passages.map(({ articleId }) => articleId), passages };
    },
    blobVersion: async () => stored?.version ?? null,
    async writeBlob(_, index) {
      done.push(`write blob ${index.version}`);
      stored = index;
    },
  };
  const add = (count: number, text = (at: number) => `Shoe number ${at}`) => {
    version++;
    for (let at = 0; at < count; at++) {
      const articleNumber = articles.size + 1;
      const passage = aPassage({ articleId: `a${articleNumber}`, articleNumber, text: text(articleNumber) });
      articles.set(passage.articleId, { passage, version });
    }
    return version;
  };
  return { store, done, add, now: () => version };
}

function warnings() {
  const seen: string[] = [];
  return { seen, warn: (_: object, message: string) => void seen.push(message) };
}

const shoes = (knowledgeVersion: number) => ({
  agentId: 'agent',
  knowledgeVersion,
  query: 'shoe',
  tags: [],
  language: null,
});

test('an index is stored for cold nodes after a load that found much, outside of the request', async () => {
  const { store, done, add } = aStore();
  const retriever = createRetriever({ store, log: warnings() });
  await retriever.findArticles(shoes(add(300)));
  expect(done).toEqual(['read blob', 'read changes since null']);
  await retriever.idle();
  expect(done.at(-1)).toBe('write blob 1');
});

test('a cold node reads the stored index and only what came after it', async () => {
  const { store, done, add } = aStore();
  const first = createRetriever({ store, log: warnings() });
  await first.findArticles(shoes(add(300)));
  await first.idle();
  done.length = 0;
  const cold = createRetriever({ store, log: warnings() });
  expect(await cold.findArticles(shoes(add(2)))).toHaveLength(302);
  await cold.idle();
  expect(done).toEqual(['read blob', 'read changes since 1']);
});

test('little knowledge is not stored: reading it is as quick', async () => {
  const { store, done, add } = aStore();
  const retriever = createRetriever({ store, log: warnings() });
  await retriever.findArticles(shoes(add(50)));
  await retriever.idle();
  expect(done).not.toContain('write blob 1');
});

test('many small changes add up until the index is stored again', async () => {
  const { store, done, add } = aStore();
  const retriever = createRetriever({ store, log: warnings() });
  for (let at = 0; at < 5; at++) {
    await retriever.findArticles(shoes(add(90)));
    await retriever.idle();
  }
  expect(done.filter((what) => what.startsWith('write'))).toEqual(['write blob 3']);
});

test('an index that another node has stored meanwhile is not stored again', async () => {
  const { store, done, add } = aStore();
  const [one, two] = [1, 2].map(() => createRetriever({ store, log: warnings() }));
  const version = add(300);
  await Promise.all([one?.findArticles(shoes(version)), two?.findArticles(shoes(version))]);
  await one?.idle();
  await two?.idle();
  const later = add(300);
  await one?.findArticles(shoes(later));
  await one?.idle();
  await two?.findArticles(shoes(later));
  await two?.idle();
  expect(done.filter((what) => what === `write blob ${later}`)).toHaveLength(1);
});

test('a store that cannot be written costs no request its answer, nor each of them a try', async () => {
  const { store, add } = aStore();
  const log = warnings();
  const failing = { ...store, writeBlob: () => Promise.reject(new Error('full')) };
  const retriever = createRetriever({ store: failing, log });
  const version = add(300);
  expect(await retriever.findArticles(shoes(version))).toHaveLength(300);
  await retriever.idle();
  await retriever.findArticles(shoes(version));
  await retriever.idle();
  expect(log.seen).toEqual(['storing an index failed']);
});

test('a thousand changes in a row make one index ahead, not a thousand', async () => {
  const { store, done, add } = aStore();
  const retriever = createRetriever({ store, log: warnings() });
  for (let at = 0; at < 1_000; at++) retriever.changed({ agentId: 'agent', knowledgeVersion: add(1) });
  await retriever.idle();
  expect(done.filter((what) => what.startsWith('read changes'))).toHaveLength(1);
});

test('a turn gets eight passages at most, for its topic, with the link of its language', async () => {
  const { store, add } = aStore();
  add(20);
  const tagged = { ...aPassage({ articleId: 'x', text: 'Shoe of Rome' }), tags: ['rome'], url: 'https://x/' };
  const read = store.readChanges;
  store.readChanges = async (...args) => {
    const changes = await read(...args);
    const passages = changes.passages.map((passage) => ({ ...passage, tags: ['bern'] }));
    return { ...changes, passages: [...passages, { ...tagged, languageUrls: { it: 'https://x/it' } }] };
  };
  const retriever = createRetriever({ store, log: warnings() });
  const content = 'Which shoe do you have?';
  const question = { ord: 1, author: 'visitor', content, isWelcome: false, inEndedHumanStretch: false } as const;
  const request = { agentId: 'agent', knowledgeVersion: 1, questions: [question], history: [] };
  expect(await retriever.retrieve({ ...request, topic: null, language: null })).toHaveLength(8);
  const found = await retriever.retrieve({ ...request, topic: 'rome', language: 'it' });
  expect(found.map(({ text, url }) => [text, url])).toEqual([['Shoe of Rome', 'https://x/it']]);
  expect(found[0]).not.toHaveProperty('languageUrls');
});
