import { AppError } from '@parley/protocol';
import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { cancelExport } from '../../../commands/cancel-export.ts';
import { createExport } from '../../../commands/create-export.ts';
import { exportLink } from '../../../commands/export-link.ts';
import { EXPORT_LISTED_MS } from '../../../domain/export/export-rules.ts';
import type { Export } from '../../../domain/export/exported.ts';
import type { Origin } from '../../../domain/people/origin.ts';
import { exportJson } from '../../../presenters/export.ts';
import { findExport, listExports } from '../../../store/exports/exports.ts';
import type { HttpDeps } from '../../deps.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { workspaceFilterOf } from '../inbox-list/inbox-filter.ts';
import { viewerOf } from '../inbox-list/viewer.ts';
import { agentExportRoutes } from './agent-export-routes.ts';
import { askedFilter } from './asked-filter.ts';
import { sendExportRoute } from './send-export.ts';

const LIST = 'exports';
const PlaceSchema = z.object({ id: z.uuid() });

/** Exports: for people in the inbox, for the agents' API, and the addresses of their files. */
export function exportRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = (exported: Export, { actor }: Pick<Origin, 'actor'>) =>
    exportJson(exported, exportLink(deps, exported, actor), deps.clock.now());

  workspaceRoute(app, deps, api.listExportsEndpoint, async ({ workspaceId, origin, query }) => {
    const before = readCursor(LIST, PlaceSchema, query.cursor)?.id;
    const since = new Date(deps.clock.now().getTime() - EXPORT_LISTED_MS);
    const exports = await listExports(deps.database.db, { workspaceId, since, before, limit: query.limit + 1 });
    return pageUpTo(exports, query.limit, {
      cursor: ({ id }) => cursorOf(LIST, { id }),
      show: (exported) => show(exported, origin),
    });
  });
  workspaceRoute(app, deps, api.createExportEndpoint, async ({ principal, origin, body, request, keepAnswer }) => {
    const { format, rows, filter = {} } = body;
    const added = await createExport(deps, {
      origin,
      shape: { format, rows },
      filter: askedFilter(request.body),
      selection: {
        scope: 'workspace',
        filter: workspaceFilterOf(filter, viewerOf(principal).userId),
        words: filter.q,
        ids: filter.ids,
      },
      alongside: (tx, exported) => keepAnswer(tx, show(exported, origin)),
    });
    return show(added, origin);
  });
  workspaceRoute(app, deps, api.getExportEndpoint, async ({ workspaceId, origin, params }) => {
    const exported = await findExport(deps.database.db, { workspaceId, id: params.export_id });
    if (!exported) throw new AppError('not_found', 'There is no such export.');
    return show(exported, origin);
  });
  workspaceRoute(app, deps, api.cancelExportEndpoint, async ({ origin, params, keepAnswer }) => {
    const exported = await cancelExport(deps, {
      origin,
      id: params.export_id,
      alongside: (tx, now) => keepAnswer(tx, show(now, origin)),
    });
    return show(exported, origin);
  });
  agentExportRoutes(app, deps);
  sendExportRoute(app, deps);
}
