import { getWidgetConfigurationEndpoint, updateWidgetConfigurationEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import type { WidgetAsItIs } from '../../../commands/change-widget.ts';
import { updateWidgetConfiguration } from '../../../commands/update-widget-configuration.ts';
import { readSettings } from '../../../domain/agent/settings.ts';
import { widgetConfigurationJson, widgetPatchOf } from '../../../presenters/widget-configuration.ts';
import { findWidgetAgentById, type WidgetAgent } from '../../../store/agents/find-widget-agent.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { publicHost } from '../../public-host.ts';
import { avatarRoutes } from './avatar.ts';
import { getWidgetConfigRoute } from './get-widget-config.ts';

/** How the widget looks and behaves, for those who set it and for pages that show it. */
export function widgetConfigurationRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getWidgetConfigurationEndpoint, async ({ access, request }) => {
    const { agent, widget } = await ownAgent(deps, access.agent.id);
    return widgetConfigurationJson({ settings: readSettings(agent.settings), widget }, publicHost(deps, request));
  });
  agentRoute(
    app,
    deps,
    updateWidgetConfigurationEndpoint,
    async ({ access, body, request, origin, requireUnchanged }) => {
      const host = publicHost(deps, request);
      const check = (now: WidgetAsItIs) => requireUnchanged(widgetConfigurationJson(now, host));
      const change = { agentId: access.agent.id, patch: widgetPatchOf(body), origin, check };
      return widgetConfigurationJson(await updateWidgetConfiguration(deps, change), host);
    },
  );
  avatarRoutes(app, deps);
  getWidgetConfigRoute(app, deps);
}

async function ownAgent(deps: HttpDeps, id: string): Promise<WidgetAgent> {
  const found = await findWidgetAgentById(deps.database.named, id);
  if (!found) throw new Error('the agent of a token is not there');
  return found;
}
