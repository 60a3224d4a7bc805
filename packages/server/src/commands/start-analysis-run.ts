import { AppError } from '@parley/protocol';
import type { AnalysisRun, RunSelection } from '../domain/analysis/analysis-run.ts';
import type { Origin } from '../domain/people/origin.ts';
import { cancelRun, findRun, insertRun, listRuns } from '../store/analysis/analysis-runs.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import { lockWorkspace } from '../store/workspaces/workspaces.ts';
import type { Deps } from './deps.ts';

type RunDeps = Pick<Deps, 'database' | 'clock' | 'ids'>;

type Asked = {
  readonly origin: Origin;
  /** Written in the same transaction. */
  readonly alongside?: (tx: Tx, run: AnalysisRun) => Promise<void>;
};

/** Begins to analyse conversations anew. Throws `conflict` while another run of the workspace goes on. */
export async function startAnalysisRun(
  { database, clock, ids }: RunDeps,
  { selection, origin, alongside }: Asked & { readonly selection: RunSelection },
): Promise<AnalysisRun> {
  const { workspaceId, actor } = origin;
  return database.transaction(async (tx) => {
    await lockWorkspace(tx, workspaceId);
    const [latest] = await listRuns(tx, workspaceId, 1);
    if (latest?.state === 'running')
      throw new AppError('conflict', 'Another run goes on: wait for it, or call it off.');
    const at = clock.now();
    const id = ids.uuid();
    const by = actor.type === 'operator' ? actor.id : null;
    const total = await insertRun(tx, { workspaceId, id }, { selection, by, at });
    const target = { type: 'analysis_run', id };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'analysis_run.create', target, details: { total } });
    const run: AnalysisRun = {
      ...selection,
      id,
      state: 'running',
      total,
      done: 0,
      failed: 0,
      createdAt: at,
      endedAt: null,
    };
    await alongside?.(tx, run);
    return run;
  });
}

/** Calls a run off. Throws `not_found`, and `conflict` for one that has ended. */
export async function cancelAnalysisRun(
  { database, clock, ids }: RunDeps,
  { id, origin, alongside }: Asked & { readonly id: string },
): Promise<AnalysisRun> {
  const key = { workspaceId: origin.workspaceId, id };
  return database.transaction(async (tx) => {
    const at = clock.now();
    const isCancelled = await cancelRun(tx, key, at);
    const run = await findRun(tx, key);
    if (!run) throw new AppError('not_found', 'There is no such run.');
    if (!isCancelled) throw new AppError('conflict', 'The run has ended already.');
    const target = { type: 'analysis_run', id };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'analysis_run.cancel', target });
    await alongside?.(tx, run);
    return run;
  });
}
