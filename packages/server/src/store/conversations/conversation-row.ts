import type { ConversationAnalysis, ConversationRating, Driver, Priority, Progress, Source } from '@parley/protocol';
import type { Conversation, PendingTurn } from '../../domain/conversation/conversation.ts';
import type { JsonObject } from '../../lib/json.ts';

/** A row of `conversations`, as both drivers give it. */
export type ConversationRow = {
  workspace_id: string;
  id: string;
  agent_id: string;
  ord: number;
  source: Source;
  driver: Driver;
  progress: Progress;
  epoch: number;
  seq: number;
  message_count: number;
  priority: Priority;
  assigned_to: string | null;
  visitor_name: string | null;
  visitor_email: string | null;
  visitor_phone: string | null;
  visitor_label: string | null;
  metadata: JsonObject;
  client_metadata: JsonObject | null;
  title: string | null;
  summary: string | null;
  sentiment_score: number | null;
  tag_ids: string[];
  qr_code_id: string | null;
  product_id: string | null;
  object_id: string | null;
  title_edited: boolean;
  url: string | null;
  languages: { [language: string]: number };
  most_frequent_language: string | null;
  created_at: Date;
  last_message_at: Date;
  last_message_content: string;
  last_visitor_message_at: Date | null;
  unread: boolean;
  resolved_at: Date | null;
  closed_at: Date | null;
  people_were_here: boolean;
  person_offered: boolean;
  answered_ord: number;
  last_visitor_ord: number;
  silent_since: Date | null;
  turns: PendingTurn[];
  visitor_id: string | null;
  verified_as: string | null;
  /** Null for what was stored before browsers could say anything. */
  unverified_keys: string[] | null;
  rating: ConversationRating | null;
  analysis: ConversationAnalysis | null;
};

/** The columns that a save may change: the rest is set once, at the start. */
export const CHANGING_COLUMNS = [
  'driver',
  'progress',
  'epoch',
  'seq',
  'message_count',
  'priority',
  'assigned_to',
  'visitor_name',
  'visitor_email',
  'visitor_phone',
  'visitor_label',
  'metadata',
  'client_metadata',
  'title',
  'summary',
  'sentiment_score',
  'tag_ids',
  'title_edited',
  'languages',
  'most_frequent_language',
  'last_message_at',
  'last_message_content',
  'last_visitor_message_at',
  'unread',
  'resolved_at',
  'closed_at',
  'people_were_here',
  'person_offered',
  'answered_ord',
  'last_visitor_ord',
  'silent_since',
  'turns',
  'verified_as',
  'unverified_keys',
  'rating',
  'analysis',
] as const satisfies readonly (keyof ConversationRow)[];

/** The row of a conversation. */
export function toRow(state: Conversation): ConversationRow {
  return {
    workspace_id: state.workspaceId,
    id: state.id,
    agent_id: state.agentId,
    ord: state.ord,
    source: state.source,
    driver: state.driver,
    progress: state.progress,
    epoch: state.epoch,
    seq: state.seq,
    message_count: state.messageCount,
    priority: state.priority,
    assigned_to: state.assignedTo,
    visitor_name: state.visitor.name,
    visitor_email: state.visitor.email,
    visitor_phone: state.visitor.phone,
    visitor_label: state.visitor.label,
    metadata: state.metadata,
    client_metadata: state.clientMetadata,
    title: state.title,
    summary: state.summary,
    sentiment_score: state.sentimentScore,
    tag_ids: [...state.tagIds],
    qr_code_id: state.qrCodeId,
    product_id: state.productId,
    object_id: state.objectId,
    title_edited: state.titleEdited,
    url: state.url,
    languages: state.languages,
    most_frequent_language: state.mostFrequentLanguage,
    created_at: state.createdAt,
    last_message_at: state.lastMessageAt,
    last_message_content: state.lastMessageContent,
    last_visitor_message_at: state.lastVisitorMessageAt,
    unread: state.unread,
    resolved_at: state.resolvedAt,
    closed_at: state.closedAt,
    people_were_here: state.peopleWereHere,
    person_offered: state.personOffered,
    answered_ord: state.answeredOrd,
    last_visitor_ord: state.lastVisitorOrd,
    silent_since: state.silentSince,
    turns: [...state.turns],
    visitor_id: state.visitorId,
    verified_as: state.verifiedAs,
    unverified_keys: [...state.unverifiedKeys],
    rating: state.rating,
    analysis: state.analysis,
  };
}

/** The conversation of a row. */
export function fromRow(row: ConversationRow): Conversation {
  return {
    workspaceId: row.workspace_id,
    id: row.id,
    agentId: row.agent_id,
    ord: row.ord,
    source: row.source,
    driver: row.driver,
    progress: row.progress,
    epoch: row.epoch,
    seq: row.seq,
    messageCount: row.message_count,
    priority: row.priority,
    assignedTo: row.assigned_to,
    visitor: {
      name: row.visitor_name,
      email: row.visitor_email,
      phone: row.visitor_phone,
      label: row.visitor_label,
    },
    metadata: row.metadata,
    clientMetadata: row.client_metadata,
    title: row.title,
    summary: row.summary,
    sentimentScore: row.sentiment_score,
    tagIds: row.tag_ids,
    qrCodeId: row.qr_code_id,
    productId: row.product_id,
    objectId: row.object_id,
    titleEdited: row.title_edited,
    url: row.url,
    languages: row.languages,
    mostFrequentLanguage: row.most_frequent_language,
    createdAt: row.created_at,
    lastMessageAt: row.last_message_at,
    lastMessageContent: row.last_message_content,
    lastVisitorMessageAt: row.last_visitor_message_at,
    unread: row.unread,
    resolvedAt: row.resolved_at,
    closedAt: row.closed_at,
    peopleWereHere: row.people_were_here,
    personOffered: row.person_offered,
    answeredOrd: row.answered_ord,
    lastVisitorOrd: row.last_visitor_ord,
    silentSince: row.silent_since,
    turns: row.turns,
    visitorId: row.visitor_id,
    verifiedAs: row.verified_as,
    unverifiedKeys: row.unverified_keys ?? [],
    rating: row.rating,
    analysis: row.analysis,
  };
}
