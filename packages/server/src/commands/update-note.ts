import { AppError } from '@parley/protocol';
import { findNote, type Note, saveNote } from '../store/notes/notes.ts';
import { type ChangeNoteDeps, changeNote, type OfConversation } from './change-note.ts';

export type UpdateNoteInput = OfConversation & {
  readonly noteId: string;
  readonly content?: string | undefined;
  readonly pinned?: boolean | undefined;
};

/** Edits or pins a note; what holds already changes nothing. Throws `not_found`. */
export async function updateNote(deps: ChangeNoteDeps, input: UpdateNoteInput): Promise<Note> {
  const { workspaceId, conversationId, noteId } = input;
  const known = await findNote(deps.database.db, { workspaceId, id: conversationId }, noteId);
  if (!known) throw noSuchNote();
  const { content = known.content, pinned = known.pinned } = input;
  if (content === known.content && pinned === known.pinned) return known;
  const note = { ...known, content, pinned, updatedAt: deps.clock.now() };
  await changeNote(deps, input, {
    type: 'note.updated',
    noteId,
    async write(tx) {
      if (!(await saveNote(tx, workspaceId, note))) throw noSuchNote();
    },
  });
  return note;
}

const noSuchNote = (): AppError => new AppError('not_found', 'There is no such note.');
