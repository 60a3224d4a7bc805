import { type Attachment, resendMessageEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { resendMessage } from '../../../commands/resend-message.ts';
import { workspaceMessage } from '../../../presenters/workspace-message.ts';
import type { FoundMessage } from '../../../store/messages/find-message.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `POST /v1/conversations/{id}/messages/{message_id}/resend` */
export function resendMessageRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, resendMessageEndpoint, async ({ workspaceId, origin, params, keepAnswer }) => {
    const { id: conversationId, message_id: messageId } = params;
    // The JSON column holds what was written in the contract's own shape.
    const shown = ({ attachments, ...message }: FoundMessage) =>
      workspaceMessage({ ...message, conversationId, attachments: attachments as unknown as readonly Attachment[] });
    const resent = await resendMessage(deps, {
      workspaceId,
      conversationId,
      messageId,
      origin,
      alongside: (tx, message) => keepAnswer(tx, shown(message)),
    });
    return shown(resent);
  });
}
