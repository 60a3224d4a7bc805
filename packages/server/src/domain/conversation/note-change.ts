import type { Actor } from '@parley/protocol';
import { appendEvents, decide, draftOf } from './append.ts';
import type { Conversation, Decision } from './conversation.ts';

export type NoteChange = {
  readonly type: 'note.created' | 'note.updated' | 'note.deleted';
  readonly noteId: string;
  readonly by: Actor;
};

/** What the log says of a note: that it is there, changed or gone, never its text. */
export function noteChange(state: Conversation, { type, noteId, by }: NoteChange): Decision {
  const draft = draftOf(state);
  appendEvents(draft, { type, data: { noteId, by } });
  return decide(draft);
}
