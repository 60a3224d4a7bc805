import { draftAt } from './draft.ts';
import { type Place, removeKept } from './kept-locally.ts';
import { forgetOutbox } from './use-outbox.ts';

/** Forgets what was begun in a conversation that is gone: its draft with the files, and replies on their way. */
export function forgetConversation(place: Place): void {
  draftAt(place).forget();
  forgetOutbox(place);
  removeKept(place);
}
