import { AppError } from '@parley/protocol';
import type { Agent } from '../store/agents/find-access.ts';
import { findWorkspaceAgent } from '../store/agents/find-workspace-agent.ts';
import type { HttpDeps } from './deps.ts';

type Named = { readonly workspaceId: string; readonly params: { readonly chatbot_id: string } };

/** The agent that an address names. Throws `not_found` alike for one of another workspace and for none. */
export async function requireWorkspaceAgent(deps: HttpDeps, { workspaceId, params }: Named): Promise<Agent> {
  const agent = await findWorkspaceAgent(deps.database.named, workspaceId, params.chatbot_id);
  if (!agent) throw new AppError('not_found', 'There is no such chatbot in this workspace.');
  return agent;
}
