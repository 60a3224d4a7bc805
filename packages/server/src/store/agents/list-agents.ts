import type { JsonObject } from '../../lib/json.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import type { Db } from '../schema.ts';
import { AGENT_COLUMNS, type Agent, type AgentColumns, agentOf } from './find-access.ts';

/** An agent as lists show it. */
export type ListedAgent = Pick<Agent, 'id' | 'scenarioId' | 'state'> & { readonly settings: JsonObject };

/** Every agent of the installation, the oldest first. */
export async function listAgents(db: Db): Promise<ListedAgent[]> {
  return db
    .selectFrom('agents')
    .select(['id', 'scenario_id as scenarioId', 'state', 'settings'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The agents of a workspace, the oldest first. */
export async function listWorkspaceAgents(db: Db, workspaceId: string): Promise<ListedAgent[]> {
  return db
    .selectFrom('agents')
    .select(['id', 'scenario_id as scenarioId', 'state', 'settings'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The agent of an id; null when there is none. */
export async function findAgentById(query: NamedQuery, id: string): Promise<Agent | null> {
  const text = `select ${AGENT_COLUMNS} from agents a where a.id = $1::uuid`;
  const [row] = await query<AgentColumns>('agent-by-id', text, [id]);
  return row ? agentOf(row) : null;
}

/** The agent of a scenario id; null when there is none. */
export async function findAgent(query: NamedQuery, scenarioId: string): Promise<Agent | null> {
  const text = `select ${AGENT_COLUMNS} from agents a where a.scenario_id = $1::text`;
  const [row] = await query<AgentColumns>('agent-by-scenario', text, [scenarioId]);
  return row ? agentOf(row) : null;
}

/** The oldest agent of the installation that visitors may talk to; null when there is none. */
export async function findOldestAgent(query: NamedQuery): Promise<Agent | null> {
  const text = `select ${AGENT_COLUMNS} from agents a where a.state in ('active', 'paused') order by a.created_at, a.id limit 1`;
  const [row] = await query<AgentColumns>('oldest-agent', text, []);
  return row ? agentOf(row) : null;
}
