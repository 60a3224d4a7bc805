import type { Conversation } from '../domain/conversation/conversation.ts';
import { handBack as giveBack } from '../domain/conversation/hand-back.ts';
import { type ByPerson, changeByPerson } from './change-by-person.ts';
import type { Deps } from './deps.ts';
import { getConversationAgent } from './get-conversation-agent.ts';
import { startQueuedTurn } from './start-queued-turn.ts';

/**
 * Gives a conversation back to its agent, which answers at once what the visitor wrote meanwhile. Throws `not_found`,
 * `bad_request` (it has ended) and `conflict` (the agent is paused or archived).
 */
export async function handBack(deps: Deps, input: ByPerson): Promise<Conversation> {
  const agent = await getConversationAgent(deps, input);
  const turn = { id: deps.ids.uuid(), node: deps.nodeId, origin: 'queue' } as const;
  // Before it is saved: one that is saved and not among them counts as lost.
  deps.liveTurns.add(turn.id);
  let isLive = false;
  try {
    const { conversation, decision } = await changeByPerson(deps, input, {
      action: 'conversation.hand_back',
      decide: (state, at) => giveBack(state, agent, turn, input.origin.actor, at),
    });
    if (decision?.turn) {
      isLive = true;
      startQueuedTurn(deps, { conversation, turn: decision.turn });
    }
    return conversation;
  } finally {
    if (!isLive) deps.liveTurns.delete(turn.id);
  }
}
