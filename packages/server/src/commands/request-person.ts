import { AppError } from '@parley/protocol';
import { readSettings } from '../domain/agent/settings.ts';
import type { Conversation } from '../domain/conversation/conversation.ts';
import { requestPerson as request } from '../domain/conversation/take-over.ts';
import { type ByPerson, type ChangeByPersonDeps, changeByPerson } from './change-by-person.ts';
import { changeConversation } from './change-conversation.ts';
import { getConversationAgent } from './get-conversation-agent.ts';

/**
 * Asks people to join a conversation, for the visitor or for somebody of the team. Without effect where they have been
 * asked or are there. Throws `not_found` and `conflict` (this agent has no people, or the channel no place for them).
 */
export async function requestPerson(deps: ChangeByPersonDeps, input: ByPerson): Promise<Conversation> {
  const agent = await getConversationAgent(deps, input);
  if (!readSettings(agent.settings).peopleEnabled) {
    throw new AppError('conflict', 'Nobody of the team can be asked to join the conversations of this agent.', {
      reason: 'people_are_off',
    });
  }
  const { actor } = input.origin;
  if (actor.type !== 'visitor') {
    const action = 'conversation.request_person';
    const decide = (state: Conversation, at: Date) => request(state, actor, at);
    return (await changeByPerson(deps, input, { action, decide })).conversation;
  }
  let seen: Conversation | undefined;
  const decision = await changeConversation(deps, { workspaceId: input.workspaceId, id: input.conversationId }, null, {
    decide(state, at) {
      seen = state;
      return request(state, actor, at);
    },
  });
  const conversation = decision?.next ?? seen;
  if (!conversation) throw new Error('a change sees the state that it is decided on');
  return conversation;
}
