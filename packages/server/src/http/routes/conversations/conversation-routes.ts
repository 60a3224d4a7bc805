import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { getConversationRoute } from './get-conversation.ts';
import { listConversationEventsRoute } from './list-conversation-events.ts';
import { listConversationsRoute } from './list-conversations.ts';
import { conversationMetadataRoutes } from './set-conversation-metadata.ts';

/** The endpoints of conversations, their events and metadata. */
export function conversationRoutes(app: FastifyInstance, deps: HttpDeps): void {
  listConversationsRoute(app, deps);
  getConversationRoute(app, deps);
  listConversationEventsRoute(app, deps);
  conversationMetadataRoutes(app, deps);
}
