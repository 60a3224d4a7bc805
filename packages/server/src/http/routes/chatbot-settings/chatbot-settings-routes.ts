import { getChatbotSettingsEndpoint, updateChatbotSettingsEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { updateAgentSettings } from '../../../commands/update-agent-settings.ts';
import { type AgentSettings, readSettings } from '../../../domain/agent/settings.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { settingsJson, settingsOf } from './setting-names.ts';

/** The settings of the token's agent. */
export function chatbotSettingsRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getChatbotSettingsEndpoint, async ({ access }) =>
    settingsJson(readSettings(access.agent.settings)),
  );
  agentRoute(app, deps, updateChatbotSettingsEndpoint, async ({ access, body, origin, requireUnchanged }) => {
    const check = (settings: AgentSettings) => requireUnchanged(settingsJson(settings));
    const change = { agentId: access.agent.id, settings: settingsOf(body), origin, check };
    return settingsJson(await updateAgentSettings(deps, change));
  });
}
