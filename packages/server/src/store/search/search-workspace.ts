import { AppError } from '@parley/protocol';
import { sql } from 'kysely';
import { searchPatterns } from '../../domain/search/search-patterns.ts';
import { every } from '../conversations/condition.ts';
import { whereSource } from '../conversations/conversation-filter.ts';
import { conditionsOf, visibleIn, type WorkspaceFilter } from '../conversations/workspace-filter.ts';
import type { Database } from '../db/database.ts';
import type { Schema } from '../schema.ts';
import { byRecency, findText, type TextSearch } from './find-text.ts';
import type { Hit } from './walk-documents.ts';

export type WorkspaceSearch = {
  readonly workspaceId: string;
  readonly query: string;
  readonly filter: WorkspaceFilter;
  /** The last one of the page before. */
  readonly after: Hit | null;
  readonly limit: number;
};

/**
 * Finds a workspace's conversations by the words of their messages over their whole history, or by UUID, newest message
 * first as the search documents know it. Throws `unavailable` when it takes longer than 2 s.
 */
export async function searchWorkspace(database: Database<Schema>, search: WorkspaceSearch): Promise<Hit[]> {
  const { patterns, isIndexable } = searchPatterns(search.query);
  const direct = await findDirect(database, search);
  const found =
    patterns.length === 0
      ? { hits: [], hasDirect: false, isCapped: false }
      : await findText(database, {
          ...documentsOf(search),
          patterns,
          isIndexable,
          wanted: search.limit,
          after: search.after,
          direct,
          countMs: 0,
        });
  if (found.isCapped && found.hits.length < search.limit) {
    throw new AppError('unavailable', 'The search took too long. Search for a longer or rarer word.');
  }
  const hits = direct && !found.hits.some(({ id }) => id === direct.id) ? [...found.hits, direct] : found.hits;
  return hits.toSorted(byRecency).slice(0, search.limit);
}

/** Documents of one agent or of all; conversations are only looked at when the filter asks about them, by their key. */
function documentsOf({ workspaceId, filter }: WorkspaceSearch): Pick<TextSearch, 'scope' | 'indexScope' | 'kept'> {
  const { agentId, ...details } = filter;
  const conditions = conditionsOf(workspaceId, details);
  const source = whereSource(undefined, 's');
  const ofAgent = agentId ? sql`s.agent_id = ${agentId}::uuid and` : sql``;
  return {
    scope: sql`${ofAgent} s.workspace_id = ${workspaceId}::uuid`,
    // The index of words begins with the agent.
    indexScope: agentId
      ? sql`${ofAgent} s.workspace_id = ${workspaceId}::uuid`
      : sql`s.agent_id = any(array(select id from agents where workspace_id = ${workspaceId}::uuid))`,
    kept:
      conditions.length === 0
        ? source
        : sql`${source} and exists (select 1 from (
            select * from conversations c where c.workspace_id = ${workspaceId}::uuid and c.id = s.conversation_id limit 1) c
          where ${every(conditions)})`,
  };
}

/** The conversation that a query names by its UUID. It needs no search document to be found. */
async function findDirect({ db }: Database<Schema>, search: WorkspaceSearch): Promise<Hit | null> {
  const { query, workspaceId, filter, after } = search;
  if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(query)) return null;
  const { rows } = await sql<{ id: string; last_message_at: Date }>`
    select c.id, c.last_message_at from conversations c
    where ${every([visibleIn(workspaceId), sql`c.id = ${query}::uuid`, ...conditionsOf(workspaceId, filter)])}`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return null;
  const hit = { id: row.id, at: row.last_message_at };
  return after && byRecency(after, hit) >= 0 ? null : hit;
}
