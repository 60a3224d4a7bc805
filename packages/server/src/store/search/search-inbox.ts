import { sql } from 'kysely';
import { every } from '../conversations/condition.ts';
import { conditionsOf, visibleIn } from '../conversations/workspace-filter.ts';
import { pageOf, pageOrder } from '../conversations/workspace-page.ts';
import type { Database } from '../db/database.ts';
import type { Schema } from '../schema.ts';
import { byRecency } from './find-text.ts';
import { searchWorkspace, type WorkspaceSearch } from './search-workspace.ts';
import type { Hit } from './walk-documents.ts';

/**
 * Finds a workspace's conversations by the words of their messages, by their title and visitor, or by their number, newest
 * message first. Throws `unavailable` when it takes longer than 2 s.
 */
export async function searchInbox(database: Database<Schema>, search: WorkspaceSearch): Promise<Hit[]> {
  const found = await Promise.all([
    searchWorkspace(database, search),
    findNamed(database, search),
    findNumbered(database, search),
  ]);
  // Documents may know an older time of the last message than the row does: each conversation is given once.
  const byId = new Map<string, Hit>();
  for (const hit of found.flat()) if (!byId.has(hit.id)) byId.set(hit.id, hit);
  return [...byId.values()].sort(byRecency).slice(0, search.limit);
}

async function findNamed(
  { db }: Database<Schema>,
  { workspaceId, query, filter, after, limit }: WorkspaceSearch,
): Promise<Hit[]> {
  const place = after && { ...after, priority: 'medium' as const };
  const named = { ...filter, named: query };
  const list = { workspaceId, filter: named, by: 'last_message_at', isDescending: true, after: place, limit } as const;
  const { rows } = await sql<Hit>`select id, at from (${pageOf(list)}) p order by ${pageOrder(list)}`.execute(db);
  return rows;
}

/** The conversations of all agents that have a number. */
async function findNumbered(
  { db }: Database<Schema>,
  { workspaceId, query, filter, after, limit }: WorkspaceSearch,
): Promise<Hit[]> {
  const [, ord] = /^#?(\d{1,15})$/.exec(query) ?? [];
  if (!ord) return [];
  const beyond = after ? sql`(c.last_message_at, c.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`;
  const { rows } = await sql<Hit>`
    select c.id, c.last_message_at as at from conversations c
    where c.agent_id = any(array(select id from agents where workspace_id = ${workspaceId}::uuid)) and c.ord = ${ord}::bigint
      and ${every([visibleIn(workspaceId), ...conditionsOf(workspaceId, filter), beyond])}
    order by c.last_message_at desc, c.id desc limit ${limit}`.execute(db);
  return rows;
}
