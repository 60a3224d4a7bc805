import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { bulkUpdateRoute } from './bulk-update.ts';
import { inboxCountsRoute } from './inbox-counts.ts';
import { inboxViewRoutes } from './inbox-views.ts';
import { listInboxConversationsRoute } from './list-inbox-conversations.ts';

/** The conversation list of the inbox: its rows, how many there are, saved views, and what is done with many at once. */
export function inboxListRoutes(app: FastifyInstance, deps: HttpDeps): void {
  listInboxConversationsRoute(app, deps);
  inboxCountsRoute(app, deps);
  inboxViewRoutes(app, deps);
  bulkUpdateRoute(app, deps);
}
