import { encodeIndex } from './index-blob.ts';
import type { IndexCache, KnowledgeSource } from './index-cache.ts';

/** Above so many changed passages a cold node would notice that the stored index is old. */
const STALE_PASSAGES = 200;

/** Where indexes are stored for nodes that start cold. An older one must never replace a newer one. */
export interface BlobStore {
  blobVersion(agentId: string): Promise<number | null>;
  writeBlob(agentId: string, index: { readonly version: number; readonly blob: Buffer }): Promise<void>;
}

export type BlobWriter = {
  /** The store as the cache is to read it: what it loads tells how old the stored index is. */
  readonly source: KnowledgeSource;
  /** Whether a cold node would have much to do for this agent, and nobody here is at work on it. */
  isStale(agentId: string): boolean;
  /** Stores the cached index, unless another node was quicker. */
  write(agentId: string, cache: IndexCache): Promise<void>;
};

type Age = { storedVersion: number; version: number; changedPassages: number; isWriting: boolean };

/** Keeps the stored indexes young, from what loads find; never in the path of a request. */
export function createBlobWriter(store: KnowledgeSource & BlobStore): BlobWriter {
  const ages = new Map<string, Age>();
  function ageOf(agentId: string): Age {
    const known = ages.get(agentId) ?? { storedVersion: 0, version: 0, changedPassages: 0, isWriting: false };
    ages.set(agentId, known);
    return known;
  }
  return {
    source: {
      async readBlob(agentId) {
        const stored = await store.readBlob(agentId);
        if (stored) Object.assign(ageOf(agentId), { storedVersion: stored.version, changedPassages: 0 });
        return stored;
      },
      async readChanges(agentId, since) {
        const changes = await store.readChanges(agentId, since);
        const age = ageOf(agentId);
        const changed = Math.max(changes.passages.length, changes.changedArticleIds.length);
        age.changedPassages = since === null ? changes.passages.length : age.changedPassages + changed;
        age.version = changes.version;
        return changes;
      },
    },
    isStale(agentId) {
      const age = ages.get(agentId);
      return age !== undefined && age.changedPassages > STALE_PASSAGES && !age.isWriting;
    },
    async write(agentId, cache) {
      const age = ageOf(agentId);
      const { version } = age;
      age.isWriting = true;
      // From now on also if it fails: each request would try again otherwise.
      age.changedPassages = 0;
      try {
        const storedVersion = (await store.blobVersion(agentId)) ?? 0;
        const isDoneElsewhere = storedVersion > age.storedVersion;
        // The cache may give a later version: reading changes since an earlier one twice does no harm.
        const index = isDoneElsewhere ? null : await cache.getIndex(agentId, version);
        if (index) await store.writeBlob(agentId, { version, blob: await encodeIndex(index) });
        age.storedVersion = index ? version : storedVersion;
      } finally {
        age.isWriting = false;
      }
    },
  };
}
