import { readWidgetSettings, type WidgetSettings } from '../../domain/agent/widget-settings.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { NamedQuery } from '../conversations/save-conversation.ts';
import { AGENT_COLUMNS, type Agent, type AgentColumns, agentOf } from './find-access.ts';

/** An agent as what serves its widget needs it. */
export type WidgetAgent = { readonly agent: Agent; readonly widget: WidgetSettings; readonly updatedAt: Date };

type Row = AgentColumns & { widget: JsonObject; updated_at: Date };
const SELECT = `select ${AGENT_COLUMNS}, a.widget, a.updated_at from agents a`;

/** The agent of a scenario id; null when there is none. */
export async function findWidgetAgent(query: NamedQuery, scenarioId: string): Promise<WidgetAgent | null> {
  return widgetAgent(await query<Row>('widget-agent', `${SELECT} where a.scenario_id = $1::text`, [scenarioId]));
}

/** The agent of an id; null when there is none. */
export async function findWidgetAgentById(query: NamedQuery, id: string): Promise<WidgetAgent | null> {
  return widgetAgent(await query<Row>('widget-agent-by-id', `${SELECT} where a.id = $1::uuid`, [id]));
}

function widgetAgent([row]: Row[]): WidgetAgent | null {
  return row ? { agent: agentOf(row), widget: readWidgetSettings(row.widget), updatedAt: row.updated_at } : null;
}
