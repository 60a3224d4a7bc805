import type { Author, FeedbackRating, Source } from '@parley/protocol';
import { type RawBuilder, sql } from 'kysely';
import type { JudgedQuestion } from '../../domain/analytics/count-events.ts';
import type { Db } from '../schema.ts';

/** Figures of days that follow each other: `bounds` are where each begins, and where the last one ends. */
export type FiguresQuery = {
  readonly workspaceId: string;
  readonly agentId?: string | undefined;
  readonly sources?: readonly Source[] | undefined;
  readonly bounds: readonly Date[];
  /** The first day of the period that is asked for, from 1; those before are of the period before. */
  readonly current: number;
};

/** Cases that began on a day (from 1) and are alike. */
export type CaseFigures = {
  readonly bucket: number;
  readonly source: Source;
  readonly language: string | null;
  readonly sentiment: FeedbackRating | null;
  readonly flagged: boolean | null;
  readonly conversations: number;
  readonly returning: number;
  readonly confirmed: number;
  readonly assumed: number;
  readonly archived: number;
  readonly handoffs: number;
  readonly replied: number;
};

/** How many cases of each kind began on each day. */
export async function readCases(db: Db, query: FiguresQuery): Promise<CaseFigures[]> {
  const { rows } = await sql<CaseFigures>`
    select ${bucketOf('begun_at', query)} as bucket, source, language, sentiment, flagged, count(*) as conversations,
      count(*) filter (where number > 1) as returning,
      count(*) filter (where outcome = 'confirmed') as confirmed,
      count(*) filter (where outcome = 'assumed') as assumed,
      count(*) filter (where outcome = 'archived') as archived,
      count(handed_off_at) as handoffs, count(human_replied_at) as replied
    from analytics_cases where ${isWanted('begun_at', query)}
    group by 1, 2, 3, 4, 5`.execute(db);
  return rows;
}

/** How soon people wrote after they were asked for; of a day (from 1), or with null of a whole period. */
export type ReplyFigures = {
  readonly bucket: number | null;
  readonly isCurrent: boolean;
  readonly medianSeconds: number;
  readonly p90Seconds: number;
};

/** How soon people wrote, by day and by period. */
export async function readFirstReplies(db: Db, query: FiguresQuery): Promise<ReplyFigures[]> {
  const { rows } = await sql<ReplyFigures>`
    select bucket, "isCurrent", percentile_cont(0.5) within group (order by seconds) as "medianSeconds",
      percentile_cont(0.9) within group (order by seconds) as "p90Seconds"
    from (
      select bucket, bucket >= ${query.current}::int as "isCurrent", seconds from (
        select ${bucketOf('begun_at', query)} as bucket,
          extract(epoch from human_replied_at - handed_off_at)::float8 as seconds
        from analytics_cases where human_replied_at is not null and ${isWanted('begun_at', query)}) c) c
    group by grouping sets ((bucket, "isCurrent"), ("isCurrent"))`.execute(db);
  return rows;
}

/** Messages of a day (from 1) by author; `kind` is what a reply of the agent is, '' for all else. */
export type MessageFigures = {
  readonly bucket: number;
  readonly author: Author;
  readonly kind: string;
  readonly messages: number;
};

export async function readMessages(db: Db, query: FiguresQuery): Promise<MessageFigures[]> {
  const { rows } = await sql<MessageFigures>`
    select ${bucketOf('quarter', query)} as bucket, author, kind, sum(messages)::bigint as messages
    from analytics_messages where ${isWanted('quarter', query)}
    group by 1, 2, 3`.execute(db);
  return rows;
}

/** What visitors judged on a day (from 1). */
export type RatingFigures = {
  readonly bucket: number;
  readonly question: JudgedQuestion;
  readonly rating: FeedbackRating;
  readonly ratings: number;
};

export async function readRatings(db: Db, query: FiguresQuery): Promise<RatingFigures[]> {
  const { rows } = await sql<RatingFigures>`
    select ${bucketOf('rated_at', query)} as bucket, question, rating, count(*) as ratings
    from analytics_ratings where ${isWanted('rated_at', query)}
    group by 1, 2, 3`.execute(db);
  return rows;
}

/** Something that an analysis found, and in how many conversations of each period. */
export type FoundFigures = {
  readonly value: string;
  readonly conversations: number;
  readonly previous: number;
};

/** What is found by an analysis in words. */
export type FoundColumn = 'topic' | 'intent' | 'knowledge_gap';

/** The most frequent of what an analysis found, at most `limit`; those of both periods count. */
export async function readFound(
  db: Db,
  query: FiguresQuery,
  column: FoundColumn,
  limit: number,
): Promise<FoundFigures[]> {
  const begins = query.bounds[query.current - 1];
  const { rows } = await sql<FoundFigures>`
    select ${sql.ref(column)} as value, count(*) filter (where begun_at >= ${begins}::timestamptz) as conversations,
      count(*) filter (where begun_at < ${begins}::timestamptz) as previous
    from analytics_cases where ${sql.ref(column)} <> '' and ${isWanted('begun_at', query)}
    group by 1 order by 2 desc, 3 desc, 1 limit ${limit}`.execute(db);
  return rows;
}

/** On which days (from 1) some topics occur. */
export async function readTopicDays(
  db: Db,
  query: FiguresQuery,
  topics: readonly string[],
): Promise<{ readonly bucket: number; readonly topic: string; readonly conversations: number }[]> {
  if (topics.length === 0) return [];
  const { rows } = await sql<{ bucket: number; topic: string; conversations: number }>`
    select ${bucketOf('begun_at', query)} as bucket, topic, count(*) as conversations
    from analytics_cases where topic = any(${[...topics]}::text[]) and ${isWanted('begun_at', query)}
    group by 1, 2 order by 1, 3 desc, 2`.execute(db);
  return rows;
}

/** When the first thing happened that is not counted yet; null when everything is counted. */
export async function findUncountedSince(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ at: Date }>`
    select e.created_at as at from events e
    where (e.xid, e.id) > (coalesce((select xid from log_cursors where name = 'analytics'), '0'),
      coalesce((select id from log_cursors where name = 'analytics'), 0))
    order by e.xid, e.id limit 1`.execute(db);
  return rows[0]?.at ?? null;
}

type TimeColumn = 'begun_at' | 'quarter' | 'rated_at';

const bucketOf = (column: TimeColumn, { bounds }: FiguresQuery): RawBuilder<number> =>
  sql<number>`width_bucket(${sql.ref(column)}, ${[...bounds]}::timestamptz[])`;

function isWanted(column: TimeColumn, { workspaceId, agentId, sources, bounds }: FiguresQuery): RawBuilder<boolean> {
  const at = sql.ref(column);
  const agents = agentId === undefined ? sql`` : sql` and agent_id = ${agentId}::uuid`;
  const from = sources === undefined ? sql`` : sql` and source = any(${[...sources]}::text[])`;
  return sql<boolean>`workspace_id = ${workspaceId}::uuid and ${at} >= ${bounds[0]}::timestamptz
    and ${at} < ${bounds.at(-1)}::timestamptz${agents}${from}`;
}
