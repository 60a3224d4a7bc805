import { HIDDEN_SOURCES } from '@parley/protocol';
import { sql } from 'kysely';
import type { ConversationKey } from '../conversations/find-conversation.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Tx } from '../schema.ts';

/** A conversation that this process analyses until its claim ends. */
export type ClaimedAnalysis = ConversationKey & {
  /** What it was due at: changed by whoever asks for it again meanwhile. */
  readonly dueAt: Date;
  readonly runId: string | null;
  /** This one among them. */
  readonly attempts: number;
};

/**
 * Has conversations wait for their analysis that need one: something was said since, or they have ended. Those that wait
 * already keep their place; one that is being analysed waits again.
 */
export async function queueForAnalysis(
  tx: Tx,
  keys: readonly ConversationKey[],
  { now, quietMs }: { readonly now: Date; readonly quietMs: number },
): Promise<void> {
  const later = new Date(now.getTime() + quietMs);
  await sql`
    insert into analysis_queue (workspace_id, conversation_id, due_at)
    select c.workspace_id, c.id, case when c.progress = 'open' then ${later}::timestamptz else ${now}::timestamptz end
    from unnest(${keys.map(({ workspaceId }) => workspaceId)}::uuid[], ${keys.map(({ id }) => id)}::uuid[])
      as k(workspace_id, id)
    cross join lateral (select * from conversations where workspace_id = k.workspace_id and id = k.id limit 1) c
    left join analysis_settings s on s.workspace_id = c.workspace_id
    where c.last_visitor_ord > 0 and c.source <> all(${[...HIDDEN_SOURCES]}::text[])
      and (coalesce(s.mode, 'live') = 'live' or (s.mode = 'at_end' and c.progress <> 'open'))
      and (c.analysis is null or coalesce((c.analysis->>'upto_ord')::int, 0) < c.message_count
        or (c.progress <> 'open' and (c.analysis->>'is_final') is distinct from 'true'))
    on conflict (workspace_id, conversation_id) do update set
      due_at = case when analysis_queue.claimed_until is null
        then least(analysis_queue.due_at, excluded.due_at) else excluded.due_at end`.execute(tx);
}

/** Claims those that are due longest, live ones before those of runs over history. */
export async function claimAnalyses(
  query: NamedQuery,
  { now, until, limit }: { readonly now: Date; readonly until: Date; readonly limit: number },
): Promise<ClaimedAnalysis[]> {
  return query<ClaimedAnalysis>(
    'analysis-claim',
    `update analysis_queue q set claimed_until = $2::timestamptz, attempts = q.attempts + 1
     from (select workspace_id, conversation_id from analysis_queue
       where due_at <= $1::timestamptz and (claimed_until is null or claimed_until < $1::timestamptz)
       order by (run_id is not null), due_at limit $3::int for update skip locked) k
     where q.workspace_id = k.workspace_id and q.conversation_id = k.conversation_id
     returning q.workspace_id as "workspaceId", q.conversation_id as id, q.due_at as "dueAt", q.run_id as "runId",
       q.attempts`,
    [now, until, limit],
  );
}

/** How the analysis of a conversation ended. */
export type AnalysisEnd = 'done' | 'failed';

/** Takes one out of the queue, unless it was asked for again meanwhile, and counts it for its run. */
export async function endAnalysis(query: NamedQuery, claimed: ClaimedAnalysis, end: AnalysisEnd): Promise<void> {
  await query(
    'analysis-end',
    `with gone as (delete from analysis_queue
         where workspace_id = $1::uuid and conversation_id = $2::uuid and due_at = $3::timestamptz),
       kept as (update analysis_queue set claimed_until = null, attempts = 0, run_id = null
         where workspace_id = $1::uuid and conversation_id = $2::uuid and due_at <> $3::timestamptz)
     update analysis_runs set done = done + ($5::text = 'done')::int, failed = failed + ($5::text = 'failed')::int
     where workspace_id = $1::uuid and id = $4::uuid and state = 'running'`,
    [claimed.workspaceId, claimed.id, claimed.dueAt, claimed.runId, end],
  );
}

/** Has one wait for its next attempt. */
export async function retryAnalysis(query: NamedQuery, claimed: ClaimedAnalysis, dueAt: Date): Promise<void> {
  await query(
    'analysis-retry',
    `update analysis_queue set claimed_until = null, due_at = greatest(due_at, $3::timestamptz)
     where workspace_id = $1::uuid and conversation_id = $2::uuid`,
    [claimed.workspaceId, claimed.id, dueAt],
  );
}

/** Lets those be claimed that a process which is gone had claimed. To be called when nobody can be analysing. */
export async function releaseAnalyses(query: NamedQuery): Promise<void> {
  await query('analysis-release', 'update analysis_queue set claimed_until = null where claimed_until is not null', []);
}
