import { AppError } from '@parley/protocol';
import { type AgentSettings, readSettings } from '../domain/agent/settings.ts';
import type { WidgetChange } from '../domain/agent/widget-change.ts';
import type { WidgetSettings } from '../domain/agent/widget-settings.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import { isSameJson } from '../lib/same-json.ts';
import { lockAgent } from '../store/agents/chatbots.ts';
import { findWidgetAgentById } from '../store/agents/find-widget-agent.ts';
import { type SavedSettings, saveWidgetSettings } from '../store/agents/save-widget-settings.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { NamedQuery } from '../store/conversations/save-conversation.ts';
import type { Deps } from './deps.ts';

/** What a change of a widget is decided on: everything as it is while it is locked. */
export type WidgetAsItIs = {
  readonly scenarioId: string;
  readonly widget: WidgetSettings;
  readonly settings: AgentSettings;
};

export type WidgetChanging = {
  readonly agentId: string;
  readonly origin: Origin;
  /** What becomes of it; throws what refuses the change. */
  readonly decide: (now: WidgetAsItIs) => WidgetChange;
};

/**
 * Changes the settings of an agent's widget, and those that it shares with the agent, and writes down which. Gives what
 * was and what is. Without effect it leaves no trace. Throws `not_found`.
 */
export async function changeWidget(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { agentId, origin, decide }: WidgetChanging,
): Promise<{ readonly before: WidgetSettings; readonly saved: SavedSettings }> {
  return database.transaction(async (tx) => {
    await lockAgent(tx, origin.workspaceId, agentId);
    const query: NamedQuery = (name, text, values) => database.named(name, text, values, tx);
    const found = await findWidgetAgentById(query, agentId);
    if (!found) throw new AppError('not_found', 'There is no such agent.');
    const { agent, widget: before } = found;
    const settings = readSettings(agent.settings);
    const change = decide({ scenarioId: agent.scenarioId, widget: before, settings });
    const changed = [...othersOf(before, change.widget), ...othersOf(settings, change.settings ?? {})];
    if (changed.length === 0) return { before, saved: { widget: before, settings } };
    const at = clock.now();
    const saved = await saveWidgetSettings(query, agentId, change, at);
    const entry = { action: 'widget.update', target: { type: 'chatbot', id: agentId }, details: { changed } };
    await insertAudit(tx, { id: ids.uuid(), at, origin, ...entry });
    return { before, saved };
  });
}

/** The names of what would become something else. */
function othersOf(before: object, given: object): string[] {
  const known = before as JsonObject;
  return Object.entries(given as JsonObject).flatMap(([name, value]) => (isSameJson(known[name], value) ? [] : name));
}
