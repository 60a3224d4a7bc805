import type { ConversationAnalysis } from '@parley/protocol';
import {
  type AssigneeType,
  type ConversationRating,
  type ResolutionStatus,
  SOURCES_WITHOUT_INBOX_CONTROL,
  type Source,
} from '@parley/protocol';
import { assigneeType, isTerminated, resolutionStatus, type Visitor } from '../../domain/conversation/conversation.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { ConversationRow } from './conversation-row.ts';

/** A conversation as lists and its detail show it. */
export type ConversationOverview = {
  readonly id: string;
  readonly ord: number;
  readonly source: Source;
  readonly createdAt: Date;
  readonly lastMessageAt: Date;
  readonly lastMessageContent: string;
  readonly lastVisitorMessageAt: Date | null;
  readonly title: string | null;
  readonly url: string | null;
  readonly isTerminated: boolean;
  readonly resolutionStatus: ResolutionStatus;
  readonly assigneeType: AssigneeType;
  readonly hasUnread: boolean;
  readonly supportsInboxControl: boolean;
  readonly mostFrequentLanguage: string | null;
  readonly visitor: Visitor;
  readonly clientMetadata: JsonObject | null;
  readonly rating: ConversationRating | null;
  /** The site's own id of the visitor, where the site has vouched for it. */
  readonly verifiedAs: string | null;
  readonly unverifiedKeys: readonly string[];
  readonly analysis: ConversationAnalysis | null;
};

const COLUMNS = [
  'id',
  'ord',
  'source',
  'created_at',
  'last_message_at',
  'last_message_content',
  'last_visitor_message_at',
  'title',
  'url',
  'driver',
  'progress',
  'unread',
  'most_frequent_language',
  'visitor_name',
  'visitor_email',
  'visitor_phone',
  'visitor_label',
  'client_metadata',
  'rating',
  'verified_as',
  'unverified_keys',
  'analysis',
] as const satisfies readonly (keyof ConversationRow)[];

export type OverviewRow = Pick<ConversationRow, (typeof COLUMNS)[number]>;

/** The columns of an overview, of conversations `c`. */
export const OVERVIEW_COLUMNS = COLUMNS.map((column) => `c.${column}`).join(', ');

/** The overview of a row that was read with `OVERVIEW_COLUMNS`. */
export function overviewOf(row: OverviewRow): ConversationOverview {
  const withoutControl: readonly Source[] = SOURCES_WITHOUT_INBOX_CONTROL;
  return {
    id: row.id,
    ord: row.ord,
    source: row.source,
    createdAt: row.created_at,
    lastMessageAt: row.last_message_at,
    lastMessageContent: row.last_message_content,
    lastVisitorMessageAt: row.last_visitor_message_at,
    title: row.title,
    url: row.url,
    isTerminated: isTerminated(row.progress),
    resolutionStatus: resolutionStatus(row.progress),
    assigneeType: assigneeType(row.driver),
    hasUnread: row.unread,
    supportsInboxControl: !withoutControl.includes(row.source),
    mostFrequentLanguage: row.most_frequent_language,
    visitor: {
      name: row.visitor_name,
      email: row.visitor_email,
      phone: row.visitor_phone,
      label: row.visitor_label,
    },
    clientMetadata: row.client_metadata,
    rating: row.rating,
    verifiedAs: row.verified_as,
    unverifiedKeys: row.unverified_keys ?? [],
    analysis: row.analysis,
  };
}
