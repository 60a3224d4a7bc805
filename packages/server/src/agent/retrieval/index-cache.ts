import { AppError } from '@parley/protocol';
import type { Passage } from '../../domain/knowledge/passage.ts';
import { applyChanges } from './apply-changes.ts';
import { decodeIndex } from './index-blob.ts';
import { buildIndex, bytes, type KnowledgeIndex } from './knowledge-index.ts';

/** What became of an agent's live articles after some version, read in one snapshot. */
export type KnowledgeChanges = {
  /** The knowledge version of the snapshot; it rises with every change of a live article. */
  readonly version: number;
  /** Every article that was added, changed, taken offline or deleted since; those of unknown fate may be among them. */
  readonly changedArticleIds: readonly string[];
  /** The passages of those that are live now, each article's together and in order. */
  readonly passages: readonly Passage[];
};

/** The port to the stored knowledge. A warm node reads only changes; a cold one reads one blob and what came after it. */
export interface KnowledgeSource {
  /** The latest blob of `encodeIndex` and the version that it stands for; null when none was written yet. */
  readBlob(agentId: string): Promise<{ readonly version: number; readonly blob: Uint8Array } | null>;
  /** What changed after `since`; with null all live articles (`changedArticleIds` is not read then). */
  readChanges(agentId: string, since: number | null): Promise<KnowledgeChanges>;
}

export type IndexCache = {
  /**
   * The agent's index at this knowledge version or a later one. Callers that ask at the same time wait for one load; if
   * it fails, each of them gets its error and the next call tries again.
   */
  getIndex(agentId: string, version: number): Promise<KnowledgeIndex>;
  /** The bytes now held, by the estimate of `bytes`. */
  heldBytes(): number;
};

type Entry = { readonly version: number; readonly index: KnowledgeIndex; readonly bytes: number };

/** Keeps the indexes of the agents used last, up to `maxBytes` (one is kept whatever its size: it is in use). */
export function indexCache(options: { readonly source: KnowledgeSource; readonly maxBytes: number }): IndexCache {
  /** Least recently used first: a Map keeps the order of insertion. */
  const entries = new Map<string, Entry>();
  const loads = new Map<string, Promise<Entry>>();
  let held = 0;

  function drop(agentId: string): void {
    held -= entries.get(agentId)?.bytes ?? 0;
    entries.delete(agentId);
  }

  function keep(agentId: string, entry: Entry): void {
    drop(agentId);
    entries.set(agentId, entry);
    held += entry.bytes;
    for (const oldest of entries.keys()) {
      if (held <= options.maxBytes || oldest === agentId) break;
      drop(oldest);
    }
  }

  async function load(agentId: string, version: number): Promise<Entry> {
    const known = entries.get(agentId);
    const loaded = await loadedIndex(options.source, agentId, version, known ?? null);
    const entry = { ...loaded, bytes: bytes(loaded.index) };
    keep(agentId, entry);
    return entry;
  }

  async function getIndex(agentId: string, version: number): Promise<KnowledgeIndex> {
    const known = entries.get(agentId);
    if (known !== undefined && known.version >= version) {
      entries.delete(agentId);
      entries.set(agentId, known);
      return known.index;
    }
    const running = loads.get(agentId);
    if (running !== undefined) {
      const entry = await running;
      return entry.version >= version ? entry.index : getIndex(agentId, version);
    }
    const started = load(agentId, version).finally(() => loads.delete(agentId));
    loads.set(agentId, started);
    return (await started).index;
  }

  return { getIndex, heldBytes: () => held };
}

type Loaded = { readonly version: number; readonly index: KnowledgeIndex };

async function loadedIndex(
  source: KnowledgeSource,
  agentId: string,
  version: number,
  known: Loaded | null,
): Promise<Loaded> {
  const base = known ?? (await storedIndex(source, agentId));
  if (base !== null && base.version >= version) return base;
  const changes = await source.readChanges(agentId, base?.version ?? null);
  if (changes.version < version) throw new AppError('unavailable', 'The knowledge is not readable yet. Try again.');
  const index =
    base === null
      ? await buildIndex(changes.passages)
      : await applyChanges(base.index, new Set(changes.changedArticleIds), changes.passages);
  return { version: changes.version, index };
}

async function storedIndex(source: KnowledgeSource, agentId: string): Promise<Loaded | null> {
  const stored = await source.readBlob(agentId);
  const index = stored === null ? null : await decodeIndex(stored.blob);
  return stored === null || index === null ? null : { version: stored.version, index };
}
