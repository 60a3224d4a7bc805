import type { Actor } from '@parley/protocol';
import { appendEvents, decide, draftOf } from './append.ts';
import type { Conversation, Decision } from './conversation.ts';

/** Marks a conversation as seen by the team or not; null when it is so already. */
export function markRead(state: Conversation, unread: boolean, by: Actor): Decision | null {
  if (state.unread === unread) return null;
  const draft = draftOf({ ...state, unread });
  appendEvents(draft, { type: unread ? 'conversation.marked_unread' : 'conversation.read', data: { by } });
  return decide(draft);
}
