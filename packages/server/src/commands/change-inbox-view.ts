import { AppError } from '@parley/protocol';
import { INBOX_VIEWS_MAX } from '@parley/protocol/api';
import { requireMayShare, type SavedView, type Viewer } from '../domain/inbox/saved-view.ts';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { lockView, lockViewCount } from '../store/inbox-views/inbox-views.ts';
import type { Tx } from '../store/schema.ts';
import type { Deps } from './deps.ts';

export type InboxViewDeps = Pick<Deps, 'database' | 'clock' | 'ids'>;

/** Who asks. */
export type ByViewer = { readonly origin: Origin; readonly viewer: Viewer };

/** Changes saved views, with the entry in the audit log in the same transaction. */
export async function changeInboxView<T extends SavedView | null>(
  deps: InboxViewDeps,
  { origin, viewer }: ByViewer,
  change: {
    readonly action: 'inbox_view.create' | 'inbox_view.update' | 'inbox_view.delete';
    readonly id: string;
    readonly write: (tx: Tx, of: { readonly workspaceId: string; readonly userId: string }) => Promise<T>;
  },
): Promise<T> {
  const of = { workspaceId: origin.workspaceId, userId: viewer.userId };
  return deps.database.transaction(async (tx) => {
    const written = await change.write(tx, of);
    const target = { type: 'inbox_view', id: change.id };
    await insertAudit(tx, { id: deps.ids.uuid(), at: deps.clock.now(), origin, action: change.action, target });
    return written;
  });
}

/** Locks a view that the person may change. Throws `not_found` for what they do not see, and `forbidden`. */
export async function lockChangeable(tx: Tx, { origin, viewer }: ByViewer, id: string): Promise<SavedView> {
  const view = await lockView(tx, { workspaceId: origin.workspaceId, userId: viewer.userId }, id);
  if (!view) throw new AppError('not_found', 'There is no such view.');
  if (view.shared) requireMayShare(viewer);
  return view;
}

/** Throws `conflict` when the team, or the person, has as many views as there may be. */
export async function requireRoom(tx: Tx, { origin, viewer }: ByViewer, shared: boolean): Promise<void> {
  if (shared) requireMayShare(viewer);
  const count = await lockViewCount(tx, { workspaceId: origin.workspaceId, userId: viewer.userId }, shared);
  if (count < INBOX_VIEWS_MAX) return;
  const whose = shared ? 'The team has' : 'You have';
  throw new AppError('conflict', `${whose} ${INBOX_VIEWS_MAX} saved views already: delete one first.`);
}
