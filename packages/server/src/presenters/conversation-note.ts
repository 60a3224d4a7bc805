import type { ConversationNote } from '@parley/protocol/api';
import { offsetTime } from './offset-time.ts';

/** What the Workspace API shows of a note. */
export type ShownNote = {
  readonly id: string;
  readonly conversationId: string;
  readonly authorId: string | null;
  readonly content: string;
  readonly pinned: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** A note as the Workspace API, its webhooks and its streams tell it. */
export const conversationNote = (note: ShownNote): ConversationNote => ({
  object: 'conversation_note',
  id: note.id,
  conversation_id: note.conversationId,
  author_id: note.authorId,
  content: note.content,
  pinned: note.pinned,
  created_at: offsetTime(note.createdAt),
  updated_at: offsetTime(note.updatedAt),
});
