import { AppError, LIMITS } from '@parley/protocol';
import { sql } from 'kysely';
import { searchPatterns } from '../../domain/search/search-patterns.ts';
import { type ConversationFilter, whereConversation } from '../conversations/conversation-filter.ts';
import type { AgentKey, Count, Page } from '../conversations/list-conversations.ts';
import { type Database, isDatabaseError } from '../db/database.ts';
import type { Schema } from '../schema.ts';
import { type DocumentPlace, type DocumentSearch, findIndexed, type Hit, walkDocuments } from './walk-documents.ts';

/** So many documents are looked through before the index is asked. */
const PROBE = 400;
const STRETCH_MAX = 3_200;
/** A page that a walk would reach after more documents than these is cheaper from the index. */
const WALK_MAX = 8_000;
const COUNT_STRETCH = 500;
const COUNT_MS = 50;
const TIMEOUT_MS = 2_000;
const CANCELLED = '57014';

export type FoundPage = Count & { readonly ids: string[] };

/**
 * Finds an agent's conversations by order number, UUID, or the words of their messages over their whole history, newest
 * message first. Counting stops at 1,000 or when `countMs` (50 unless told) have passed. Throws `unavailable` when it
 * takes longer than 2 s.
 */
export async function searchConversations(
  database: Database<Schema>,
  agent: AgentKey,
  query: string,
  filter: ConversationFilter,
  { limit, offset, countMs = COUNT_MS }: Page & { readonly countMs?: number },
): Promise<FoundPage> {
  const { patterns, isIndexable } = searchPatterns(query);
  const search = { agent, patterns, filter };
  const direct = await findDirect(database, agent, query, filter);
  const wanted = offset + limit;
  const found =
    patterns.length === 0
      ? { hits: [], count: 0, isCapped: false, hasDirect: false }
      : await findText(database, { ...search, isIndexable, wanted, direct, countMs });
  const hits = direct && !found.hasDirect ? [...found.hits, direct].sort(byRecency) : found.hits;
  const count = found.count + (direct && !found.hasDirect ? 1 : 0);
  const isCapped = found.isCapped || count > LIMITS.searchCountMax;
  return {
    ids: hits.slice(offset, wanted).map(({ id }) => id),
    // A page that was reached is at least there.
    count: Math.max(Math.min(count, LIMITS.searchCountMax), Math.min(hits.length, wanted)),
    isCapped,
  };
}

type TextSearch = DocumentSearch & {
  readonly isIndexable: boolean;
  readonly wanted: number;
  readonly direct: Hit | null;
  readonly countMs: number;
};
type TextHits = { readonly hits: Hit[]; readonly hasDirect: boolean } & Count;

async function findText(database: Database<Schema>, search: TextSearch): Promise<TextHits> {
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

function startWalk({ db }: Database<Schema>, search: DocumentSearch) {
  const hits = new Map<string, Hit>();
  let seen = 0;
  let place: DocumentPlace | null = null;
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
  try {
    const found = await database.transaction(async (tx) => {
      // The embedded database cannot be interrupted, and knows no such limit.
      if (database.kind === 'postgres') await sql.raw(`set local statement_timeout = ${TIMEOUT_MS}`).execute(tx);
      return findIndexed(tx, search, search.wanted, search.direct?.id ?? null);
    });
    return { hits: found.hits, hasDirect: found.hasDirect, count: found.total, isCapped: false };
  } catch (error) {
    if (!isDatabaseError(error, CANCELLED)) throw error;
    throw new AppError('unavailable', 'The search took too long. Search for a longer or rarer word.', {}, error);
  }
}

/** The conversation that a query names by its order number or UUID. It needs no search document to be found. */
async function findDirect(
  { db }: Database<Schema>,
  agent: AgentKey,
  query: string,
  filter: ConversationFilter,
): Promise<Hit | null> {
  const [, ord] = /^#?(\d{1,15})$/.exec(query) ?? [];
  const isId = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(query);
  if (!ord && !isId) return null;
  const named = isId
    ? sql`c.workspace_id = ${agent.workspaceId}::uuid and c.id = ${query}::uuid`
    : sql`c.ord = ${ord}::bigint`;
  const { rows } = await sql<{ id: string; last_message_at: Date }>`
    select c.id, c.last_message_at from conversations c
    where ${named} and ${whereConversation(agent.id, filter)}`.execute(db);
  return rows[0] ? { id: rows[0].id, at: rows[0].last_message_at } : null;
}

/** Newest first; of the same moment the higher id, as the database orders them. */
const byRecency = (a: Hit, b: Hit): number => b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1);
