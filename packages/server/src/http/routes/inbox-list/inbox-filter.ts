import type { ConversationSort } from '@parley/protocol';
import { INBOX_ME, type InboxFilter, InboxFilterSchema } from '@parley/protocol/api';
import type { SavedFilter } from '../../../domain/inbox/saved-view.ts';
import type { WorkspaceFilter } from '../../../store/conversations/workspace-filter.ts';
import type { WorkspaceList } from '../../../store/conversations/workspace-page.ts';

/** What a filter of the inbox asks for when this person gives it; the words of a search apart. */
export function workspaceFilterOf(filter: InboxFilter, userId: string): WorkspaceFilter {
  return {
    view: filter.view && { name: filter.view, userId },
    agentId: filter.chatbot_id,
    statuses: given(filter.status),
    resolution: filter.resolution_status,
    assigneeTypes: given(filter.assignee_type),
    priorities: given(filter.priority),
    assignedTo: given(filter.assigned_to)?.map((id) => (id === INBOX_ME ? userId : id)),
    includeUnassigned: filter.include_unassigned,
    tagIds: given(filter.tag),
    createdFrom: filter.created_after,
    createdTo: filter.created_before,
    lastMessageFrom: filter.last_message_after,
    lastMessageTo: filter.last_message_before,
    sources: given(filter.source),
    languages: given(filter.language),
    isUnread: filter.unread,
    hasRating: filter.has_rating,
    ratings: given(filter.rating),
    urlPart: filter.url,
    entryPointIds: given(filter.entry_point),
    metadata: filter.metadata,
    visitor: filter.visitor,
    sentimentMin: filter.sentiment_min,
    sentimentMax: filter.sentiment_max,
    sentiments: given(filter.sentiment),
    topics: given(filter.topic)?.map((topic) => topic.toLowerCase()),
    intents: given(filter.intent),
    flags: given(filter.flag),
    isFlagged: filter.flagged,
    dimensions: filter.dimension,
  };
}

/** A saved filter, read again; null when it says what is not understood any more. */
export function readSavedFilter(saved: SavedFilter): InboxFilter | null {
  const read = InboxFilterSchema.safeParse(saved);
  return read.success ? read.data : null;
}

/** The order that a sort asks for. */
export const orderOf = (sort: ConversationSort): Pick<WorkspaceList, 'by' | 'isDescending'> => ({
  by: ORDERS[sort],
  isDescending: sort.startsWith('-'),
});

const ORDERS = {
  last_message_at: 'last_message_at',
  '-last_message_at': 'last_message_at',
  created_at: 'created_at',
  '-created_at': 'created_at',
  priority: 'priority',
  '-priority': 'priority',
} as const satisfies Record<ConversationSort, WorkspaceList['by']>;

/** An empty list, `status=`, counts as not given. */
const given = <T>(values: readonly T[] | undefined): readonly T[] | undefined =>
  values?.length === 0 ? undefined : values;
