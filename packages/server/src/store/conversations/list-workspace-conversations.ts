import { type RawBuilder, sql } from 'kysely';
import type { ShownConversation } from '../../domain/conversation/conversation.ts';
import type { Db } from '../schema.ts';
import { SHOWN_COLUMNS, type ShownRow, shownOf } from './shown-conversation.ts';
import { pageOf, pageOrder, type WorkspaceList } from './workspace-page.ts';

/**
 * A page of a workspace's conversations, in one statement. The rows are found in indexes and only those of the page are
 * fetched.
 */
export async function listWorkspaceConversations(db: Db, list: WorkspaceList): Promise<ShownConversation[]> {
  const { rows } = await workspaceListQuery(list).execute(db);
  return rows.map(shownOf);
}

/** The statement of a page, for those who want to see its plan. */
export const workspaceListQuery = (list: WorkspaceList): RawBuilder<ShownRow> => sql<ShownRow>`
  select c.* from (${pageOf(list)}) p ${eachById(list.workspaceId)} order by ${pageOrder(list)}`;

/** The given conversations, in the given order. */
export async function listShownById(db: Db, workspaceId: string, ids: readonly string[]): Promise<ShownConversation[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ShownRow>`
    select c.* from unnest(${[...ids]}::uuid[]) with ordinality as p(id, place) ${eachById(workspaceId)}
    order by p.place`.execute(db);
  return rows.map(shownOf);
}

/** What is shown of each id `p.id`, by its key. The limit keeps the planner from joining in another way. */
const eachById = (workspaceId: string): RawBuilder<unknown> => sql`
  cross join lateral (select ${sql.raw(SHOWN_COLUMNS)} from conversations c
    where c.workspace_id = ${workspaceId}::uuid and c.id = p.id limit 1) c`;
