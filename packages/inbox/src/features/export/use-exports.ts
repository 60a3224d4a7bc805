import type { Export, ExportRequest } from '@parley/protocol/api';
import type { InboxClient } from '@parley/sdk';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useInbox } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { tellProblem } from '../../ui/toast.tsx';

/** So many of the last ones are shown. */
const RECENT = 8;
/** No event tells how far an export has come. */
const ASK_EVERY_MS = 1_000;

const exportsQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: ['exports', client.workspaceId],
    queryFn: async () => (await client.call('list-exports', { query: { limit: RECENT } })).data,
    // Each answer makes its links anew, and they expire.
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => (state.data?.some(isOnItsWay) ? ASK_EVERY_MS : false),
  });

/** Whether an export is still being written, or waits for it. */
export const isOnItsWay = ({ state }: Pick<Export, 'state'>): boolean => state === 'waiting' || state === 'running';

/** How much of an export is written, from 0 to 1; null until that is known. */
export function shareOf({ state, rows_written: written, rows_total: total }: Export): number | null {
  if (state === 'done') return 1;
  return total === null || total === 0 ? null : Math.min(1, written / total);
}

/** The last exports of the workspace, as far as they have come, and what can be done with them. */
export function useExports() {
  const { client } = useInbox();
  const queries = useQueryClient();
  const options = exportsQuery(client);
  const { data, error, isPending } = useQuery(options);
  const put = (changed: Export): void => {
    queries.setQueryData(options.queryKey, (known = []) =>
      known.some(({ id }) => id === changed.id)
        ? known.map((each) => (each.id === changed.id ? changed : each))
        : [changed, ...known],
    );
  };
  const onError = (problem: unknown): void => tellProblem(problemOf(problem));
  const create = useMutation({
    mutationFn: (body: ExportRequest) => client.call('create-export', { body }),
    onSuccess: put,
    onError,
  });
  const cancel = useMutation({
    mutationFn: (id: string) => client.call('cancel-export', { params: { export_id: id } }),
    onSuccess: put,
    onError,
  });
  return { exports: data ?? [], error, isPending, create, cancel };
}
