import { signalViewingEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { tellSignal } from '../../../commands/tell-signal.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { openConversation } from './open-conversation.ts';

/** `POST /v1/inbox/conversations/{id}/viewing` */
export function signalViewingRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, signalViewingEndpoint, async ({ workspaceId, actor, params, body }) => {
    await openConversation(deps, { workspaceId, id: params.id });
    const { is_viewing } = body;
    const told = { type: 'viewing', conversation_id: params.id, is_viewing } as const;
    if (actor.type === 'operator') tellSignal(deps, workspaceId, { ...told, user_id: actor.id });
    return { object: 'viewing' as const, conversation_id: params.id, is_viewing };
  });
}
