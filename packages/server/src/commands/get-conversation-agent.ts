import { AppError } from '@parley/protocol';
import type { Agent } from '../store/agents/find-access.ts';
import { findTurnAgent } from '../store/agents/find-turn-agent.ts';
import type { Deps } from './deps.ts';

/** Reads the agent of a conversation as it is now. Throws `not_found`. */
export async function getConversationAgent(
  { database }: Pick<Deps, 'database'>,
  { workspaceId, conversationId }: { readonly workspaceId: string; readonly conversationId: string },
): Promise<Agent> {
  const found = await findTurnAgent(database.named, { workspaceId, id: conversationId }, 0);
  if (!found) throw new AppError('not_found', 'There is no such conversation.');
  return found.agent;
}
