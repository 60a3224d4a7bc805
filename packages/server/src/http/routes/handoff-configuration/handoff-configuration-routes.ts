import {
  getDataGatheringEndpoint,
  getHandoffConfigurationEndpoint,
  putDataGatheringEndpoint,
  putHandoffConfigurationEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { setHandoff } from '../../../commands/set-handoff.ts';
import { updateAgentSettings } from '../../../commands/update-agent-settings.ts';
import { type AgentSettings, readSettings } from '../../../domain/agent/settings.ts';
import {
  dataGatheringJson,
  handoffConfigurationJson,
  handoffSettingsOf,
} from '../../../presenters/handoff-configuration.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** How conversations are handed over to people, and what the agent writes down of them. */
export function handoffConfigurationRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getHandoffConfigurationEndpoint, async ({ access }) =>
    handoffConfigurationJson(readSettings(access.agent.settings)),
  );
  agentRoute(app, deps, putHandoffConfigurationEndpoint, async ({ access, body, origin, requireUnchanged }) => {
    const check = (now: AgentSettings) => requireUnchanged(handoffConfigurationJson(now));
    const change = { agentId: access.agent.id, settings: handoffSettingsOf(body), origin, check };
    return handoffConfigurationJson(await setHandoff(deps, change));
  });
  agentRoute(app, deps, getDataGatheringEndpoint, async ({ access }) =>
    dataGatheringJson(readSettings(access.agent.settings)),
  );
  agentRoute(app, deps, putDataGatheringEndpoint, async ({ access, body, origin, requireUnchanged }) => {
    const check = (now: AgentSettings) => requireUnchanged(dataGatheringJson(now));
    const change = { agentId: access.agent.id, settings: { gathering: body.fields }, origin, check };
    return dataGatheringJson(await updateAgentSettings(deps, change));
  });
}
