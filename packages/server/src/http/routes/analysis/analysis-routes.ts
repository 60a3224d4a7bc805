import { AppError } from '@parley/protocol';
import {
  type AnalysisRun,
  type AnalysisSettings,
  cancelAnalysisRunEndpoint,
  createAnalysisRunEndpoint,
  getAnalysisRunEndpoint,
  getAnalysisSettingsEndpoint,
  listAnalysisRunsEndpoint,
  updateAnalysisSettingsEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { cancelAnalysisRun, startAnalysisRun } from '../../../commands/start-analysis-run.ts';
import { updateAnalysisSettings } from '../../../commands/update-analysis-settings.ts';
import type { AnalysisRun as StoredRun } from '../../../domain/analysis/analysis-run.ts';
import { offsetTime, offsetTimeOrNull } from '../../../presenters/offset-time.ts';
import { findRun, listRuns } from '../../../store/analysis/analysis-runs.ts';
import { findAnalysisSettings, type StoredAnalysisSettings } from '../../../store/analysis/analysis-settings.ts';
import type { Tx } from '../../../store/schema.ts';
import type { HttpDeps } from '../../deps.ts';
import { requireWorkspaceAgent } from '../../require-workspace-agent.ts';
import { workspaceRoute } from '../../workspace-route.ts';

const RUNS_MAX = 20;

/** `/v1/analysis`: how conversations are analysed, and runs over history. */
export function analysisRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { db } = deps.database;
  workspaceRoute(app, deps, getAnalysisSettingsEndpoint, async ({ workspaceId }) =>
    settingsOf(await findAnalysisSettings(db, workspaceId)),
  );
  workspaceRoute(app, deps, updateAnalysisSettingsEndpoint, async ({ body, origin }) => {
    const { mode, dimensions, flag_recipients: flagRecipients } = body;
    const change = {
      ...(mode === undefined ? {} : { mode }),
      ...(dimensions === undefined ? {} : { rubric: dimensions }),
      ...(flagRecipients === undefined ? {} : { flagRecipients: [...new Set(flagRecipients)] }),
    };
    return settingsOf(await updateAnalysisSettings(deps, { change, origin }));
  });
  workspaceRoute(app, deps, createAnalysisRunEndpoint, async ({ workspaceId, body, origin, keepAnswer }) => {
    if (body.chatbot_id !== null)
      await requireWorkspaceAgent(deps, { workspaceId, params: { chatbot_id: body.chatbot_id } });
    const selection = { agentId: body.chatbot_id, since: body.created_after, until: body.created_before };
    return runOf(
      await startAnalysisRun(deps, { selection, origin, alongside: (tx, run) => keepAnswer(tx, runOf(run)) }),
    );
  });
  workspaceRoute(app, deps, listAnalysisRunsEndpoint, async ({ workspaceId }) => ({
    object: 'list' as const,
    data: (await listRuns(db, workspaceId, RUNS_MAX)).map(runOf),
  }));
  workspaceRoute(app, deps, getAnalysisRunEndpoint, async ({ workspaceId, params }) => {
    const run = await findRun(db, { workspaceId, id: params.run_id });
    if (!run) throw new AppError('not_found', 'There is no such run.');
    return runOf(run);
  });
  workspaceRoute(app, deps, cancelAnalysisRunEndpoint, async ({ params, origin, keepAnswer }) => {
    const alongside = (tx: Tx, run: StoredRun) => keepAnswer(tx, runOf(run));
    return runOf(await cancelAnalysisRun(deps, { id: params.run_id, origin, alongside }));
  });
}

const settingsOf = ({ mode, rubric, flagRecipients, updatedAt }: StoredAnalysisSettings): AnalysisSettings => ({
  object: 'analysis_settings',
  mode,
  // As it was checked at the door.
  dimensions: rubric as unknown as AnalysisSettings['dimensions'],
  flag_recipients: [...flagRecipients],
  updated_at: offsetTimeOrNull(updatedAt),
});

const runOf = ({
  id,
  agentId,
  since,
  until,
  state,
  total,
  done,
  failed,
  createdAt,
  endedAt,
}: StoredRun): AnalysisRun => ({
  object: 'analysis_run',
  id,
  chatbot_id: agentId,
  created_after: offsetTimeOrNull(since),
  created_before: offsetTimeOrNull(until),
  state,
  total,
  done,
  failed,
  created_at: offsetTime(createdAt),
  ended_at: offsetTimeOrNull(endedAt),
});
