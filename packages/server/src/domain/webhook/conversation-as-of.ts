import type { ConversationEvent } from '@parley/protocol';
import { stampsAfter } from '../conversation/change-state.ts';
import type { Conversation } from '../conversation/conversation.ts';

type Updated = Extract<ConversationEvent, { type: 'conversation.updated' }>['data'];

/** A change in the log of a conversation. */
export type LoggedChange = { readonly seq: number; readonly at: Date; readonly data: Updated };

/**
 * The conversation as it stood after its event `seq`, as far as changes name it: who reads the log late is told what was
 * so then. `changes` are all of its `conversation.updated`, in order. What the last message was stays as it is now.
 */
export function conversationAsOf(now: Conversation, changes: readonly LoggedChange[], seq: number): Conversation {
  const later = changes.filter((change) => change.seq > seq);
  if (later.length === 0) return now;
  let state = now;
  for (const { data } of later.toReversed()) state = takenBack(state, data);
  if (!later.some(({ data }) => data.progress)) return state;
  return { ...state, ...stampsAt(changes.filter((change) => change.seq <= seq)) };
}

function takenBack(state: Conversation, data: Updated): Conversation {
  const { visitor } = state;
  return {
    ...state,
    driver: data.driver?.from ?? state.driver,
    progress: data.progress?.from ?? state.progress,
    priority: data.priority?.from ?? state.priority,
    assignedTo: data.assignedTo ? data.assignedTo.from : state.assignedTo,
    verifiedAs: data.verifiedAs ? data.verifiedAs.from : state.verifiedAs,
    title: data.title ? data.title.from : state.title,
    visitor: {
      name: data.visitorName ? data.visitorName.from : visitor.name,
      email: data.visitorEmail ? data.visitorEmail.from : visitor.email,
      phone: data.visitorPhone ? data.visitorPhone.from : visitor.phone,
      label: data.visitorLabel ? data.visitorLabel.from : visitor.label,
    },
  };
}

function stampsAt(changes: readonly LoggedChange[]): Pick<Conversation, 'resolvedAt' | 'closedAt'> {
  let stamps: Pick<Conversation, 'resolvedAt' | 'closedAt'> = { resolvedAt: null, closedAt: null };
  for (const { data, at } of changes) if (data.progress) stamps = stampsAfter(stamps, data.progress.to, at);
  return stamps;
}
