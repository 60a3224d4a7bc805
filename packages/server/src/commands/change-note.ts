import { type NoteChange, noteChange } from '../domain/conversation/note-change.ts';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import { changeConversation } from './change-conversation.ts';
import type { Deps } from './deps.ts';

export type ChangeNoteDeps = Pick<Deps, 'database' | 'clock' | 'ids' | 'signals'>;

/** Which conversation, and who asks. */
export type OfConversation = {
  readonly workspaceId: string;
  readonly conversationId: string;
  readonly origin: Origin;
};

const ACTIONS = {
  'note.created': 'note.create',
  'note.updated': 'note.update',
  'note.deleted': 'note.delete',
} as const satisfies Record<NoteChange['type'], string>;

/** Writes a note's event, its entry in the audit log and what `write` does in one transaction. Throws `not_found`. */
export async function changeNote(
  deps: ChangeNoteDeps,
  { workspaceId, conversationId, origin }: OfConversation,
  { type, noteId, write }: { type: NoteChange['type']; noteId: string; write: (tx: Tx) => Promise<void> },
): Promise<void> {
  await changeConversation(deps, { workspaceId, id: conversationId }, null, {
    origin,
    decide: (state) => noteChange(state, { type, noteId, by: origin.actor }),
    async alongside(tx) {
      await write(tx);
      await insertAudit(tx, {
        id: deps.ids.uuid(),
        at: deps.clock.now(),
        origin,
        action: ACTIONS[type],
        target: { type: 'conversation_note', id: noteId },
        details: { conversation_id: conversationId },
      });
    },
  });
}
