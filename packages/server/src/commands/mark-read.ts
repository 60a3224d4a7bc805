import type { Conversation } from '../domain/conversation/conversation.ts';
import { markRead as mark } from '../domain/conversation/mark-read.ts';
import { type ByPerson, type ChangeByPersonDeps, changeByPerson } from './change-by-person.ts';

export type MarkReadInput = ByPerson & { readonly unread: boolean };

/** Marks a conversation as seen by the team, or as not seen. Throws `not_found`. */
export async function markRead(deps: ChangeByPersonDeps, { unread, ...input }: MarkReadInput): Promise<Conversation> {
  const { conversation } = await changeByPerson(deps, input, {
    action: unread ? 'conversation.mark_unread' : 'conversation.mark_read',
    decide: (state) => mark(state, unread, input.origin.actor),
  });
  return conversation;
}
