import { AppError } from '@parley/protocol';
import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { handBack } from '../../../commands/hand-back.ts';
import { markRead } from '../../../commands/mark-read.ts';
import { reopenConversation } from '../../../commands/reopen-conversation.ts';
import { takeOver } from '../../../commands/take-over.ts';
import { workspaceConversation } from '../../../presenters/workspace-conversation.ts';
import { findShownConversation } from '../../../store/conversations/shown-conversation.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { listWorkspaceConversationsRoute } from './list-workspace-conversations.ts';
import { listConversationMessagesRoute, sendConversationMessageRoute } from './messages.ts';
import { replyWindowRoute } from './reply-window.ts';
import { resendMessageRoute } from './resend-message.ts';
import { updateConversationRoute } from './update-conversation.ts';

/** Conversations of a workspace: what its keys and its people read and do. */
export function workspaceConversationRoutes(app: FastifyInstance, deps: HttpDeps): void {
  listWorkspaceConversationsRoute(app, deps);
  getConversationRoute(app, deps);
  updateConversationRoute(app, deps);
  listConversationMessagesRoute(app, deps);
  sendConversationMessageRoute(app, deps);
  resendMessageRoute(app, deps);
  replyWindowRoute(app, deps);
  moveRoutes(app, deps);
  refusalRoutes(app, deps);
}

function getConversationRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, api.getWorkspaceConversationEndpoint, async ({ workspaceId, params }) => {
    const found = await findShownConversation(deps.database.named, { workspaceId, id: params.id });
    if (!found) throw new AppError('not_found', 'There is no such conversation.');
    return workspaceConversation(found);
  });
}

function moveRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, api.handBackEndpoint, async ({ workspaceId, origin, params }) =>
    workspaceConversation(await handBack(deps, { workspaceId, conversationId: params.id, origin })),
  );
  workspaceRoute(app, deps, api.takeOverEndpoint, async ({ workspaceId, origin, params }) =>
    workspaceConversation(await takeOver(deps, { workspaceId, conversationId: params.id, origin })),
  );
  workspaceRoute(app, deps, api.reopenConversationEndpoint, async ({ workspaceId, origin, params, body }) =>
    workspaceConversation(
      await reopenConversation(deps, { workspaceId, conversationId: params.id, origin, with: body.with }),
    ),
  );
  for (const endpoint of [api.markReadEndpoint, api.markUnreadEndpoint]) {
    const unread = endpoint === api.markUnreadEndpoint;
    workspaceRoute(app, deps, endpoint, async ({ workspaceId, origin, params }) =>
      workspaceConversation(await markRead(deps, { workspaceId, conversationId: params.id, origin, unread })),
    );
  }
}

/** What the contract leaves out on purpose: whoever tries is told so, whether the id is known or not. */
function refusalRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const refusals = [
    [api.createConversationRefusal, 'GET', 'Conversations are begun by visitors, never by this API.'],
    [api.deleteConversationRefusal, 'GET, PATCH', 'Conversations are not deleted by this API: archive them instead.'],
  ] as const;
  for (const [endpoint, allow, message] of refusals) {
    workspaceRoute(app, deps, endpoint, async ({ reply }) => {
      reply.header('allow', allow);
      throw new AppError('method_not_allowed', message);
    });
  }
}
