import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { draftReplyRoute } from './draft-reply.ts';
import { eraseVisitorRoute } from './erase-visitor.ts';
import { getInboxConversationRoute } from './get-inbox-conversation.ts';
import { getMessageInsightsRoute } from './get-message-insights.ts';
import { getSourceRoute } from './get-source.ts';
import { listConversationLogRoute } from './list-conversation-log.ts';
import { listInboxMessagesRoute } from './list-inbox-messages.ts';
import { sendInboxMessageRoute } from './send-inbox-message.ts';
import { setInboxMetadataRoute } from './set-inbox-metadata.ts';
import { signalViewingRoute } from './signal-viewing.ts';
import { uploadInboxFileRoute } from './upload-inbox-file.ts';

/** One conversation as the inbox shows it, and what its people do there. */
export function inboxConversationRoutes(app: FastifyInstance, deps: HttpDeps): void {
  getInboxConversationRoute(app, deps);
  listInboxMessagesRoute(app, deps);
  listConversationLogRoute(app, deps);
  getMessageInsightsRoute(app, deps);
  getSourceRoute(app, deps);
  sendInboxMessageRoute(app, deps);
  uploadInboxFileRoute(app, deps);
  setInboxMetadataRoute(app, deps);
  draftReplyRoute(app, deps);
  eraseVisitorRoute(app, deps);
  signalViewingRoute(app, deps);
}
