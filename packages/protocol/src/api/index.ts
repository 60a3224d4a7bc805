import * as aiActions from './ai-action-endpoints.ts';
import * as langUrls from './article-lang-urls.ts';
import * as articles from './articles.ts';
import { getPublicKeyEndpoint } from './auth.ts';
import { sendChatEndpoint } from './chat.ts';
import * as settings from './chatbot-settings.ts';
import * as conversations from './conversations.ts';
import * as dataGathering from './data-gathering.ts';
import * as agentExports from './exports.ts';
import { uploadFileEndpoint } from './files.ts';
import * as handoffConfiguration from './handoff-configuration.ts';
import * as imports from './import-external.ts';
import { getAnalyticsEndpoint } from './inbox/analytics.ts';
import { bulkUpdateEndpoint } from './inbox/bulk.ts';
import * as cannedReplies from './inbox/canned-replies.ts';
import * as agentTokens from './inbox/configure/agent-tokens.ts';
import * as articleHistory from './inbox/configure/articles.ts';
import { previewAgentEndpoint } from './inbox/configure/preview.ts';
import * as retention from './inbox/configure/retention.ts';
import { tryRetrievalEndpoint } from './inbox/configure/retrieval.ts';
import * as inboxWorkspace from './inbox/configure/workspace.ts';
import * as inbox from './inbox/conversation-endpoints.ts';
import * as inboxList from './inbox/list.ts';
import * as preferences from './inbox/preferences.ts';
import { getInboxSessionEndpoint } from './inbox/session.ts';
import { getUsageEndpoint } from './inbox/usage.ts';
import * as usageSettings from './inbox/usage-settings.ts';
import * as inboxViews from './inbox/views.ts';
import * as knowledge from './knowledge-base.ts';
import * as mcp from './mcp.ts';
import * as metadata from './metadata.ts';
import * as metadataSchema from './metadata-schema.ts';
import * as ops from './ops.ts';
import { listTagsEndpoint } from './tags.ts';
import * as widgetConfig from './widget/config.ts';
import * as visitorContent from './widget/content.ts';
import * as visitorConversations from './widget/conversations.ts';
import * as visitorSessions from './widget/sessions.ts';
import * as widgetConfiguration from './widget-configuration.ts';
import * as analysis from './workspace/analysis.ts';
import * as apiKeys from './workspace/api-keys.ts';
import { listAuditLogEndpoint } from './workspace/audit-log.ts';
import * as channels from './workspace/channels.ts';
import * as chatbots from './workspace/chatbots.ts';
import * as workspaceConversations from './workspace/conversations.ts';
import * as exports from './workspace/exports.ts';
import * as invitations from './workspace/invitations.ts';
import * as live from './workspace/live-events.ts';
import { listMailsEndpoint, resendMailEndpoint } from './workspace/mails.ts';
import * as me from './workspace/me.ts';
import * as messages from './workspace/messages.ts';
import * as notes from './workspace/notes.ts';
import * as objects from './workspace/objects.ts';
import * as ownWorkspaces from './workspace/own-workspaces.ts';
import * as products from './workspace/products.ts';
import * as qrCodes from './workspace/qr-codes.ts';
import * as tags from './workspace/tags.ts';
import * as team from './workspace/team.ts';
import * as webhooks from './workspace/webhooks.ts';

/** Every endpoint of the Agent API, Chat and the operation of an installation, in the order of the document. */
export const ENDPOINTS = [
  sendChatEndpoint,
  settings.getChatbotSettingsEndpoint,
  settings.updateChatbotSettingsEndpoint,
  mcp.getMcpSettingsEndpoint,
  mcp.updateMcpSettingsEndpoint,
  mcp.mcpChatEndpoint,
  knowledge.getKnowledgeBaseEndpoint,
  knowledge.updateKnowledgeBaseEndpoint,
  knowledge.retrainEndpoint,
  articles.listArticlesEndpoint,
  articles.createArticleEndpoint,
  articles.deleteArticlesEndpoint,
  articles.searchArticlesEndpoint,
  articles.listArticlePassagesEndpoint,
  articles.getArticleEndpoint,
  articles.updateArticleEndpoint,
  articles.deleteArticleEndpoint,
  langUrls.getArticleLangUrlEndpoint,
  langUrls.createArticleLangUrlEndpoint,
  langUrls.updateArticleLangUrlEndpoint,
  langUrls.deleteArticleLangUrlEndpoint,
  listTagsEndpoint,
  uploadFileEndpoint,
  imports.importWebsiteEndpoint,
  imports.importYoutubeEndpoint,
  imports.importSiteMapEndpoint,
  imports.importScrapeListEndpoint,
  conversations.listConversationsEndpoint,
  conversations.getConversationEndpoint,
  conversations.listConversationEventsEndpoint,
  metadata.getMetadataEndpoint,
  metadata.setMetadataEndpoint,
  metadata.replaceMetadataEndpoint,
  metadataSchema.getMetadataSchemaEndpoint,
  metadataSchema.putMetadataSchemaEndpoint,
  metadataSchema.deleteMetadataSchemaEndpoint,
  aiActions.listAiActionsEndpoint,
  aiActions.createAiActionEndpoint,
  aiActions.listAiActionMetadataEndpoint,
  aiActions.listAiActionSecretsEndpoint,
  aiActions.setAiActionSecretEndpoint,
  aiActions.deleteAiActionSecretEndpoint,
  aiActions.getAiActionEndpoint,
  aiActions.updateAiActionEndpoint,
  aiActions.deleteAiActionEndpoint,
  aiActions.testAiActionEndpoint,
  aiActions.listAiActionToolsEndpoint,
  aiActions.refreshAiActionToolsEndpoint,
  aiActions.listAiActionCallsEndpoint,
  agentExports.createAgentExportEndpoint,
  agentExports.getAgentExportEndpoint,
  getPublicKeyEndpoint,
  me.getMeEndpoint,
  team.listTeamMembersEndpoint,
  team.listRolesEndpoint,
  team.getTeamMemberEndpoint,
  team.updateTeamMemberEndpoint,
  team.removeTeamMemberEndpoint,
  invitations.listInvitationsEndpoint,
  invitations.createInvitationEndpoint,
  invitations.resendInvitationEndpoint,
  invitations.revokeInvitationEndpoint,
  getInboxSessionEndpoint,
  ownWorkspaces.listOwnWorkspacesEndpoint,
  ownWorkspaces.createWorkspaceEndpoint,
  live.listLiveEventsEndpoint,
  live.listWorkspaceConversationEventsEndpoint,
  live.signalTypingEndpoint,
  apiKeys.listApiKeysEndpoint,
  apiKeys.createApiKeyEndpoint,
  apiKeys.pauseApiKeyEndpoint,
  apiKeys.resumeApiKeyEndpoint,
  apiKeys.revokeApiKeyEndpoint,
  listAuditLogEndpoint,
  inboxList.listInboxConversationsEndpoint,
  inboxList.getInboxCountsEndpoint,
  inboxViews.listInboxViewsEndpoint,
  inboxViews.createInboxViewEndpoint,
  inboxViews.updateInboxViewEndpoint,
  inboxViews.deleteInboxViewEndpoint,
  bulkUpdateEndpoint,
  workspaceConversations.listWorkspaceConversationsEndpoint,
  workspaceConversations.getWorkspaceConversationEndpoint,
  workspaceConversations.updateConversationEndpoint,
  messages.listConversationMessagesEndpoint,
  messages.sendConversationMessageEndpoint,
  messages.resendMessageEndpoint,
  messages.getReplyWindowEndpoint,
  workspaceConversations.handBackEndpoint,
  workspaceConversations.takeOverEndpoint,
  workspaceConversations.reopenConversationEndpoint,
  workspaceConversations.markReadEndpoint,
  workspaceConversations.markUnreadEndpoint,
  notes.listNotesEndpoint,
  notes.addNoteEndpoint,
  notes.updateNoteEndpoint,
  notes.deleteNoteEndpoint,
  tags.listAssignedTagsEndpoint,
  tags.setConversationTagsEndpoint,
  tags.listConversationTagsEndpoint,
  tags.createTagEndpoint,
  tags.updateTagEndpoint,
  tags.deleteTagEndpoint,
  inbox.getInboxConversationEndpoint,
  inbox.listInboxMessagesEndpoint,
  inbox.sendInboxMessageEndpoint,
  inbox.uploadInboxFileEndpoint,
  inbox.getMessageInsightsEndpoint,
  inbox.getSourceEndpoint,
  inbox.listConversationLogEndpoint,
  inbox.setInboxMetadataEndpoint,
  inbox.draftReplyEndpoint,
  inbox.eraseVisitorEndpoint,
  inbox.signalViewingEndpoint,
  cannedReplies.listCannedRepliesEndpoint,
  cannedReplies.createCannedReplyEndpoint,
  cannedReplies.updateCannedReplyEndpoint,
  cannedReplies.deleteCannedReplyEndpoint,
  preferences.getPreferencesEndpoint,
  preferences.updatePreferencesEndpoint,
  chatbots.listChatbotsEndpoint,
  chatbots.createChatbotEndpoint,
  chatbots.getChatbotEndpoint,
  chatbots.updateChatbotEndpoint,
  chatbots.archiveChatbotEndpoint,
  previewAgentEndpoint,
  tryRetrievalEndpoint,
  articleHistory.listArticleDraftsEndpoint,
  articleHistory.getArticleDraftEndpoint,
  articleHistory.saveArticleDraftEndpoint,
  articleHistory.discardArticleDraftEndpoint,
  articleHistory.publishArticleDraftEndpoint,
  articleHistory.listArticleVersionsEndpoint,
  articleHistory.getArticleVersionEndpoint,
  articleHistory.restoreArticleVersionEndpoint,
  articleHistory.getArticleUsageEndpoint,
  agentTokens.listAgentTokensEndpoint,
  agentTokens.createAgentTokenEndpoint,
  agentTokens.revokeAgentTokenEndpoint,
  inboxWorkspace.getWorkspaceEndpoint,
  inboxWorkspace.renameWorkspaceEndpoint,
  retention.getRetentionEndpoint,
  retention.updateRetentionEndpoint,
  qrCodes.listQrCodesEndpoint,
  qrCodes.createQrCodeEndpoint,
  qrCodes.getQrCodeEndpoint,
  qrCodes.updateQrCodeEndpoint,
  qrCodes.archiveQrCodeEndpoint,
  qrCodes.getQrCodeImageEndpoint,
  qrCodes.qrCodeSubResources.getProperties,
  qrCodes.qrCodeSubResources.putProperties,
  qrCodes.qrCodeSubResources.getUrlParams,
  qrCodes.qrCodeSubResources.putUrlParams,
  qrCodes.qrCodeSubResources.listScans,
  products.listProductsEndpoint,
  products.createProductEndpoint,
  products.getProductByGtinEndpoint,
  products.getProductEndpoint,
  products.updateProductEndpoint,
  products.archiveProductEndpoint,
  products.productSubResources.getProperties,
  products.productSubResources.putProperties,
  products.productSubResources.getUrlParams,
  products.productSubResources.putUrlParams,
  products.productSubResources.listScans,
  objects.listObjectsEndpoint,
  objects.putObjectEndpoint,
  objects.getObjectEndpoint,
  objects.updateObjectEndpoint,
  objects.objectSubResources.getProperties,
  objects.objectSubResources.putProperties,
  objects.objectSubResources.getUrlParams,
  objects.objectSubResources.putUrlParams,
  objects.objectSubResources.listScans,
  exports.listExportsEndpoint,
  exports.createExportEndpoint,
  exports.getExportEndpoint,
  exports.cancelExportEndpoint,
  analysis.getAnalysisSettingsEndpoint,
  analysis.updateAnalysisSettingsEndpoint,
  analysis.createAnalysisRunEndpoint,
  analysis.listAnalysisRunsEndpoint,
  analysis.getAnalysisRunEndpoint,
  analysis.cancelAnalysisRunEndpoint,
  getAnalyticsEndpoint,
  getUsageEndpoint,
  usageSettings.getPricesEndpoint,
  usageSettings.putPricesEndpoint,
  usageSettings.getBudgetsEndpoint,
  usageSettings.putBudgetsEndpoint,
  listMailsEndpoint,
  resendMailEndpoint,
  webhooks.listWebhooksEndpoint,
  webhooks.createWebhookEndpoint,
  webhooks.getWebhookEndpoint,
  webhooks.updateWebhookEndpoint,
  webhooks.deleteWebhookEndpoint,
  webhooks.rotateWebhookSecretEndpoint,
  webhooks.testWebhookEndpoint,
  webhooks.listWebhookDeliveriesEndpoint,
  webhooks.getWebhookDeliveryEndpoint,
  webhooks.redeliverWebhookDeliveryEndpoint,
  webhooks.redeliverWebhooksEndpoint,
  webhooks.getWebhookRedeliveryEndpoint,
  channels.listChannelPlatformsEndpoint,
  channels.listChannelsEndpoint,
  channels.createChannelEndpoint,
  channels.getChannelEndpoint,
  channels.updateChannelEndpoint,
  channels.deleteChannelEndpoint,
  channels.checkChannelEndpoint,
  channels.connectChannelEndpoint,
  channels.listChannelTemplatesEndpoint,
  widgetConfiguration.getWidgetConfigurationEndpoint,
  widgetConfiguration.updateWidgetConfigurationEndpoint,
  widgetConfiguration.uploadWidgetAvatarEndpoint,
  widgetConfiguration.removeWidgetAvatarEndpoint,
  widgetConfiguration.rotateIdentitySecretEndpoint,
  widgetConfiguration.getRatingsConfigurationEndpoint,
  widgetConfiguration.updateRatingsConfigurationEndpoint,
  handoffConfiguration.getHandoffConfigurationEndpoint,
  handoffConfiguration.putHandoffConfigurationEndpoint,
  dataGathering.getDataGatheringEndpoint,
  dataGathering.putDataGatheringEndpoint,
  widgetConfig.getWidgetConfigEndpoint,
  visitorSessions.startVisitorSessionEndpoint,
  visitorSessions.forgetVisitorEndpoint,
  visitorConversations.listVisitorConversationsEndpoint,
  visitorConversations.sendVisitorMessageEndpoint,
  visitorConversations.followVisitorConversationEndpoint,
  visitorConversations.signalVisitorTypingEndpoint,
  visitorConversations.markVisitorSeenEndpoint,
  visitorConversations.askForPersonEndpoint,
  visitorConversations.setVisitorMetadataEndpoint,
  visitorConversations.updateVisitorEndpoint,
  visitorConversations.mailTranscriptEndpoint,
  visitorContent.uploadVisitorFileEndpoint,
  visitorContent.rateMessageEndpoint,
  visitorContent.rateConversationEndpoint,
  ops.healthEndpoint,
  ops.readinessEndpoint,
  ops.metricsEndpoint,
  ops.openapiEndpoint,
  ops.docsEndpoint,
] as const;

type AnyEndpoint = (typeof ENDPOINTS)[number];
export type EndpointId = AnyEndpoint['id'];
export type EndpointById<Id extends EndpointId> = Extract<AnyEndpoint, { readonly id: Id }>;

export * from './ai-action-endpoints.ts';
export * from './ai-actions.ts';
export * from './analysis.ts';
export * from './article-lang-urls.ts';
export * from './articles.ts';
export * from './auth.ts';
export * from './chat.ts';
export * from './chatbot-settings.ts';
export * from './conversation-events.ts';
export * from './conversations.ts';
export * from './data-gathering.ts';
export * from './date-bound.ts';
export * from './endpoint.ts';
export * from './exports.ts';
export * from './files.ts';
export * from './handoff-configuration.ts';
export * from './import-external.ts';
export * from './inbox/analytics.ts';
export * from './inbox/bulk.ts';
export * from './inbox/canned-replies.ts';
export * from './inbox/configure/agent-tokens.ts';
export * from './inbox/configure/articles.ts';
export * from './inbox/configure/preview.ts';
export * from './inbox/configure/retention.ts';
export * from './inbox/configure/retrieval.ts';
export * from './inbox/configure/workspace.ts';
export * from './inbox/conversation.ts';
export * from './inbox/conversation-endpoints.ts';
export * from './inbox/filter.ts';
export * from './inbox/list.ts';
export * from './inbox/messages.ts';
export * from './inbox/people.ts';
export * from './inbox/preferences.ts';
export * from './inbox/session.ts';
export * from './inbox/usage.ts';
export * from './inbox/usage-settings.ts';
export * from './inbox/views.ts';
export * from './knowledge-base.ts';
export * from './mcp.ts';
export * from './metadata.ts';
export * from './metadata-schema.ts';
export * from './ops.ts';
export * from './sources.ts';
export * from './storable.ts';
export * from './tags.ts';
export * from './widget/config.ts';
export * from './widget/content.ts';
export * from './widget/conversations.ts';
export * from './widget/events.ts';
export * from './widget/looks.ts';
export * from './widget/ratings.ts';
export * from './widget/sessions.ts';
export * from './widget-configuration.ts';
export * from './workspace/analysis.ts';
export * from './workspace/api-keys.ts';
export * from './workspace/audit-log.ts';
export * from './workspace/channel-shapes.ts';
export * from './workspace/channels.ts';
export * from './workspace/chatbots.ts';
export * from './workspace/conversation.ts';
export * from './workspace/conversations.ts';
export * from './workspace/entry-point-shapes.ts';
export * from './workspace/exports.ts';
export * from './workspace/invitations.ts';
export * from './workspace/live-events.ts';
export * from './workspace/mails.ts';
export * from './workspace/me.ts';
export * from './workspace/messages.ts';
export * from './workspace/notes.ts';
export * from './workspace/objects.ts';
export * from './workspace/own-workspaces.ts';
export * from './workspace/products.ts';
export * from './workspace/qr-codes.ts';
export * from './workspace/shapes.ts';
export * from './workspace/tags.ts';
export * from './workspace/team.ts';
export * from './workspace/webhook-payloads.ts';
export * from './workspace/webhooks.ts';
