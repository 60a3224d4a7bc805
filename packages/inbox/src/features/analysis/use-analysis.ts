import type { AnalysisDimension, AnalysisRun, AnalysisSettings } from '@parley/protocol/api';
import { ApiError, type CallInput, type InboxClient } from '@parley/sdk';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { analysisSettingsQuery } from '../../session/analysis-settings.ts';
import { useInbox } from '../../session/inbox-session.tsx';
import { isConflict, problemOf } from '../../session/problem-of.ts';
import { tellProblem } from '../../ui/toast.tsx';
import { changeRubric, problemsOfDimension, type RubricChange } from './rubric-change.ts';

/** No event tells how far a run has come. */
const ASK_EVERY_MS = 2_000;

/** The runs over history, the newest first: read again by themselves as long as one of them goes on. */
export const runsQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: ['analysis-runs', client.workspaceId],
    queryFn: async () => (await client.call('list-analysis-runs', {})).data,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? ASK_EVERY_MS : false),
  });

export const isRunning = ({ state }: Pick<AnalysisRun, 'state'>): boolean => state === 'running';

/** How much of a run is over, from 0 to 1: what failed is over too. */
export function shareOf({ state, total, done, failed }: AnalysisRun): number {
  if (state === 'done') return 1;
  return total === 0 ? 0 : Math.min(1, (done + failed) / total);
}

type SettingsChange = CallInput<'update-analysis-settings'>['body'];

/** Stores some of the settings, and shows them everywhere as they are now. */
export function useSaveSettings(): (change: SettingsChange) => Promise<AnalysisSettings> {
  const { client } = useInbox();
  const queries = useQueryClient();
  return useCallback(
    async (change) => {
      const stored = await client.call('update-analysis-settings', { body: change });
      queries.setQueryData(analysisSettingsQuery(client).queryKey, stored);
      return stored;
    },
    [client, queries],
  );
}

/**
 * Changes one dimension of what is stored now, whatever others have changed since it was read. What the server says
 * about the dimension is thrown by the dimension's own fields.
 */
export function useChangeRubric(): (change: RubricChange) => Promise<void> {
  const { client } = useInbox();
  const save = useSaveSettings();
  return useCallback(
    async (change) => {
      const { dimensions } = await client.call('get-analysis-settings', {});
      const next = changeRubric(dimensions, change);
      try {
        await save({ dimensions: next });
      } catch (error) {
        throw 'dimension' in change ? atItsFields(error, next, change.dimension) : error;
      }
    },
    [client, save],
  );
}

function atItsFields(error: unknown, sent: readonly AnalysisDimension[], dimension: AnalysisDimension): unknown {
  if (!(error instanceof ApiError)) return error;
  const fields = problemsOfDimension(error.fields, sent.indexOf(dimension));
  return new ApiError(error.status, error.code, error.message, { body: error.body, fields });
}

/** The same for what has no form: what is refused is said. */
export function useRubricAct() {
  const change = useChangeRubric();
  return useMutation({ mutationFn: change, onError: (error) => tellProblem(problemOf(error)) });
}

/** Begins a run; when another one goes on, that one is shown. */
export function useBeginRun() {
  const { client } = useInbox();
  const queries = useQueryClient();
  const { queryKey } = runsQuery(client);
  return async (body: CallInput<'create-analysis-run'>['body']): Promise<void> => {
    try {
      const run = await client.call('create-analysis-run', { body });
      queries.setQueryData(queryKey, (known = []) => [run, ...known]);
    } catch (error) {
      if (isConflict(error)) await queries.invalidateQueries({ queryKey });
      throw error;
    }
  };
}

/** Calls a run off. Where it has ended meanwhile nothing is wrong: the list says so. */
export function useCancelRun() {
  const { client } = useInbox();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call('cancel-analysis-run', { params: { run_id: id } }),
    onError: (error) => {
      if (!isConflict(error)) tellProblem(problemOf(error));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: runsQuery(client).queryKey }),
  });
}
