import type { Conversation } from '../domain/conversation/conversation.ts';
import { takeOver as take } from '../domain/conversation/take-over.ts';
import { type ByPerson, type ChangeByPersonDeps, changeByPerson } from './change-by-person.ts';

/**
 * Takes a conversation over for the caller, from the agent, the queue or a colleague, and reopens it where it has ended.
 * Throws `not_found` and `conflict` (no place for people in this channel).
 */
export async function takeOver(deps: ChangeByPersonDeps, input: ByPerson): Promise<Conversation> {
  const { conversation } = await changeByPerson(deps, input, {
    action: 'conversation.take_over',
    decide: (state, at) => take(state, input.origin.actor, at),
  });
  return conversation;
}
