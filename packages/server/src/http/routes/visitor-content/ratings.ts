import { AppError } from '@parley/protocol';
import { rateConversationEndpoint, rateMessageEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { rateConversation } from '../../../commands/rate-conversation.ts';
import { rateMessage } from '../../../commands/rate-message.ts';
import type { HttpDeps } from '../../deps.ts';
import { widgetRoute } from '../../widget-route.ts';

const DONE = { is_done: true } as const;

/** What visitors think of replies and of the conversation. */
export function ratingRoutes(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, rateMessageEndpoint, async ({ access: { agent, session, widget }, params, body }) => {
    if (!widget.feedback) throw new AppError('forbidden', 'Replies are not judged here.', { reason: 'feedback_off' });
    const { id: conversationId, ord } = params;
    await rateMessage(deps, { workspaceId: agent.workspaceId, session, conversationId, ord, feedback: body.feedback });
    return DONE;
  });
  widgetRoute(app, deps, rateConversationEndpoint, async ({ access: { agent, session, widget }, params, body }) => {
    const { workspaceId } = agent;
    await rateConversation(deps, { workspaceId, session, widget, conversationId: params.id, rating: body.rating });
    return DONE;
  });
}
