import { LIMITS } from '@parley/protocol';
import { sql } from 'kysely';
import { searchPatterns } from '../../domain/search/search-patterns.ts';
import {
  type ConversationFilter,
  hasDetails,
  whereConversation,
  whereSource,
} from '../conversations/conversation-filter.ts';
import type { AgentKey, Count, Page } from '../conversations/list-conversations.ts';
import type { Database } from '../db/database.ts';
import type { Schema } from '../schema.ts';
import { byRecency, findText, type TextSearch } from './find-text.ts';
import type { Hit } from './walk-documents.ts';

const COUNT_MS = 50;

export type FoundPage = Count & { readonly ids: string[] };

/**
 * Finds an agent's conversations by order number, UUID, or the words of their messages over their whole history, newest
 * message first. Counting stops at 1,000 or when `countMs` (50 unless told) have passed. Throws `unavailable` when it
 * takes longer than 2 s.
 */
export async function searchConversations(
  database: Database<Schema>,
  agent: AgentKey,
  query: string,
  filter: ConversationFilter,
  { limit, offset, countMs = COUNT_MS }: Page & { readonly countMs?: number },
): Promise<FoundPage> {
  const { patterns, isIndexable } = searchPatterns(query);
  const direct = await findDirect(database, agent, query, filter);
  const wanted = offset + limit;
  const found =
    patterns.length === 0
      ? { hits: [], count: 0, isCapped: false, hasDirect: false }
      : await findText(database, { ...documentsOf(agent, filter), patterns, isIndexable, wanted, direct, countMs });
  const hits = direct && !found.hasDirect ? [...found.hits, direct].sort(byRecency) : found.hits;
  const count = found.count + (direct && !found.hasDirect ? 1 : 0);
  const isCapped = found.isCapped || count > LIMITS.searchCountMax;
  return {
    ids: hits.slice(offset, wanted).map(({ id }) => id),
    // A page that was reached is at least there.
    count: Math.max(Math.min(count, LIMITS.searchCountMax), Math.min(hits.length, wanted)),
    isCapped,
  };
}

/** Conversations are only looked at when the filter asks about them, and by their key: the limit holds the planner to it. */
function documentsOf(agent: AgentKey, filter: ConversationFilter): Pick<TextSearch, 'scope' | 'kept'> {
  const source = whereSource(filter.source, 's');
  const details = sql`exists (select 1 from (
      select * from conversations c where c.workspace_id = ${agent.workspaceId}::uuid and c.id = s.conversation_id limit 1) c
    where ${whereConversation(agent.id, filter)})`;
  return {
    scope: sql`s.agent_id = ${agent.id}::uuid`,
    kept: hasDetails(filter) ? sql`${source} and ${details}` : source,
  };
}

/** The conversation that a query names by its order number or UUID. It needs no search document to be found. */
async function findDirect(
  { db }: Database<Schema>,
  agent: AgentKey,
  query: string,
  filter: ConversationFilter,
): Promise<Hit | null> {
  const [, ord] = /^#?(\d{1,15})$/.exec(query) ?? [];
  const isId = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(query);
  if (!ord && !isId) return null;
  const named = isId
    ? sql`c.workspace_id = ${agent.workspaceId}::uuid and c.id = ${query}::uuid`
    : sql`c.ord = ${ord}::bigint`;
  const { rows } = await sql<{ id: string; last_message_at: Date }>`
    select c.id, c.last_message_at from conversations c
    where ${named} and ${whereConversation(agent.id, filter)}`.execute(db);
  return rows[0] ? { id: rows[0].id, at: rows[0].last_message_at } : null;
}
