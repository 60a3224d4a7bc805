import { updateConversationEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { updateConversation } from '../../../commands/update-conversation.ts';
import { workspaceConversation } from '../../../presenters/workspace-conversation.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `PATCH /v1/conversations/{id}` */
export function updateConversationRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, updateConversationEndpoint, async ({ workspaceId, origin, params, body }) => {
    const { contact_email, contact_name, contact_phone, contact_label, assigned_to, ...same } = body;
    const patch = {
      ...same,
      contactEmail: contact_email,
      contactName: contact_name,
      contactPhone: contact_phone,
      contactLabel: contact_label,
      assignedTo: assigned_to,
    };
    return workspaceConversation(
      await updateConversation(deps, { workspaceId, conversationId: params.id, origin, patch }),
    );
  });
}
