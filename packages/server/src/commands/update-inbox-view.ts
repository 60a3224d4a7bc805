import type { SavedView } from '../domain/inbox/saved-view.ts';
import { saveView } from '../store/inbox-views/inbox-views.ts';
import {
  type ByViewer,
  changeInboxView,
  type InboxViewDeps,
  lockChangeable,
  requireRoom,
} from './change-inbox-view.ts';

export type InboxViewPatch = {
  readonly [field in 'name' | 'filter' | 'sort' | 'shared' | 'position']?: SavedView[field] | undefined;
};

/**
 * Changes a saved view. One that stops being the team's becomes the person's own. Throws `not_found`, `forbidden`, and
 * `conflict` when there are too many where it comes to be.
 */
export async function updateInboxView(
  deps: InboxViewDeps,
  { id, patch, ...by }: ByViewer & { readonly id: string; readonly patch: InboxViewPatch },
): Promise<SavedView> {
  return changeInboxView(deps, by, {
    action: 'inbox_view.update',
    id,
    async write(tx, { workspaceId, userId }) {
      const view = await lockChangeable(tx, by, id);
      const shared = patch.shared ?? view.shared;
      if (shared !== view.shared) await requireRoom(tx, by, shared);
      const next = {
        ...view,
        name: patch.name ?? view.name,
        filter: patch.filter ?? view.filter,
        sort: patch.sort ?? view.sort,
        position: patch.position ?? view.position,
        shared,
        createdBy: view.shared && !shared ? userId : view.createdBy,
        updatedAt: deps.clock.now(),
      };
      await saveView(tx, workspaceId, next);
      return next;
    },
  });
}
