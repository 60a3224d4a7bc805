import type { SavedView } from '@parley/protocol/api';
import type { InboxClient } from '@parley/sdk';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useInbox, useMay } from '../../session/inbox-session.tsx';
import { problemOf } from '../../session/problem-of.ts';
import { tellProblem } from '../../ui/toast.tsx';
import { addressOf, type ListRequest, readAddress } from './list-address.ts';
import { countsQuery } from './use-counts.ts';

const NONE: readonly SavedView[] = [];

const viewsQuery = (client: InboxClient) =>
  queryOptions({
    queryKey: ['inbox-views', client.workspaceId],
    queryFn: async () => (await client.call('list-inbox-views', {})).data,
  });

/** The saved views that the person sees, in order; none until they are read. */
export function useSavedViews(): readonly SavedView[] {
  const { client } = useInbox();
  return useQuery(viewsQuery(client)).data ?? NONE;
}

/** Which list a saved view shows. */
export const requestOf = ({ filter, sort }: Pick<SavedView, 'filter' | 'sort'>): ListRequest =>
  // A view that names none of the built-in ones shows everything that its filter lets through.
  readAddress({ view: 'all', ...filter, sort });

/** A list as a saved view keeps it. */
export function savedOf(request: ListRequest): Pick<SavedView, 'filter' | 'sort'> {
  const { sort: _sort, ...address } = addressOf(request);
  const filter = Object.entries({ ...address, view: request.view }).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : [...(value ?? [])],
  ]);
  return { filter: Object.fromEntries(filter), sort: request.sort };
}

/** Whether the person may change a view: those of the team whoever may change conversations, their own they alone. */
export function useMayChange(): (view: SavedView) => boolean {
  const mayManage = useMay('conversations.manage');
  const { session } = useInbox();
  return ({ shared, created_by: by }) => (shared ? mayManage : by === session.user.id);
}

type Draft = Pick<SavedView, 'name' | 'shared'> & Pick<SavedView, 'filter' | 'sort'>;
type Change = { readonly id: string; readonly change: Partial<Draft & Pick<SavedView, 'position'>> };

/** What can be done with saved views. What is refused is said, and the views are read again. */
export function useViewChanges() {
  const { client } = useInbox();
  const queries = useQueryClient();
  const options = {
    onError: (error: unknown) => tellProblem(problemOf(error)),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: viewsQuery(client).queryKey }),
        queries.invalidateQueries({ queryKey: countsQuery(client).queryKey }),
      ]),
  };
  const create = useMutation({ ...options, mutationFn: (body: Draft) => client.call('create-inbox-view', { body }) });
  const update = useMutation({
    ...options,
    mutationFn: (changes: readonly Change[]) =>
      Promise.all(
        changes.map(({ id, change }) => client.call('update-inbox-view', { params: { view_id: id }, body: change })),
      ),
  });
  const remove = useMutation({
    ...options,
    mutationFn: (id: string) => client.call('delete-inbox-view', { params: { view_id: id } }),
  });
  return { create, update, remove };
}

/** The positions to write so that one view stands a step up (-1) or down (1); none where it cannot go there. */
export function moved(views: readonly SavedView[], id: string, step: 1 | -1): readonly Change[] {
  const from = views.findIndex((view) => view.id === id);
  const [view, other] = [views[from], views[from + step]];
  if (!view || !other) return [];
  const order = views.with(from, other).with(from + step, view);
  return order.flatMap((each, position) => (each.position === position ? [] : [{ id: each.id, change: { position } }]));
}
