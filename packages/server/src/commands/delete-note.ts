import { AppError } from '@parley/protocol';
import { removeNote } from '../store/notes/notes.ts';
import { type ChangeNoteDeps, changeNote, type OfConversation } from './change-note.ts';

export type DeleteNoteInput = OfConversation & { readonly noteId: string };

/** Deletes a note for good. Throws `not_found`. */
export async function deleteNote(deps: ChangeNoteDeps, input: DeleteNoteInput): Promise<void> {
  const { workspaceId, conversationId, noteId } = input;
  await changeNote(deps, input, {
    type: 'note.deleted',
    noteId,
    async write(tx) {
      const isGone = !(await removeNote(tx, { workspaceId, id: conversationId }, noteId));
      if (isGone) throw new AppError('not_found', 'There is no such note.');
    },
  });
}
