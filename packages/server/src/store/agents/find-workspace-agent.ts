import type { NamedQuery } from '../conversations/save-conversation.ts';
import { AGENT_COLUMNS, type Agent, type AgentColumns, agentOf } from './find-access.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SCENARIO_ID = /^[a-z0-9]{10}$/;
const SELECT = `select ${AGENT_COLUMNS} from agents a where a.workspace_id = $1::uuid and`;

/** An agent of a workspace by its id or its scenario id; null when it has none of that. */
export async function findWorkspaceAgent(query: NamedQuery, workspaceId: string, ref: string): Promise<Agent | null> {
  if (UUID.test(ref)) return agent(query, 'workspace-agent', `${SELECT} a.id = $2::uuid`, [workspaceId, ref]);
  if (!SCENARIO_ID.test(ref)) return null;
  return agent(query, 'workspace-agent-by-scenario', `${SELECT} a.scenario_id = $2::text`, [workspaceId, ref]);
}

async function agent(...[query, name, text, values]: [NamedQuery, string, string, string[]]): Promise<Agent | null> {
  const [row] = await query<AgentColumns>(name, text, values);
  return row ? agentOf(row) : null;
}
