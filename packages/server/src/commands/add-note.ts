import { insertNote, type Note } from '../store/notes/notes.ts';
import type { Tx } from '../store/schema.ts';
import { type ChangeNoteDeps, changeNote, type OfConversation } from './change-note.ts';

export type AddNoteInput = OfConversation & {
  readonly content: string;
  readonly pinned: boolean;
  /** Written in the same transaction as the note. */
  readonly alongside?: (tx: Tx, note: Note) => Promise<void>;
};

/** Adds a note to a conversation. Throws `not_found`. */
export async function addNote(deps: ChangeNoteDeps, input: AddNoteInput): Promise<Note> {
  const { conversationId, content, pinned, origin, alongside } = input;
  const now = deps.clock.now();
  const note: Note = {
    id: deps.ids.uuid(),
    conversationId,
    authorId: origin.actor.type === 'operator' ? origin.actor.id : null,
    content,
    pinned,
    createdAt: now,
    updatedAt: now,
  };
  await changeNote(deps, input, {
    type: 'note.created',
    noteId: note.id,
    async write(tx) {
      await insertNote(tx, input.workspaceId, note);
      await alongside?.(tx, note);
    },
  });
  return note;
}
