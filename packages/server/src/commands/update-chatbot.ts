import type { AgentState } from '@parley/protocol';
import { type AgentSettings, readSettings } from '../domain/agent/settings.ts';
import type { Origin } from '../domain/people/origin.ts';
import type { JsonObject } from '../lib/json.ts';
import { isSameJson } from '../lib/same-json.ts';
import { type Chatbot, getChatbot, lockAgent, saveChatbot } from '../store/agents/chatbots.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Deps } from './deps.ts';

export type UpdateChatbotInput = {
  /** The id or the scenario id. */
  readonly ref: string;
  readonly settings: Partial<AgentSettings>;
  readonly state?: AgentState | undefined;
  readonly origin: Origin;
  /** Looks at the agent under its lock; throws what refuses the change. */
  readonly check?: (agent: { readonly state: AgentState; readonly settings: AgentSettings }) => void;
};

/** Changes what is given of an agent; without effect it leaves no trace. Throws `not_found`. */
export async function updateChatbot(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { ref, settings, state, origin, check }: UpdateChatbotInput,
): Promise<Chatbot> {
  const { workspaceId } = origin;
  return database.transaction(async (tx) => {
    const agent = await lockAgent(tx, workspaceId, ref);
    const known = readSettings(agent.settings);
    check?.({ state: agent.state, settings: known });
    const before = known as unknown as JsonObject;
    const given = Object.entries(settings as JsonObject).filter(([name, value]) => !isSameJson(before[name], value));
    const next = state ?? agent.state;
    const changed = [...given.map(([name]) => name), ...(next === agent.state ? [] : ['status'])];
    if (changed.length > 0) {
      const at = clock.now();
      await saveChatbot(tx, { id: agent.id, state: next, settings: Object.fromEntries(given) }, at);
      const action = next === 'archived' && next !== agent.state ? 'chatbot.archive' : 'chatbot.update';
      const told = { action, target: { type: 'chatbot', id: agent.id }, details: { changed } };
      await insertAudit(tx, { id: ids.uuid(), at, origin, ...told });
    }
    return getChatbot(tx, workspaceId, agent.id);
  });
}
