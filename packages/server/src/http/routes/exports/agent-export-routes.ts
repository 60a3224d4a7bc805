import { AppError } from '@parley/protocol';
import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { createExport } from '../../../commands/create-export.ts';
import { exportLink } from '../../../commands/export-link.ts';
import type { Export } from '../../../domain/export/exported.ts';
import type { Origin } from '../../../domain/people/origin.ts';
import { agentExportJson } from '../../../presenters/export.ts';
import { findExport } from '../../../store/exports/exports.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';
import { conversationFilterOf } from '../conversations/list-conversations.ts';
import { askedFilter } from './asked-filter.ts';

/** `POST /v1/api/exports` and what came of it. */
export function agentExportRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = (exported: Export, { actor }: Origin) =>
    agentExportJson(exported, exportLink(deps, exported, actor), deps.clock.now());

  agentRoute(app, deps, api.createAgentExportEndpoint, async ({ access: { agent }, origin, body, request }) => {
    const { format, rows, filter = {} } = body;
    const added = await createExport(deps, {
      origin,
      shape: { format, rows },
      filter: askedFilter(request.body),
      selection: {
        scope: 'agent',
        agentId: agent.id,
        filter: conversationFilterOf(filter),
        words: filter.query,
        ids: filter.ids,
      },
    });
    return show(added, origin);
  });
  agentRoute(app, deps, api.getAgentExportEndpoint, async ({ access: { agent }, origin, params }) => {
    const exported = await findExport(deps.database.db, { workspaceId: agent.workspaceId, id: params.export_id });
    // One of the inbox may hold what other agents heard.
    if (exported?.agentId !== agent.id) throw new AppError('not_found', 'There is no such export.');
    return show(exported, origin);
  });
}
