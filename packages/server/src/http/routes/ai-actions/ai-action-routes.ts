import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  createAction,
  deleteAction,
  noSuchAction,
  type UpdateActionInput,
  updateAction,
} from '../../../commands/change-actions.ts';
import { testAction } from '../../../commands/test-action.ts';
import type { Action, ActionDefinition } from '../../../domain/actions/action.ts';
import type { HttpRequest } from '../../../domain/actions/http-request.ts';
import type { RemoteMcp } from '../../../domain/actions/remote-mcp.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { aiAction, aiActionCall, aiActionDetail, aiActionTest, aiActionTotals } from '../../../presenters/ai-action.ts';
import { findAction, listActions } from '../../../store/actions/actions.ts';
import { listCalls, sumCalls } from '../../../store/actions/calls.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { aiActionSecretRoutes } from './ai-action-secret-routes.ts';
import { aiActionToolRoutes } from './ai-action-tool-routes.ts';

const CALLS = 'ai-action-calls';
const PlaceSchema = z.object({ id: z.uuid() });

/** What an agent may do in other systems, under `/v1/api/ai_actions`. */
export function aiActionRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const { db, named } = deps.database;
  aiActionSecretRoutes(app, deps);
  aiActionToolRoutes(app, deps);

  agentRoute(app, deps, api.listAiActionsEndpoint, async ({ access }) =>
    (await listActions(db, access.agent.id)).map(aiAction),
  );
  agentRoute(app, deps, api.createAiActionEndpoint, async ({ access, body, origin }) => {
    const { name, description, icon, icon_color: iconColor, is_active: isActive } = body;
    const definition = definitionOf(body);
    const told = { name: name.trim(), description, icon, iconColor, isActive, definition };
    return aiActionDetail(await createAction(deps, { agentId: access.agent.id, origin, ...told }));
  });
  agentRoute(app, deps, api.getAiActionEndpoint, async ({ access, params }) => {
    const action = await findAction(db, access.agent.id, params.id);
    if (!action) throw noSuchAction();
    return aiActionDetail(action);
  });
  agentRoute(app, deps, api.updateAiActionEndpoint, async ({ access, params, body, origin, requireUnchanged }) => {
    const check = (action: Action) => requireUnchanged(aiActionDetail(action));
    const place = { agentId: access.agent.id, number: params.id };
    return aiActionDetail(await updateAction(deps, { ...place, origin, patch: patchOf(body), check }));
  });
  agentRoute(app, deps, api.deleteAiActionEndpoint, async ({ access, params, origin, requireUnchanged }) => {
    const check = (action: Action) => requireUnchanged(aiActionDetail(action));
    await deleteAction(deps, { agentId: access.agent.id, number: params.id, origin, check });
    return { id: params.id, deleted: true as const };
  });
  agentRoute(app, deps, api.testAiActionEndpoint, async ({ access, params, body }) => {
    const { tool, parameters, metadata, variables } = body;
    // Checked to be JSON at the door.
    const samples = { parameters: parameters as JsonObject, metadata: metadata as JsonObject, variables };
    return aiActionTest(await testAction(deps, { agent: access.agent, number: params.id, tool, ...samples }));
  });
  agentRoute(app, deps, api.listAiActionCallsEndpoint, async ({ access, params, query }) => {
    const action = await findAction(db, access.agent.id, params.id);
    if (!action) throw noSuchAction();
    const { cursor, limit } = query;
    const before = readCursor(CALLS, PlaceSchema, cursor)?.id ?? null;
    const calls = await listCalls(db, action.id, { before, limit: limit + 1 });
    const { data, next_cursor } = pageUpTo(calls, limit, {
      cursor: ({ id }) => cursorOf(CALLS, { id }),
      show: aiActionCall,
    });
    return { items: data, next_cursor, totals: aiActionTotals(await sumCalls(named, action.id)) };
  });
}

/** The endpoint's schema has checked it; JSON within it is read-only from here on. */
const definitionOf = (given: GivenDefinition): ActionDefinition =>
  given.type === 'http_request'
    ? { type: 'http_request', http_request: given.http_request as HttpRequest }
    : { type: 'remote_mcp', remote_mcp: given.remote_mcp as RemoteMcp };

type GivenDefinition =
  | { readonly type: 'http_request'; readonly http_request: api.HttpRequestFields }
  | { readonly type: 'remote_mcp'; readonly remote_mcp: api.RemoteMcpFields };

function patchOf({
  name,
  description,
  icon,
  icon_color,
  is_active,
  http_request,
  remote_mcp,
}: api.AiActionPatch): UpdateActionInput['patch'] {
  return {
    name: name?.trim(),
    description,
    icon,
    iconColor: icon_color,
    isActive: is_active,
    definition: http_request
      ? definitionOf({ type: 'http_request', http_request })
      : remote_mcp && definitionOf({ type: 'remote_mcp', remote_mcp }),
  };
}
