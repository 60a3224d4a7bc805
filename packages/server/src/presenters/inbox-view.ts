import type { SavedView as SavedViewJson } from '@parley/protocol/api';
import type { SavedView } from '../domain/inbox/saved-view.ts';
import { offsetTime } from './offset-time.ts';

/** A saved view as the Inbox API tells it. */
export const inboxView = (view: SavedView): SavedViewJson => ({
  object: 'inbox_view',
  id: view.id,
  name: view.name,
  filter: Object.fromEntries(
    Object.entries(view.filter).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  ),
  sort: view.sort,
  shared: view.shared,
  position: view.position,
  created_by: view.createdBy,
  created_at: offsetTime(view.createdAt),
  updated_at: offsetTime(view.updatedAt),
});
