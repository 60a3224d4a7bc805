import { listConversationsEndpoint, type QueryOf } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import type { ConversationFilter } from '../../../store/conversations/conversation-filter.ts';
import { countConversations, listConversations } from '../../../store/conversations/list-conversations.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { presentSummary } from './present-conversation.ts';

/** `GET /v1/api_core/conversations` */
export function listConversationsRoute(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, listConversationsEndpoint, async ({ access: { agent }, query, reply }) => {
    const { db } = deps.database;
    const { limit, offset } = query;
    const filter = filterOf(query);
    const [items, { count, isCapped }] = await Promise.all([
      listConversations(db, agent, filter, { limit, offset }),
      countConversations(db, agent.id, filter),
    ]);
    if (isCapped) reply.header('x-count-capped', 'true');
    return { items: items.map(presentSummary), offset, limit, count };
  });
}

function filterOf(query: QueryOf<typeof listConversationsEndpoint>): ConversationFilter {
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
