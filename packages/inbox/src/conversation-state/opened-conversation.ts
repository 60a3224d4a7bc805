import type { InboxConversation, InboxMessage } from '@parley/protocol/api';
import type { ConversationView } from '@parley/sdk';

/** What no event tells: it is as old as the last reading. */
export type Facts = Pick<
  InboxConversation,
  | 'ord'
  | 'url'
  | 'supports_inbox_control'
  | 'has_more_notes'
  | 'chatbot'
  | 'owner'
  | 'note_authors'
  | 'visitor'
  | 'other_conversations'
  | 'entry_point'
>;

/** The conversation that is on screen: its log so far, folded. */
export type OpenedConversation = {
  readonly id: string;
  readonly view: ConversationView;
  /** Messages and markers as they are shown, oldest first, without a gap. */
  readonly entries: readonly InboxMessage[];
  readonly hasOlder: boolean;
  /** From this `seq` on, entries were told by the stream alone: what belongs to them is to be read. */
  readonly sketchedFrom: number | null;
  /** Visitor messages that the agent is about to answer, by number. */
  readonly pendingTurns: readonly { readonly turn_id: string; readonly ord: number }[];
  readonly facts: Facts;
};
