import { listConversationsEndpoint, type QueryOf } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import type { ConversationFilter } from '../../../store/conversations/conversation-filter.ts';
import type { ConversationOverview } from '../../../store/conversations/conversation-overview.ts';
import {
  type AgentKey,
  type Count,
  countConversations,
  listConversations,
  listConversationsById,
  type Page,
} from '../../../store/conversations/list-conversations.ts';
import { searchConversations } from '../../../store/search/search-conversations.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { presentSummary } from './present-conversation.ts';

/** `GET /v1/api_core/conversations` */
export function listConversationsRoute(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, listConversationsEndpoint, async ({ access: { agent }, query, reply }) => {
    const { limit, offset } = query;
    const filter = conversationFilterOf(query);
    const { items, count, isCapped } = query.query
      ? await searched(deps, agent, query.query, filter, { limit, offset })
      : await listed(deps, agent, filter, { limit, offset });
    if (isCapped) reply.header('x-count-capped', 'true');
    return { items: items.map(presentSummary), offset, limit, count };
  });
}

type Found = Count & { readonly items: ConversationOverview[] };

async function listed(
  { database: { db } }: HttpDeps,
  agent: AgentKey,
  filter: ConversationFilter,
  page: Page,
): Promise<Found> {
  const [items, counted] = await Promise.all([
    listConversations(db, agent, filter, page),
    countConversations(db, agent.id, filter),
  ]);
  return { items, ...counted };
}

async function searched(
  { database }: HttpDeps,
  agent: AgentKey,
  query: string,
  filter: ConversationFilter,
  page: Page,
): Promise<Found> {
  const { ids, ...counted } = await searchConversations(database, agent, query, filter, page);
  return { items: await listConversationsById(database.db, agent, ids), ...counted };
}

/** What a list's parameters ask of conversations; `query` aside, which is looked for apart. */
export function conversationFilterOf(
  query: Omit<QueryOf<typeof listConversationsEndpoint>, 'limit' | 'offset'>,
): ConversationFilter {
  return {
    assigneeType: query.assignee_type,
    source: query.source,
    resolutionStatus: query.resolution_status,
    createdFrom: query.created_timestamp_start_date,
    createdTo: query.created_timestamp_end_date,
    lastMessageFrom: query.last_message_at_start_date,
    lastMessageTo: query.last_message_at_end_date,
    language: query.most_frequent_language,
  };
}
