import { type AgentSettings, readSettings } from '../domain/agent/settings.ts';
import type { JsonObject } from '../lib/json.ts';
import { saveAgentSettings } from '../store/agents/agent-settings.ts';
import type { Deps } from './deps.ts';

export type UpdateAgentSettingsInput = { readonly agentId: string; readonly settings: Partial<AgentSettings> };

/** Changes the settings that are given, for the next message on, and gives all of them. */
export async function updateAgentSettings(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  { agentId, settings }: UpdateAgentSettingsInput,
): Promise<AgentSettings> {
  // A single statement: two callers who set different things at the same time both succeed.
  return readSettings(await saveAgentSettings(database.named, agentId, settings as JsonObject, clock.now()));
}
