import { readSettings } from '../domain/agent/settings.ts';
import type { Conversation, PendingTurn } from '../domain/conversation/conversation.ts';
import type { TurnTool } from '../domain/turn/turn-tool.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { type ActionToolsDeps, actionTools } from './action-tools.ts';
import { rememberTool } from './remember.ts';

export type TurnToolsInput = {
  readonly agent: Agent;
  readonly conversation: Conversation;
  readonly turn: Pick<PendingTurn, 'id' | 'ord'>;
};

export type TurnToolsDeps = ActionToolsDeps;

/**
 * What the agent may do in a turn: the actions that are switched on. Their conditions are looked at when one is called. An
 * agent without actions costs no query.
 */
export async function turnTools(deps: TurnToolsDeps, input: TurnToolsInput): Promise<readonly TurnTool[]> {
  const { agent, conversation } = input;
  const { gathering: fields } = readSettings(agent.settings);
  const gathers = fields.length === 0 ? [] : [rememberTool(deps, { agent, conversationId: conversation.id, fields })];
  return agent.hasActions ? [...gathers, ...(await actionTools(deps, input))] : gathers;
}
