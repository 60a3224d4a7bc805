import { AppError } from '@parley/protocol';
import { getConversationEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { findConversationOverview } from '../../../store/conversations/find-conversation-overview.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { presentDetail } from './present-conversation.ts';

/** `GET /v1/api_core/conversations/{conv_id}` */
export function getConversationRoute(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getConversationEndpoint, async ({ access: { agent }, params }) => {
    const conversation = await findConversationOverview(deps.database.named, agent, params.conv_id);
    if (!conversation) throw new AppError('not_found', 'There is no such conversation.');
    return presentDetail(conversation);
  });
}
