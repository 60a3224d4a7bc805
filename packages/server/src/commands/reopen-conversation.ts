import type { Conversation } from '../domain/conversation/conversation.ts';
import { reopenWithAgent } from '../domain/conversation/hand-back.ts';
import { reopenWithMe } from '../domain/conversation/take-over.ts';
import { type ByPerson, type ChangeByPersonDeps, changeByPerson } from './change-by-person.ts';
import { getConversationAgent } from './get-conversation-agent.ts';

export type ReopenConversationInput = ByPerson & { readonly with: 'me' | 'agent' };

/**
 * Reopens a conversation that has ended: the caller goes on with it, or the agent does. Without effect on an open one.
 * Throws `not_found` and `conflict` (no place for people in this channel; the agent is paused or archived).
 */
export async function reopenConversation(
  deps: ChangeByPersonDeps,
  { with: whom, ...input }: ReopenConversationInput,
): Promise<Conversation> {
  const { actor } = input.origin;
  const agent = await getConversationAgent(deps, input);
  const { conversation } = await changeByPerson(deps, input, {
    action: 'conversation.reopen',
    decide: (state, at) => (whom === 'me' ? reopenWithMe(state, actor, at) : reopenWithAgent(state, agent, actor, at)),
  });
  return conversation;
}
