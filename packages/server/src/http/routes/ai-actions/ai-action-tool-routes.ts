import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { askForTools, findRemote } from '../../../commands/list-remote-tools.ts';
import { aiActionTools } from '../../../presenters/ai-action-tools.ts';
import { listActions } from '../../../store/actions/actions.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** The tools of remote MCP servers: as they were told last, and asked for anew. */
export function aiActionToolRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { db } = deps.database;
  agentRoute(app, deps, api.listAiActionToolsEndpoint, async ({ access, params }) => {
    const { action } = await findRemote(deps, access.agent, params.id);
    return aiActionTools(action, await listActions(db, access.agent.id), null);
  });
  agentRoute(app, deps, api.refreshAiActionToolsEndpoint, async ({ access, params, origin }) => {
    const { action, problem } = await askForTools(deps, { agent: access.agent, number: params.id, origin });
    return aiActionTools(action, await listActions(db, access.agent.id), problem);
  });
}
