import { CONVERSATION_SORTS, type ConversationSort } from '@parley/protocol';
import { type ExpressionBuilder, sql } from 'kysely';
import type { SavedView } from '../../domain/inbox/saved-view.ts';
import type { Db, Schema, Tx } from '../schema.ts';

/** Whose views: the team's and those of one person. */
export type ViewsOf = { readonly workspaceId: string; readonly userId: string };

/** The views that a person sees, in their order. */
export async function listViews(db: Db, { workspaceId, userId }: ViewsOf): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('inbox_views')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where(seenBy(userId))
    .orderBy('position')
    .orderBy(sql`name collate "C"`)
    .orderBy('id')
    .execute();
  return rows.map(viewOf);
}

/** A view that a person sees, locked until the transaction ends; null when they see none of that id. */
export async function lockView(tx: Tx, { workspaceId, userId }: ViewsOf, id: string): Promise<SavedView | null> {
  const row = await tx
    .selectFrom('inbox_views')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .where(seenBy(userId))
    .forUpdate()
    .executeTakeFirst();
  return row ? viewOf(row) : null;
}

/** How many views the team has, or a person of their own; until the transaction ends nobody adds one to the workspace. */
export async function lockViewCount(tx: Tx, { workspaceId, userId }: ViewsOf, shared: boolean): Promise<number> {
  await sql`select id from workspaces where id = ${workspaceId}::uuid for no key update`.execute(tx);
  const query = tx
    .selectFrom('inbox_views')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .where('shared', '=', shared);
  const { count } = await (shared ? query : query.where('created_by', '=', userId)).executeTakeFirstOrThrow();
  return count;
}

/** The position behind all views that a person sees. */
export async function nextPosition(tx: Tx, { workspaceId, userId }: ViewsOf): Promise<number> {
  const { last } = await tx
    .selectFrom('inbox_views')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('workspace_id', '=', workspaceId)
    .where(seenBy(userId))
    .executeTakeFirstOrThrow();
  return last === null ? 0 : last + 1;
}

/** Adds a view. */
export async function insertView(tx: Tx, workspaceId: string, view: SavedView): Promise<void> {
  await tx
    .insertInto('inbox_views')
    .values({ workspace_id: workspaceId, id: view.id, created_at: view.createdAt, ...columnsOf(view) })
    .execute();
}

/** Keeps what a view has become. */
export async function saveView(tx: Tx, workspaceId: string, view: SavedView): Promise<void> {
  await tx
    .updateTable('inbox_views')
    .set(columnsOf(view))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', view.id)
    .execute();
}

/** Removes a view. */
export async function removeView(tx: Tx, workspaceId: string, id: string): Promise<void> {
  await tx.deleteFrom('inbox_views').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

const seenBy = (userId: string) => (eb: ExpressionBuilder<Schema, 'inbox_views'>) =>
  eb.or([eb('shared', '=', true), eb('created_by', '=', userId)]);

const columnsOf = ({ name, filter, sort, shared, position, createdBy, updatedAt }: SavedView) => ({
  name,
  filter: JSON.stringify(filter),
  sort,
  shared,
  position,
  created_by: createdBy,
  updated_at: updatedAt,
});

type Row = {
  id: string;
  created_by: string;
  name: string;
  filter: { [parameter: string]: string | string[] };
  sort: string;
  shared: boolean;
  position: number;
  created_at: Date;
  updated_at: Date;
};

function viewOf({ sort, ...row }: Row): SavedView {
  const { id, name, filter, shared, position } = row;
  return {
    id,
    name,
    filter,
    sort: CONVERSATION_SORTS.find((known): known is ConversationSort => known === sort) ?? '-last_message_at',
    shared,
    position,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
