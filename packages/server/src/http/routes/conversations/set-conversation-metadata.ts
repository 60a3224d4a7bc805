import { AppError } from '@parley/protocol';
import { getMetadataEndpoint, replaceMetadataEndpoint, setMetadataEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { setConversationMetadata } from '../../../commands/set-conversation-metadata.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { findConversation } from '../../../store/conversations/find-conversation.ts';
import { type AgentCall, agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** `GET`, `POST` (merge) and `PUT` (replace) `/v1/api_core/conversations/{conv_id}/metadata` */
export function conversationMetadataRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getMetadataEndpoint, async ({ access: { agent }, params }) => {
    const key = { workspaceId: agent.workspaceId, id: params.conv_id };
    const conversation = await findConversation(deps.database.named, key);
    if (conversation?.agentId !== agent.id) throw new AppError('not_found', 'There is no such conversation.');
    return { metadata: conversation.metadata };
  });
  agentRoute(app, deps, setMetadataEndpoint, async (call) => changed(deps, call, 'merge'));
  agentRoute(app, deps, replaceMetadataEndpoint, async (call) => changed(deps, call, 'replace'));
}

type Call = AgentCall<typeof setMetadataEndpoint>;

async function changed(deps: HttpDeps, call: Call, mode: 'merge' | 'replace'): Promise<{ metadata: JsonObject }> {
  const { access, params, body, isPerson, origin, requireUnchanged } = call;
  const metadata = await setConversationMetadata(deps, {
    agent: access.agent,
    conversationId: params.conv_id,
    mode,
    metadata: body.metadata,
    origin: isPerson ? origin : null,
    check: (before) => requireUnchanged({ metadata: before }),
  });
  return { metadata };
}
