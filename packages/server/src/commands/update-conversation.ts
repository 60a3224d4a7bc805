import type { Conversation } from '../domain/conversation/conversation.ts';
import { type ConversationPatch, updateByPerson } from '../domain/conversation/update-by-person.ts';
import { type ByPerson, type ChangeByPersonDeps, changeByPerson } from './change-by-person.ts';

export type UpdateConversationInput = ByPerson & { readonly patch: ConversationPatch };

/**
 * Changes what a PATCH names, all or nothing. Throws `not_found`, `bad_request` (a status that cannot be set from here;
 * says which can), `conflict` (no place for people in this channel) and `validation_failed` (an owner who is no member).
 */
export async function updateConversation(
  deps: ChangeByPersonDeps,
  { patch, ...input }: UpdateConversationInput,
): Promise<Conversation> {
  const { conversation } = await changeByPerson(deps, input, {
    action: 'conversation.update',
    decide: (state, at) => updateByPerson(state, patch, input.origin.actor, at),
  });
  return conversation;
}
