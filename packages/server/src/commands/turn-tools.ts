import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import type { TurnTool } from '../domain/turn/turn-tool.ts';
import type { Agent } from '../store/agents/find-access.ts';
import type { Deps } from './deps.ts';

export type TurnToolsInput = {
  readonly agent: Agent;
  readonly conversation: Conversation;
  readonly turn: Pick<PendingTurn, 'id'>;
};

export type TurnToolsDeps = Pick<Deps, 'database'>;

/**
 * What the agent may do in a turn: the actions that are switched on and whose conditions hold. An agent without actions
 * costs no query.
 */
export async function turnTools(_deps: TurnToolsDeps, { agent }: TurnToolsInput): Promise<readonly TurnTool[]> {
  if (!agent.hasActions) return [];
  return [];
}
