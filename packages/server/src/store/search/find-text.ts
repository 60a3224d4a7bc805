import { AppError, LIMITS } from '@parley/protocol';
import { sql } from 'kysely';
import type { Count } from '../conversations/list-conversations.ts';
import { type Database, isDatabaseError } from '../db/database.ts';
import type { Schema } from '../schema.ts';
import { type DocumentPlace, type DocumentSearch, findIndexed, type Hit, walkDocuments } from './walk-documents.ts';

/** So many documents are looked through before the index is asked. */
const PROBE = 400;
const STRETCH_MAX = 3_200;
/** A page that a walk would reach after more documents than these is cheaper from the index. */
const WALK_MAX = 8_000;
const COUNT_STRETCH = 500;
const TIMEOUT_MS = 2_000;
const CANCELLED = '57014';

export type TextSearch = DocumentSearch & {
  /** The same scope as the index of words knows it, if that is another. */
  readonly indexScope?: DocumentSearch['scope'];
  readonly isIndexable: boolean;
  readonly wanted: number;
  /** The last conversation of the page before. */
  readonly after?: Hit | null;
  /** A conversation of which it is told whether it is among the hits. */
  readonly direct: Hit | null;
  /** How long hits beyond the wanted ones may be counted. */
  readonly countMs: number;
};
export type TextHits = { readonly hits: Hit[]; readonly hasDirect: boolean } & Count;

/**
 * Finds conversations by their words, newest message first: on a walk by recency where the words are common, else from
 * the index. Throws `unavailable` when the index takes longer than 2 s.
 */
export async function findText(database: Database<Schema>, search: TextSearch): Promise<TextHits> {
  const { isIndexable, wanted, direct, countMs } = search;
  const walk = startWalk(database, search);
  const begun = performance.now();
  await walk.on(PROBE);
  for (let size = PROBE; walk.hits.size < wanted && !walk.isAtEnd(); size = Math.min(size * 2, STRETCH_MAX)) {
    const isFar = (wanted * walk.seen()) / Math.max(walk.hits.size, 0.01) > WALK_MAX;
    if (isIndexable && isFar) return fromIndex(database, search);
    if (performance.now() - begun > TIMEOUT_MS) break;
    await walk.on(size);
  }
  while (!walk.isAtEnd() && walk.hits.size <= LIMITS.searchCountMax && performance.now() - begun < countMs) {
    await walk.on(COUNT_STRETCH);
  }
  return {
    hits: [...walk.hits.values()].sort(byRecency),
    hasDirect: direct !== null && walk.hits.has(direct.id),
    count: walk.hits.size,
    isCapped: !walk.isAtEnd(),
  };
}

/** Newest first; of the same moment the higher id, as the database orders them. */
export const byRecency = (a: Hit, b: Hit): number => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);

function startWalk({ db }: Database<Schema>, search: TextSearch) {
  const hits = new Map<string, Hit>();
  let seen = 0;
  // Beyond every part of the conversation that was read last.
  let place: DocumentPlace | null = search.after ? { ...search.after, part: 0 } : null;
  let isAtEnd = false;
  return {
    hits,
    seen: () => seen,
    isAtEnd: () => isAtEnd,
    async on(size: number): Promise<void> {
      const stretch = await walkDocuments(db, search, place, size);
      for (const hit of stretch.hits) if (!hits.has(hit.id)) hits.set(hit.id, hit);
      seen += stretch.seen;
      place = stretch.last;
      isAtEnd = stretch.seen < size;
    },
  };
}

async function fromIndex(database: Database<Schema>, search: TextSearch): Promise<TextHits> {
  const { indexScope = search.scope, wanted, direct, after = null } = search;
  try {
    const found = await database.transaction(async (tx) => {
      // The embedded database cannot be interrupted, and knows no such limit.
      if (database.kind === 'postgres') await sql.raw(`set local statement_timeout = ${TIMEOUT_MS}`).execute(tx);
      return findIndexed(tx, { ...search, scope: indexScope }, { limit: wanted, direct: direct?.id ?? null, after });
    });
    return { hits: found.hits, hasDirect: found.hasDirect, count: found.total, isCapped: false };
  } catch (error) {
    if (!isDatabaseError(error, CANCELLED)) throw error;
    throw new AppError('unavailable', 'The search took too long. Search for a longer or rarer word.', {}, error);
  }
}
