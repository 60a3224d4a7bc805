import type { SavedView } from '../domain/inbox/saved-view.ts';
import { insertView, nextPosition } from '../store/inbox-views/inbox-views.ts';
import type { Tx } from '../store/schema.ts';
import { type ByViewer, changeInboxView, type InboxViewDeps, requireRoom } from './change-inbox-view.ts';

export type CreateInboxViewInput = ByViewer & {
  readonly view: Pick<SavedView, 'name' | 'filter' | 'sort' | 'shared'>;
  /** The last unless given. */
  readonly position?: number | undefined;
  /** Written in the same transaction as the view. */
  readonly alongside?: (tx: Tx, view: SavedView) => Promise<void>;
};

/** Saves a view. Throws `forbidden` for one of the team by somebody who may not, and `conflict` when there are too many. */
export async function createInboxView(deps: InboxViewDeps, input: CreateInboxViewInput): Promise<SavedView> {
  const { view, position, alongside, ...by } = input;
  const [id, at] = [deps.ids.uuid(), deps.clock.now()];
  return changeInboxView(deps, by, {
    action: 'inbox_view.create',
    id,
    async write(tx, of) {
      await requireRoom(tx, by, view.shared);
      const place = position ?? (await nextPosition(tx, of));
      const made = { ...view, id, position: place, createdBy: of.userId, createdAt: at, updatedAt: at };
      await insertView(tx, of.workspaceId, made);
      await alongside?.(tx, made);
      return made;
    },
  });
}
