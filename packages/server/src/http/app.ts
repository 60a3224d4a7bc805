import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { allowCallers, answerPreflight } from './auth/origins.ts';
import type { HttpDeps } from './deps.ts';
import { mcpRoute } from './mcp/mcp-route.ts';
import { docsRoutes } from './openapi/docs-routes.ts';
import { agentPreviewRoutes } from './routes/agent-preview/agent-preview-routes.ts';
import { agentTokenRoutes } from './routes/agent-tokens/agent-token-routes.ts';
import { aiActionRoutes } from './routes/ai-actions/ai-action-routes.ts';
import { analysisRoutes } from './routes/analysis/analysis-routes.ts';
import { analyticsRoute } from './routes/analytics/analytics-route.ts';
import { apiKeyRoutes } from './routes/api-keys/api-key-routes.ts';
import { articleHistoryRoutes } from './routes/article-history/article-history-routes.ts';
import { auditLogRoute } from './routes/audit-log/audit-log-route.ts';
import { authRoutes } from './routes/auth/auth-routes.ts';
import { channelDeliveryRoute } from './routes/channel-deliveries/channel-delivery-route.ts';
import { channelRoutes } from './routes/channels/channel-routes.ts';
import { sendChatRoute } from './routes/chat/send-chat.ts';
import { chatPageRoutes } from './routes/chat-page/chat-page-routes.ts';
import { chatbotSettingsRoutes } from './routes/chatbot-settings/chatbot-settings-routes.ts';
import { chatbotRoutes } from './routes/chatbots/chatbot-routes.ts';
import { conversationNoteRoutes } from './routes/conversation-notes/conversation-note-routes.ts';
import { ratingConfigurationRoutes } from './routes/conversation-ratings/rating-configuration-routes.ts';
import { conversationTagRoutes } from './routes/conversation-tags/conversation-tag-routes.ts';
import { conversationRoutes } from './routes/conversations/conversation-routes.ts';
import { demoRoutes } from './routes/demo/demo-routes.ts';
import { embedCheckRoutes } from './routes/embed-check/embed-check-routes.ts';
import { objectRoutes } from './routes/entry-points/object-routes.ts';
import { productRoutes } from './routes/entry-points/product-routes.ts';
import { qrCodeRoutes } from './routes/entry-points/qr-code-routes.ts';
import { exportRoutes } from './routes/exports/export-routes.ts';
import { handoffConfigurationRoutes } from './routes/handoff-configuration/handoff-configuration-routes.ts';
import { inboxAppRoutes } from './routes/inbox-app/inbox-app-routes.ts';
import { inboxConversationRoutes } from './routes/inbox-conversation/inbox-conversation-routes.ts';
import { inboxListRoutes } from './routes/inbox-list/inbox-list-routes.ts';
import { cannedReplyRoutes } from './routes/inbox-replies/canned-reply-routes.ts';
import { preferenceRoutes } from './routes/inbox-replies/preference-routes.ts';
import { inboxSessionRoute } from './routes/inbox-session/inbox-session-route.ts';
import { knowledgeBaseRoutes } from './routes/knowledge-base/knowledge-base-routes.ts';
import { liveEventRoutes } from './routes/live-events/live-event-routes.ts';
import { mailRoutes } from './routes/mails/mail-routes.ts';
import { mcpSettingsRoutes } from './routes/mcp-settings/mcp-settings-routes.ts';
import { meRoute } from './routes/me/me-route.ts';
import { metadataSchemaRoutes } from './routes/metadata-schema/metadata-schema-routes.ts';
import { opsRoutes } from './routes/ops/ops-routes.ts';
import { ownWorkspaceRoutes } from './routes/own-workspaces/own-workspace-routes.ts';
import { pageRoutes } from './routes/pages/page-routes.ts';
import { peoplePictureRoute } from './routes/people-pictures/people-picture-route.ts';
import { retentionRoutes } from './routes/retention/retention-routes.ts';
import { scanRoutes } from './routes/scan/scan-routes.ts';
import { teamRoutes } from './routes/team/team-routes.ts';
import { usageRoutes } from './routes/usage/usage-routes.ts';
import { visitorContentRoutes } from './routes/visitor-content/visitor-content-routes.ts';
import { visitorConversationRoutes } from './routes/visitor-conversations/visitor-conversation-routes.ts';
import { visitorSessionRoutes } from './routes/visitor-sessions/visitor-session-routes.ts';
import { webhookRoutes } from './routes/webhooks/webhook-routes.ts';
import { widgetAssetRoutes } from './routes/widget-assets/widget-asset-routes.ts';
import { widgetConfigurationRoutes } from './routes/widget-configuration/widget-configuration-routes.ts';
import { inboxWorkspaceRoutes } from './routes/workspace/workspace-routes.ts';
import { workspaceConversationRoutes } from './routes/workspace-conversations/workspace-conversation-routes.ts';
import { answerUnknown, isOfWidget, refuse } from './unknown-address.ts';

/** The longest article fits, in whatever script. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** The HTTP application; it is not listening yet. One that does not `answers` (a worker) has only what operates it. */
export function createApp(deps: HttpDeps, { answers }: { readonly answers: boolean }): FastifyInstance {
  const app = Fastify({
    loggerInstance: deps.logger as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: (_address, hop) => hop < deps.trustProxy,
    routerOptions: { ignoreTrailingSlash: true },
    // Of random bytes in stock: asking the system for each request's own costs more than the rest of its log line.
    genReqId: () => `req_${randomUUID().replaceAll('-', '').slice(0, 12)}`,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // What the router refuses meets no route's error handler, and would be told in the framework's own form.
    frameworkErrors: (error, request, reply) => void refuse(deps, error, request, reply),
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onRequest', async (request, reply) => {
    if (!isOfWidget(request.url)) return;
    // Also where there is nothing: a page can only tell what it may read.
    allowCallers(reply);
    if (request.method === 'OPTIONS') return answerPreflight(reply);
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
  });
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the address: a query may hold what a visitor said.
    const { method, url } = request.routeOptions;
    const facts = { request_id: request.id, method, route: url ?? null, status: reply.statusCode };
    deps.metrics.requestEnded({
      method: String(method),
      route: url ?? 'none',
      status: reply.statusCode,
      ms: reply.elapsedTime,
    });
    deps.logger.info({ ...facts, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  app.setErrorHandler((error, request, reply) => refuse(deps, error, request, reply));
  answerUnknown(app, deps);
  acceptJsonOnly(app);
  app.register(docsRoutes, deps.publicUrl ? { serverUrl: deps.publicUrl } : {});
  opsRoutes(app, deps);
  if (answers) apiRoutes(app, deps);
  return app;
}

function apiRoutes(app: FastifyInstance, deps: HttpDeps): void {
  sendChatRoute(app, deps);
  chatbotSettingsRoutes(app, deps);
  knowledgeBaseRoutes(app, deps);
  conversationRoutes(app, deps);
  metadataSchemaRoutes(app, deps);
  aiActionRoutes(app, deps);
  authRoutes(app, deps);
  meRoute(app, deps);
  webhookRoutes(app, deps);
  channelRoutes(app, deps);
  analysisRoutes(app, deps);
  chatbotRoutes(app, deps);
  agentPreviewRoutes(app, deps);
  articleHistoryRoutes(app, deps);
  agentTokenRoutes(app, deps);
  inboxWorkspaceRoutes(app, deps);
  retentionRoutes(app, deps);
  mailRoutes(app, deps);
  usageRoutes(app, deps);
  analyticsRoute(app, deps);
  exportRoutes(app, deps);
  qrCodeRoutes(app, deps);
  productRoutes(app, deps);
  objectRoutes(app, deps);
  scanRoutes(app, deps);
  chatPageRoutes(app, deps);
  liveEventRoutes(app, deps);
  teamRoutes(app, deps);
  ownWorkspaceRoutes(app, deps);
  pageRoutes(app, deps);
  inboxListRoutes(app, deps);
  workspaceConversationRoutes(app, deps);
  conversationNoteRoutes(app, deps);
  conversationTagRoutes(app, deps);
  apiKeyRoutes(app, deps);
  auditLogRoute(app, deps);
  widgetConfigurationRoutes(app, deps);
  ratingConfigurationRoutes(app, deps);
  handoffConfigurationRoutes(app, deps);
  visitorSessionRoutes(app, deps);
  visitorConversationRoutes(app, deps);
  visitorContentRoutes(app, deps);
  peoplePictureRoute(app, deps);
  widgetAssetRoutes(app, deps);
  inboxAppRoutes(app, deps);
  inboxSessionRoute(app, deps);
  inboxConversationRoutes(app, deps);
  cannedReplyRoutes(app, deps);
  preferenceRoutes(app, deps);
  demoRoutes(app, deps);
  embedCheckRoutes(app, deps);
  channelDeliveryRoute(app, deps);
  mcpRoute(app, deps);
  mcpSettingsRoutes(app, deps);
}

/** JSON bodies only; an empty one is no body, because many clients send the type with every call. */
function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, String(body), done);
  });
}
