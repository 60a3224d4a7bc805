import { SOURCES_WITHOUT_INBOX_CONTROL, type Source } from '@parley/protocol';
import type { InboxState } from '@parley/protocol/api';
import { type Conversation, handoffState } from '../domain/conversation/conversation.ts';
import { offsetTime } from './offset-time.ts';
import { workspaceConversation } from './workspace-conversation.ts';

/** What changes in a conversation, as the SDK's reducer holds it. */
export function inboxState(state: Conversation): InboxState {
  const { rating } = state;
  return {
    seq: state.seq,
    conversation: workspaceConversation(state),
    source: state.source,
    driver: state.driver,
    progress: state.progress,
    unread: state.unread,
    people_were_here: state.peopleWereHere,
    handoff_state: handoffState(state),
    contact_label: state.visitor.label,
    metadata: state.metadata,
    unverified_keys: [...state.unverifiedKeys],
    verified_as: state.verifiedAs,
    client_metadata: state.clientMetadata,
    tag_ids: [...state.tagIds],
    last_message_content: state.lastMessageContent,
    last_visitor_message_at: state.lastVisitorMessageAt && offsetTime(state.lastVisitorMessageAt),
    languages: state.languages,
    most_frequent_language: state.mostFrequentLanguage,
    rating: rating && { answers: { ...rating.answers }, comment: rating.comment },
  };
}

const WITHOUT: readonly Source[] = SOURCES_WITHOUT_INBOX_CONTROL;

/** Whether the channel has a place for people. */
export const supportsInboxControl = (source: Source): boolean => !WITHOUT.includes(source);
