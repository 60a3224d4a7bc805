/** The shared vocabulary (design §2, §3): each list is the whole of what both contracts may say. */
export const SOURCES = [
  'widget',
  'api',
  'slack',
  'telegram',
  'whatsapp',
  'email',
  'messenger',
  'instagram',
  'discord',
  'mcp',
  'preview',
  'simulation',
] as const;
export type Source = (typeof SOURCES)[number];

/** Sources that lists, counts and analytics leave out unless asked for by name. */
export const HIDDEN_SOURCES = ['preview', 'simulation'] as const satisfies readonly Source[];

/** Sources where no person can take over. */
export const SOURCES_WITHOUT_INBOX_CONTROL = ['mcp', 'preview'] as const satisfies readonly Source[];

/** The platforms that an agent can be reached on beside the website and the APIs: a channel is one account on one of them. */
export const CHANNEL_PLATFORMS = [
  'email',
  'telegram',
  'slack',
  'whatsapp',
  'messenger',
  'instagram',
  'discord',
] as const satisfies readonly Source[];
export type ChannelPlatform = (typeof CHANNEL_PLATFORMS)[number];

/** What may happen to a message once it was said. */
export const MESSAGE_CHANGES = ['edited', 'deleted', 'files'] as const;
export type MessageChange = (typeof MESSAGE_CHANGES)[number];

/** How far a message has come that went out on a channel, as the platform tells; it only moves forward. */
export const ARRIVED_STATUSES = ['sent', 'delivered', 'read'] as const;
export type ArrivedStatus = (typeof ARRIVED_STATUSES)[number];

/**
 * Why it goes no further: `unknown` may have arrived, and is not sent again by itself; `held` waits until the visitor writes
 * again; `dropped` was not wanted any more.
 */
export const STOPPED_STATUSES = ['failed', 'unknown', 'held', 'dropped'] as const;
export type StoppedStatus = (typeof STOPPED_STATUSES)[number];

/** Why a file that a visitor has sent on a platform is not kept. */
export const FILE_REFUSALS = ['gone', 'too_large', 'type', 'empty', 'unreachable'] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

export const DRIVERS = ['ai', 'queue', 'human'] as const;
export type Driver = (typeof DRIVERS)[number];

export const PROGRESSES = ['open', 'resolved', 'closed', 'archived'] as const;
export type Progress = (typeof PROGRESSES)[number];

export const PRIORITIES = ['low', 'medium', 'high'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const AUTHORS = ['visitor', 'ai_assistant', 'human_operator'] as const;
export type Author = (typeof AUTHORS)[number];

export const ASSIGNEE_TYPES = ['ai_assistant', 'human_operator', 'unassigned'] as const;
export type AssigneeType = (typeof ASSIGNEE_TYPES)[number];

export const RESOLUTION_STATUSES = ['open', 'resolved'] as const;
export type ResolutionStatus = (typeof RESOLUTION_STATUSES)[number];

export const SENTIMENTS = ['positive', 'neutral', 'negative'] as const;
export type Sentiment = (typeof SENTIMENTS)[number];

/** How a list of conversations may be ordered; `-` is the other way round. */
export const CONVERSATION_SORTS = [
  '-last_message_at',
  'last_message_at',
  '-created_at',
  'created_at',
  '-priority',
  'priority',
] as const;
export type ConversationSort = (typeof CONVERSATION_SORTS)[number];

/** What a visitor came for, as the analysis tells it. */
export const INTENTS = ['purchase', 'support', 'inquiry', 'complaint', 'feedback', 'subscription', 'other'] as const;
export type Intent = (typeof INTENTS)[number];

/** Why a person should look at a conversation at once, the gravest first. */
export const FLAG_REASONS = [
  'self_harm',
  'legal_threat',
  'data_leak',
  'abuse',
  'anger',
  'repeated_failure',
  'person_unmet',
] as const;
export type FlagReason = (typeof FLAG_REASONS)[number];

/** The built-in views of the inbox: all but `all` and `flagged` divide what there is. */
export const INBOX_VIEWS = [
  'all',
  'open',
  'mine',
  'unassigned',
  'others',
  'with_agent',
  'resolved',
  'archived',
  'flagged',
] as const;
export type InboxView = (typeof INBOX_VIEWS)[number];

export const HANDOFF_STATES = ['requested', 'active', 'ended'] as const;
export type HandoffState = (typeof HANDOFF_STATES)[number];

export const AGENT_STATES = ['draft', 'active', 'paused', 'archived'] as const;
/** How an agent stands: only an active one answers. */
export type AgentState = (typeof AGENT_STATES)[number];

export const TOKEN_SCOPES = ['read_all', 'write_all'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export const ARTICLE_TYPES = ['Article', 'Paragraph', 'URL'] as const;
export type ArticleType = (typeof ARTICLE_TYPES)[number];

export const ARTICLE_STATES = ['draft', 'ready'] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** The Workspace API folds who drives and how far a conversation has come into one status (design §3). */
export const CONVERSATION_STATUSES = [
  'open',
  'bot_active',
  'agent_requested',
  'resolved',
  'closed',
  'archived',
] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

/** Through which door a visitor came. */
export const ENTRY_POINT_TYPES = ['qr_code', 'product', 'object'] as const;
export type EntryPointType = (typeof ENTRY_POINT_TYPES)[number];

/** Who did something: a person of the team, a key of the Workspace API, a token of the Agent API, or Parley itself. */
export type Actor =
  | { readonly type: 'operator'; readonly id: string }
  | { readonly type: 'api_key'; readonly id: string }
  | { readonly type: 'agent_token'; readonly id: string }
  | { readonly type: 'visitor' }
  | { readonly type: 'ai_assistant' }
  | { readonly type: 'system' };

/** What people of a team are, from the most to the least that they may do. */
export const ROLES = ['owner', 'admin', 'manager', 'agent', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** What an endpoint asks of its caller; `domain/people/permissions.ts` says which role has which. */
export const PERMISSIONS = [
  'conversations.view',
  'conversations.reply',
  'conversations.manage',
  'conversations.export',
  'tags.manage',
  'agents.view',
  'agents.manage',
  'entry_points.view',
  'entry_points.manage',
  'webhooks.manage',
  'keys.manage',
  'team.view',
  'team.manage',
  'workspace.manage',
  'audit.view',
  'visitors.erase',
  'analytics.view',
  'usage.view',
  'usage.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Markers are stored as codes and shown in words: `MARKER_TEXTS` has the English ones. */
export const MARKER_TEXTS = {
  handoff_requested: 'A team member has been asked to join.',
  operator_joined: 'A team member has joined the conversation.',
  still_waiting: 'All team members are busy. Someone will answer as soon as possible.',
  handed_back: 'The assistant is answering again.',
  resolved: 'This conversation has been resolved.',
  closed: 'This conversation has been closed.',
} as const;
export type MarkerCode = keyof typeof MARKER_TEXTS;

/** How a visitor may judge a message or a conversation: thumbs up, in between, thumbs down. */
export const FEEDBACK_RATINGS = ['positive', 'neutral', 'negative'] as const;
export type FeedbackRating = (typeof FEEDBACK_RATINGS)[number];

/** What a visitor may be asked at the end: whether it helped, and how the experience was. */
export const RATING_QUESTIONS = ['HELPFUL_THUMBS', 'EXPERIENCE_THUMBS'] as const;
export type RatingQuestion = (typeof RATING_QUESTIONS)[number];

/** What a webhook endpoint may be told of. `analysis.completed` follows the analysis of a conversation. */
export const WEBHOOK_EVENTS = [
  'conversation.created',
  'conversation.updated',
  'conversation.assigned',
  'conversation.tagged',
  'message.created',
  'note.created',
  'handoff.requested',
  'analysis.completed',
  'conversation.flagged',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** A delivery waits for its next attempt until one succeeds, or the last has failed. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

export const EXPORT_FORMATS = ['csv', 'xlsx', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a row of an export is. */
export const EXPORT_ROWS = ['conversation', 'message'] as const;
export type ExportRows = (typeof EXPORT_ROWS)[number];

/** An export waits for a server that writes it; what is done is removed after a day: `expired`. */
export const EXPORT_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled', 'expired'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** The languages that the inbox speaks. */
export const INBOX_LANGUAGES = ['en', 'de', 'pl', 'ar'] as const;
export type InboxLanguage = (typeof INBOX_LANGUAGES)[number];

/** `system` is what the device is set to. */
export const COLOUR_SCHEMES = ['system', 'light', 'dark'] as const;
export type ColourScheme = (typeof COLOUR_SCHEMES)[number];

/** Of which conversations a person wants to be told: theirs, nobody's, and those of others and of the agent. */
export const NOTIFICATION_KINDS = ['assigned_to_me', 'unassigned', 'others'] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

/** What a row of the conversation list may show beside name, time and status. */
export const LIST_BADGES = ['channel', 'priority', 'tags', 'language', 'sentiment', 'topic'] as const;
export type ListBadge = (typeof LIST_BADGES)[number];

/** What it shows for whoever has chosen nothing. */
export const FIRST_LIST_BADGES = ['channel', 'priority', 'tags'] as const satisfies readonly ListBadge[];

/** So many values of the metadata a row may show. */
export const LIST_METADATA_KEYS_MAX = 5;

/** Why an agent may bring in a person, each of which can be switched off. */
export const HANDOFF_REASONS = [
  'asks_for_person',
  'missing_knowledge',
  'frustration',
  'complaint',
  'sensitive_matter',
] as const;
export type HandoffReason = (typeof HANDOFF_REASONS)[number];
