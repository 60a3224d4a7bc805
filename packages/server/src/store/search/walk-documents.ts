import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../schema.ts';

/** What is looked for in documents `s`. */
export type DocumentSearch = {
  /** Whose documents: a condition that an index begins with. */
  readonly scope: RawBuilder<unknown>;
  /** LIKE patterns, all of which must match a part of the text. */
  readonly patterns: readonly string[];
  /** What else a document must be, decided for those only that are looked at. */
  readonly kept: RawBuilder<unknown>;
};

/** A conversation that was found, with the time that lists order by. */
export type Hit = { readonly id: string; readonly at: Date };

/** The last part of a document that a walk has seen. */
export type DocumentPlace = Hit & { readonly part: number };

export type Stretch = { readonly hits: Hit[]; readonly seen: number; readonly last: DocumentPlace | null };

type Row = { conversation_id: string; last_message_at: Date; part: number; seen: number | null };

/**
 * Looks through the `size` documents after a place, newest first. What is common is found here sooner than in the
 * index of words, which would give all of it to be sorted.
 */
export async function walkDocuments(
  db: Db,
  search: DocumentSearch,
  after: DocumentPlace | null,
  size: number,
): Promise<Stretch> {
  const beyond = after
    ? sql`and (s.last_message_at, s.conversation_id, s.part) < (${after.at}::timestamptz, ${after.id}::uuid, ${after.part}::int)`
    : sql``;
  // One row more says how far the walk has come; `seen` tells it from the hits.
  const { rows } = await sql<Row>`
    with b as materialized (
      select s.conversation_id, s.last_message_at, s.part, s.source, s.doc from conversation_search s
      where ${search.scope} ${beyond}
      order by s.last_message_at desc, s.conversation_id desc, s.part desc limit ${size})
    (select s.conversation_id, s.last_message_at, s.part, null::int as seen
     from b s where ${search.kept} and ${matches(search)})
    union all
    (select conversation_id, last_message_at, part, (select count(*)::int from b) from b
     order by last_message_at, conversation_id, part limit 1)`.execute(db);
  const last = rows.find((row) => row.seen !== null);
  if (!last) return { hits: [], seen: 0, last: null };
  return {
    hits: rows.filter((row) => row !== last).map(hitOf),
    seen: last.seen ?? 0,
    last: { ...hitOf(last), part: last.part },
  };
}

export type IndexedHits = { readonly hits: Hit[]; readonly total: number; readonly hasDirect: boolean };

/**
 * Asks the index of words, for what is too rare to be met on a walk: the newest `limit` hits after a place and how many
 * there are.
 * `direct` is a conversation of which it tells whether it is among them.
 */
export async function findIndexed(
  db: Db,
  search: DocumentSearch,
  { limit, direct, after }: { limit: number; direct: string | null; after: Hit | null },
): Promise<IndexedHits> {
  const beyond = after
    ? sql`and (s.last_message_at, s.conversation_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``;
  // Materialized, or the planner would walk by recency after all; unnamed, or it could not see the patterns.
  const { rows } = await sql<Row & { total: number; has_direct: boolean }>`
    with h as materialized (
      select s.conversation_id, s.last_message_at, s.source from conversation_search s
      where ${search.scope} and ${matches(search)} ${beyond}),
    f as materialized (select distinct s.conversation_id, s.last_message_at from h s where ${search.kept})
    select f.conversation_id, f.last_message_at, (select count(*) from f) as total,
      exists (select 1 from f where f.conversation_id = ${direct}::uuid) as has_direct
    from f order by f.last_message_at desc, f.conversation_id desc limit ${limit}`.execute(db);
  return { hits: rows.map(hitOf), total: rows[0]?.total ?? 0, hasDirect: rows[0]?.has_direct ?? false };
}

function matches({ patterns }: DocumentSearch): RawBuilder<boolean> {
  return sql`(${sql.join(
    patterns.map((pattern) => sql`s.doc like ${pattern}`),
    sql` and `,
  )})`;
}

const hitOf = (row: Row): Hit => ({ id: row.conversation_id, at: row.last_message_at });
