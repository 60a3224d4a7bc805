import { type RawBuilder, sql } from 'kysely';
import type { Bin } from '../../domain/usage/median-of.ts';
import type { Db } from '../schema.ts';

/** Usage of a workspace in days that follow each other: `bounds` are where each begins, and where the last one ends. */
export type UsageQuery = {
  readonly workspaceId: string;
  readonly agentId?: string | undefined;
  readonly bounds: readonly Date[];
};

/** Turns of a day, an agent and a model that came to the same. */
export type UsageRow = {
  /** Of the day, from 1. */
  readonly bucket: number;
  readonly agentId: string;
  readonly model: string;
  readonly outcome: string;
  readonly turns: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
};

/** Turns and tokens by day, agent, model and outcome, in the order of the days. */
export async function readUsage(db: Db, query: UsageQuery): Promise<UsageRow[]> {
  const { rows } = await sql<UsageRow>`
    select ${bucketOf(query)} as bucket, agent_id as "agentId", model, outcome, count(*) as turns,
      sum(input_tokens)::bigint as "inputTokens", sum(output_tokens)::bigint as "outputTokens"
    from turn_usage where ${isWanted(query)}
    group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(db);
  return rows;
}

/** How long some turns of a day, an agent and a model took that lie close together: how many, the least, the greatest. */
export type LatencyRow = Bin & { readonly bucket: number; readonly agentId: string; readonly model: string };

/**
 * Latencies in milliseconds by day, agent and model, in bins of 4 %: medians of any of these together can be told
 * from them, and sorting all turns for each would take many times as long.
 */
export async function readLatencies(db: Db, query: UsageQuery): Promise<LatencyRow[]> {
  const { rows } = await sql<LatencyRow>`
    select bucket, agent_id as "agentId", model, count(*) as count, min(latency_ms) as least, max(latency_ms) as greatest
    from (select ${bucketOf(query)} as bucket, agent_id, model, latency_ms from turn_usage where ${isWanted(query)}) u
    group by bucket, agent_id, model, floor(ln(greatest(latency_ms, 1)::float8) * 25)`.execute(db);
  return rows;
}

const bucketOf = ({ bounds }: UsageQuery): RawBuilder<number> =>
  sql<number>`width_bucket(created_at, ${[...bounds]}::timestamptz[])`;

function isWanted({ workspaceId, agentId, bounds }: UsageQuery): RawBuilder<boolean> {
  const agents = agentId === undefined ? sql`` : sql` and agent_id = ${agentId}::uuid`;
  return sql<boolean>`workspace_id = ${workspaceId}::uuid and created_at >= ${bounds[0]}::timestamptz
    and created_at < ${bounds.at(-1)}::timestamptz${agents}`;
}
