import { AppError } from '@parley/protocol';
import { setInboxMetadataEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { getConversationAgent } from '../../../commands/get-conversation-agent.ts';
import { setConversationMetadata } from '../../../commands/set-conversation-metadata.ts';
import { inboxState } from '../../../presenters/inbox-conversation.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { openConversation } from './open-conversation.ts';

/** `PATCH /v1/inbox/conversations/{id}/metadata` */
export function setInboxMetadataRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, setInboxMetadataEndpoint, async ({ workspaceId, origin, params, body }) => {
    const conversationId = params.id;
    const agent = await getConversationAgent(deps, { workspaceId, conversationId });
    const change = { mode: 'merge', metadata: body.metadata } as const;
    await setConversationMetadata(deps, { agent, conversationId, origin, ...change }).catch(refused);
    const { state } = await openConversation(deps, { workspaceId, id: conversationId });
    return inboxState(state);
  });
}

/** The request was well formed: it is the agent's schema, or what a conversation may carry, that does not take it. */
function refused(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'validation_failed') throw error;
  throw new AppError(error.code, error.message, { ...error.details, reason: 'metadata_refused' }, error);
}
