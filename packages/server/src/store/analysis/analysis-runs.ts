import { HIDDEN_SOURCES } from '@parley/protocol';
import { sql } from 'kysely';
import type { AnalysisRun, RunSelection } from '../../domain/analysis/analysis-run.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Db, Tx } from '../schema.ts';

type RunKey = { readonly workspaceId: string; readonly id: string };

/** Begins a run over history: all of its conversations wait from now on. Gives how many they are. */
export async function insertRun(
  tx: Tx,
  { workspaceId, id }: RunKey,
  { selection, by, at }: { readonly selection: RunSelection; readonly by: string | null; readonly at: Date },
): Promise<number> {
  const { agentId, since, until } = selection;
  const { rows } = await sql<{ total: number }>`
    with waiting as (
      insert into analysis_queue (workspace_id, conversation_id, due_at, run_id)
      select workspace_id, id, ${at}::timestamptz, ${id}::uuid from conversations
      where workspace_id = ${workspaceId}::uuid and last_visitor_ord > 0
        and source <> all(${[...HIDDEN_SOURCES]}::text[])
        and (${agentId}::uuid is null or agent_id = ${agentId}::uuid)
        and (${since}::timestamptz is null or created_at >= ${since}::timestamptz)
        and (${until}::timestamptz is null or created_at <= ${until}::timestamptz)
      on conflict (workspace_id, conversation_id) do update set run_id = excluded.run_id
      returning 1)
    insert into analysis_runs (workspace_id, id, agent_id, since, until, state, total, created_by, created_at)
    select ${workspaceId}::uuid, ${id}::uuid, ${agentId}::uuid, ${since}::timestamptz, ${until}::timestamptz, 'running',
      (select count(*)::int from waiting), ${by}::uuid, ${at}::timestamptz
    returning total`.execute(tx);
  return rows[0]?.total ?? 0;
}

const COLUMNS = [
  'id',
  'agent_id as agentId',
  'since',
  'until',
  'state',
  'total',
  'done',
  'failed',
  'created_at as createdAt',
  'ended_at as endedAt',
] as const;

/** The latest runs of a workspace, the newest first. */
export const listRuns = (db: Db, workspaceId: string, limit: number): Promise<AnalysisRun[]> =>
  db
    .selectFrom('analysis_runs')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** Null when there is none. */
export const findRun = async (db: Db, { workspaceId, id }: RunKey): Promise<AnalysisRun | null> =>
  (await db
    .selectFrom('analysis_runs')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()) ?? null;

/** Calls a run off; what of it was not analysed yet waits no more. False when it does not run. */
export async function cancelRun(tx: Tx, { workspaceId, id }: RunKey, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update analysis_runs set state = 'cancelled', ended_at = ${at}::timestamptz
    where workspace_id = ${workspaceId}::uuid and id = ${id}::uuid and state = 'running' returning 1`.execute(tx);
  if (rows.length === 0) return false;
  await sql`delete from analysis_queue where workspace_id = ${workspaceId}::uuid and run_id = ${id}::uuid
    and claimed_until is null`.execute(tx);
  return true;
}

/** Ends the runs of which nothing waits any more; what was erased meanwhile is missing among what they did. */
export async function endRuns(query: NamedQuery, at: Date): Promise<void> {
  await query(
    'analysis-runs-end',
    `update analysis_runs r set state = 'done', ended_at = $1::timestamptz where state = 'running'
       and not exists (select 1 from analysis_queue q where q.workspace_id = r.workspace_id and q.run_id = r.id)`,
    [at],
  );
}
