import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { noSuchAction } from '../../../commands/change-actions.ts';
import { askForTools } from '../../../commands/list-remote-tools.ts';
import { aiActionTools } from '../../../presenters/ai-action-tools.ts';
import { findAction, listActions } from '../../../store/actions/actions.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** The tools of remote MCP servers: as they were told last, and asked for anew. */
export function aiActionToolRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { db } = deps.database;
  agentRoute(app, deps, api.listAiActionToolsEndpoint, async ({ access, params }) => {
    const action = await findAction(db, access.agent.id, params.id);
    if (!action) throw noSuchAction();
    return aiActionTools(action, await listActions(db, access.agent.id), null);
  });
  agentRoute(app, deps, api.refreshAiActionToolsEndpoint, async ({ access, params, origin }) => {
    const { action, problem } = await askForTools(deps, { agent: access.agent, number: params.id, origin });
    return aiActionTools(action, await listActions(db, access.agent.id), problem);
  });
}
