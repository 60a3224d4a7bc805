import type { MessageChange } from '@parley/protocol';
import { appendEvents, decide, draftOf } from './append.ts';
import type { Conversation, Decision } from './conversation.ts';

/** Which message, and what it says now. */
export type ChangedMessage = { readonly ord: number; readonly content: string; readonly change: MessageChange };

/** Logs that a message is another by now; its row is changed in the same transaction. The list shows the last one's text. */
export function changeMessage(state: Conversation, { ord, content, change }: ChangedMessage): Decision {
  const draft = draftOf(state);
  appendEvents(draft, { type: 'message.changed', data: { ord, change } });
  if (ord === state.messageCount) draft.state = { ...draft.state, lastMessageContent: content };
  return decide(draft);
}
