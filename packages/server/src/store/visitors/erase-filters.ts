import { sql } from 'kysely';
import type { Eraser } from '../../domain/visitor/erased-signs.ts';
import type { Json, JsonObject } from '../../lib/json.ts';
import { isSameJson } from '../../lib/same-json.ts';
import type { Tx } from '../schema.ts';

/** What is told of an export that cannot be written any more. */
const ERROR = 'What its filter named was erased.';

/**
 * Has the filters of a workspace's exports name an erased visitor no more. One that waits, or is being written, and would
 * look for them fails: without them it would have something else. Ids of conversations are left out of a list of ids.
 */
export async function eraseFromExports(tx: Tx, workspaceId: string, erase: Eraser, at: Date): Promise<void> {
  const rows = await tx
    .selectFrom('exports')
    .select(['id', 'filter', 'selection', 'state'])
    .where('workspace_id', '=', workspaceId)
    .where('filter', '<>', sql<JsonObject>`'{}'::jsonb`)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const { id, filter, selection, state } of rows) {
    const kept = withoutIds(selection, erase);
    const next = { filter: erase(filter), selection: erase(kept) };
    if (isSameJson(next, { filter, selection })) continue;
    const isFailing = !isSameJson(next.selection, kept) && (state === 'waiting' || state === 'running');
    await tx
      .updateTable('exports')
      .set({ filter: JSON.stringify(next.filter), selection: JSON.stringify(next.selection) })
      .$if(isFailing, (query) => query.set({ state: 'failed', ended_at: at, error: ERROR, rows_written: 0, bytes: 0 }))
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute();
  }
}

function withoutIds(selection: JsonObject, erase: Eraser): JsonObject {
  const { ids } = selection;
  return Array.isArray(ids) ? { ...selection, ids: ids.filter((id: Json) => erase(id) === id) } : selection;
}

/** Has the saved views of a workspace name an erased visitor no more: such a view finds nothing then. */
export async function eraseFromViews(tx: Tx, workspaceId: string, erase: Eraser): Promise<void> {
  const rows = await tx
    .selectFrom('inbox_views')
    .select(['id', 'name', 'filter'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('id')
    .forUpdate()
    .execute();
  for (const { id, name, filter } of rows) {
    const next = { name: erase(name), filter: erase(filter) };
    if (isSameJson(next, { name, filter })) continue;
    await tx
      .updateTable('inbox_views')
      .set({ name: next.name, filter: JSON.stringify(next.filter) })
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute();
  }
}
