import { LIMITS } from '@parley/protocol';
import { urlFor } from '../../domain/knowledge/article-text.ts';
import type { ScoredPassage } from '../../domain/knowledge/passage.ts';
import type { ArticleMatch, Knowledge, KnowledgeKey } from '../../domain/knowledge/ports.ts';
import { type BlobStore, createBlobWriter } from './blob-writer.ts';
import { retrievalQuery } from './follow-up.ts';
import { indexCache, type KnowledgeSource } from './index-cache.ts';
import type { KnowledgeIndex } from './knowledge-index.ts';
import { search } from './search.ts';

/** Passages that a search of the Knowledge Base ranks: beyond them nothing fits any more. */
const SEARCH_PASSAGES = 1_000;
const INDEXES_MAX_BYTES = 256 * 1024 * 1024;
/** At most one index in this time is made ahead of its use: a thousand articles in a row must not mean a thousand. */
const AHEAD_EVERY_MS = 1_000;

export type RetrieverOptions = {
  readonly store: KnowledgeSource & BlobStore;
  readonly log: { warn(facts: object, message: string): void };
  readonly maxBytes?: number;
};

/**
 * Finds passages in indexes that this process keeps, one per agent and brought up to the version that each request
 * names. Embeddings would join here, behind the same port.
 */
export function createRetriever({ store, log, maxBytes = INDEXES_MAX_BYTES }: RetrieverOptions): Knowledge {
  const running = new Set<Promise<void>>();
  function inBackground(what: string, work: () => Promise<void>): void {
    const task = work()
      .catch((error: unknown) => log.warn({ err: error }, `${what} failed`))
      .finally(() => running.delete(task));
    running.add(task);
  }

  const blobs = createBlobWriter(store);
  const cache = indexCache({ source: blobs.source, maxBytes });
  async function indexOf({ agentId, knowledgeVersion }: KnowledgeKey): Promise<KnowledgeIndex> {
    const index = await cache.getIndex(agentId, knowledgeVersion);
    if (blobs.isStale(agentId)) inBackground('storing an index', () => blobs.write(agentId, cache));
    return index;
  }

  const ahead = throttle(AHEAD_EVERY_MS, (key: KnowledgeKey) =>
    inBackground('making an index ahead', async () => void (await indexOf(key))),
  );
  return {
    async retrieve(request) {
      const index = await indexOf(request);
      const { topic, language } = request;
      // The built-in model is fitted on as many.
      const wanted = { ...retrievalQuery(index, request), language, limit: LIMITS.turnPassages };
      const found = search(index, topic === null ? wanted : { ...wanted, tags: [topic] });
      return found.map((passage) => withUrl(passage, language));
    },
    async findArticles({ query, tags, language, ...key }) {
      return byArticle(search(await indexOf(key), { query, tags, language, limit: SEARCH_PASSAGES }));
    },
    async listPassages(key) {
      const { passages } = await indexOf(key);
      return passages.toSorted((a, b) => a.articleNumber - b.articleNumber || a.start - b.start);
    },
    changed: (key) => ahead(key.agentId, key),
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

function withUrl({ languageUrls, ...passage }: ScoredPassage, language: string | null): ScoredPassage {
  return languageUrls ? { ...passage, url: urlFor({ url: passage.url, languageUrls }, language) } : passage;
}

function byArticle(passages: readonly ScoredPassage[]): ArticleMatch[] {
  const best = new Map<number, ArticleMatch>();
  for (const { articleNumber, score, text } of passages) {
    if (!best.has(articleNumber)) best.set(articleNumber, { articleNumber, score, passage: text });
  }
  return [...best.values()];
}

/** Calls `run` at once, and for what comes within `ms` once more at their end, with the latest value; each key alone. */
function throttle<T>(ms: number, run: (value: T) => void): (key: string, value: T) => void {
  const waiting = new Map<string, { latest: T | null }>();
  function start(key: string, value: T): void {
    run(value);
    const wait: { latest: T | null } = { latest: null };
    waiting.set(key, wait);
    setTimeout(() => {
      waiting.delete(key);
      if (wait.latest !== null) start(key, wait.latest);
    }, ms).unref();
  }
  return (key, value) => {
    const wait = waiting.get(key);
    if (wait) wait.latest = value;
    else start(key, value);
  };
}
