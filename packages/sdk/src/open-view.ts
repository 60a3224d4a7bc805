import type { InboxConversation, InboxMessage } from '@parley/protocol/api';
import type { ConversationView } from './conversation-view.ts';

/**
 * The view of a conversation that was opened with `get-inbox-conversation`: `applyEvent` goes on from it with the events
 * after its `seq`, without a gap, though its older messages are not there.
 */
export function openView(opened: InboxConversation): ConversationView {
  return {
    seq: opened.seq,
    conversation: opened.conversation,
    source: opened.source,
    driver: opened.driver,
    progress: opened.progress,
    messages: opened.messages.map(({ message }) => message),
    skipped: skippedBefore(opened.messages) ?? opened.message_count,
    notes: opened.notes,
    tagIds: opened.tag_ids,
    unread: opened.unread,
    peopleWereHere: opened.people_were_here,
    handoffState: opened.handoff_state,
    contactLabel: opened.contact_label,
    metadata: opened.metadata,
    unverifiedKeys: opened.unverified_keys,
    verifiedAs: opened.verified_as,
    clientMetadata: opened.client_metadata,
    lastMessageContent: opened.last_message_content,
    lastVisitorMessageAt: opened.last_visitor_message_at,
    languages: opened.languages,
    mostFrequentLanguage: opened.most_frequent_language,
    rating: opened.rating,
    analysis: opened.analysis,
  };
}

/** Puts a page of older messages before those of a view; the page must end where they begin. */
export function withOlderMessages(view: ConversationView, older: readonly InboxMessage[]): ConversationView {
  const messages = [...older.map(({ message }) => message), ...view.messages];
  return { ...view, messages, skipped: skippedBefore(older) ?? view.skipped };
}

/** How many messages were said before those of a page; null where it has markers alone. */
function skippedBefore(messages: readonly InboxMessage[]): number | null {
  const first = messages.find(({ ord }) => ord !== null)?.ord ?? null;
  return first === null ? null : first - 1;
}
