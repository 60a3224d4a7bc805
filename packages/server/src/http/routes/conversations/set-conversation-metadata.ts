import { AppError } from '@parley/protocol';
import { getMetadataEndpoint, replaceMetadataEndpoint, setMetadataEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { setConversationMetadata } from '../../../commands/set-conversation-metadata.ts';
import { findConversation } from '../../../store/conversations/find-conversation.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** `GET`, `POST` (merge) and `PUT` (replace) `/v1/api_core/conversations/{conv_id}/metadata` */
export function conversationMetadataRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getMetadataEndpoint, async ({ access: { agent }, params }) => {
    const key = { workspaceId: agent.workspaceId, id: params.conv_id };
    const conversation = await findConversation(deps.database.named, key);
    if (conversation?.agentId !== agent.id) throw new AppError('not_found', 'There is no such conversation.');
    return { metadata: conversation.metadata };
  });
  agentRoute(app, deps, setMetadataEndpoint, async ({ access: { agent }, params, body }) => {
    const change = { mode: 'merge', metadata: body.metadata } as const;
    return { metadata: await setConversationMetadata(deps, { agent, conversationId: params.conv_id, ...change }) };
  });
  agentRoute(app, deps, replaceMetadataEndpoint, async ({ access: { agent }, params, body }) => {
    const change = { mode: 'replace', metadata: body.metadata } as const;
    return { metadata: await setConversationMetadata(deps, { agent, conversationId: params.conv_id, ...change }) };
  });
}
