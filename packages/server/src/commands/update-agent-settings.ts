import { type AgentSettings, readSettings } from '../domain/agent/settings.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { Deps } from './deps.ts';
import { updateChatbot } from './update-chatbot.ts';

export type UpdateAgentSettingsInput = {
  readonly agentId: string;
  readonly settings: Partial<AgentSettings>;
  readonly origin: Origin;
  /** Looks at the settings under the agent's lock; throws what refuses the change. */
  readonly check?: (settings: AgentSettings) => void;
};

/** Changes the settings that are given, for the next message on, and gives all of them. */
export async function updateAgentSettings(
  deps: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { agentId, settings, origin, check }: UpdateAgentSettingsInput,
): Promise<AgentSettings> {
  const changed = await updateChatbot(deps, {
    ref: agentId,
    settings,
    origin,
    check: (agent) => check?.(agent.settings),
  });
  return readSettings(changed.settings);
}
