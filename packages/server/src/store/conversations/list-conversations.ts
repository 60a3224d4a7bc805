import { LIMITS } from '@parley/protocol';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../schema.ts';
import { type ConversationFilter, whereConversation } from './conversation-filter.ts';
import { type ConversationOverview, OVERVIEW_COLUMNS, type OverviewRow, overviewOf } from './conversation-overview.ts';

/** Whose conversations: the workspace is given so that rows are found by their whole key. */
export type AgentKey = { readonly workspaceId: string; readonly id: string };

export type Page = { readonly limit: number; readonly offset: number };

/** How many there are; `isCapped` says that counting stopped early and there are at least so many. */
export type Count = { readonly count: number; readonly isCapped: boolean };

/** A page of an agent's conversations, newest message first. */
export async function listConversations(
  db: Db,
  agent: AgentKey,
  filter: ConversationFilter,
  page: Page,
): Promise<ConversationOverview[]> {
  // The inner select reads the index alone, so that filtered and skipped rows are never fetched.
  const { rows } = await sql<OverviewRow>`
    select c.* from (
      select c.id, c.last_message_at from conversations c where ${whereConversation(agent.id, filter)}
      order by c.last_message_at desc, c.id desc limit ${page.limit} offset ${page.offset}) p
    ${eachById(agent)}
    order by p.last_message_at desc, p.id desc`.execute(db);
  return rows.map(overviewOf);
}

/** Counts an agent's conversations, up to 100,000. */
export async function countConversations(db: Db, agentId: string, filter: ConversationFilter): Promise<Count> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from conversations c where ${whereConversation(agentId, filter)} limit ${LIMITS.countMax + 1}) p`.execute(
    db,
  );
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, LIMITS.countMax), isCapped: count > LIMITS.countMax };
}

/** The given conversations, newest message first. */
export async function listConversationsById(
  db: Db,
  agent: AgentKey,
  ids: readonly string[],
): Promise<ConversationOverview[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<OverviewRow>`
    select c.* from unnest(${[...ids]}::uuid[]) as p(id) ${eachById(agent)}
    order by c.last_message_at desc, c.id desc`.execute(db);
  return rows.map(overviewOf);
}

/**
 * The overview `c` of each id `p.id`, found by its key. The limit keeps the planner from joining in another way: where
 * it has no statistics, as the embedded database at first, it would read the whole workspace for one page.
 */
function eachById(agent: AgentKey): RawBuilder<unknown> {
  return sql`cross join lateral (
      select ${sql.raw(OVERVIEW_COLUMNS)} from conversations c
      where c.workspace_id = ${agent.workspaceId}::uuid and c.id = p.id and c.agent_id = ${agent.id}::uuid limit 1) c`;
}
