import { removeView } from '../store/inbox-views/inbox-views.ts';
import { type ByViewer, changeInboxView, type InboxViewDeps, lockChangeable } from './change-inbox-view.ts';

/** Deletes a saved view. Throws `not_found` and `forbidden`. */
export async function deleteInboxView(
  deps: InboxViewDeps,
  { id, ...by }: ByViewer & { readonly id: string },
): Promise<void> {
  await changeInboxView(deps, by, {
    action: 'inbox_view.delete',
    id,
    async write(tx, { workspaceId }) {
      await lockChangeable(tx, by, id);
      await removeView(tx, workspaceId, id);
      return null;
    },
  });
}
