import {
  getKnowledgeBaseEndpoint,
  type KnowledgeBaseSettings,
  type RetrainState,
  retrainEndpoint,
  updateKnowledgeBaseEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { updateAgentSettings } from '../../../commands/update-agent-settings.ts';
import { type AgentSettings, readSettings } from '../../../domain/agent/settings.ts';
import type { Agent } from '../../../store/agents/find-access.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { settingsJson, settingsOf } from '../chatbot-settings/setting-names.ts';

/** The settings that the Knowledge Base shows, and the call to retrain, which has nothing left to do. */
export function knowledgeBaseSettingsRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getKnowledgeBaseEndpoint, async ({ access: { agent } }) =>
    knowledgeBaseJson(agent, readSettings(agent.settings)),
  );
  agentRoute(app, deps, updateKnowledgeBaseEndpoint, async ({ access: { agent }, body, origin, requireUnchanged }) => {
    const check = (settings: AgentSettings) => requireUnchanged(knowledgeBaseJson(agent, settings));
    const change = { agentId: agent.id, settings: settingsOf(body), origin, check };
    return knowledgeBaseJson(agent, await updateAgentSettings(deps, change));
  });
  agentRoute(app, deps, retrainEndpoint, async ({ access }) => ({ retrain_state: retrainState(access.agent) }));
}

function knowledgeBaseJson(agent: Agent, settings: AgentSettings): KnowledgeBaseSettings {
  const { one_word_description, short_description, ai_commands } = settingsJson(settings);
  return { one_word_description, short_description, ai_commands, retrain_state: retrainState(agent) };
}

/** Every change of an article is live at once; before the first there is nothing to be up to date with. */
function retrainState({ knowledgeVersion }: Agent): RetrainState | null {
  return knowledgeVersion === 0 ? null : 'up_to_date';
}
