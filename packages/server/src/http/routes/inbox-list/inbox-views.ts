import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { createInboxView } from '../../../commands/create-inbox-view.ts';
import { deleteInboxView } from '../../../commands/delete-inbox-view.ts';
import { updateInboxView } from '../../../commands/update-inbox-view.ts';
import { inboxView } from '../../../presenters/inbox-view.ts';
import { listViews } from '../../../store/inbox-views/inbox-views.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { viewerOf } from './viewer.ts';

/** The saved views of a team and of each person. */
export function inboxViewRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, api.listInboxViewsEndpoint, async ({ principal, workspaceId }) => {
    const { userId } = viewerOf(principal);
    const views = await listViews(deps.database.db, { workspaceId, userId });
    return { object: 'list' as const, data: views.map(inboxView) };
  });
  workspaceRoute(app, deps, api.createInboxViewEndpoint, async ({ principal, origin, body, keepAnswer }) => {
    const { position, ...view } = body;
    return inboxView(
      await createInboxView(deps, {
        origin,
        viewer: viewerOf(principal),
        view,
        position,
        alongside: (tx, made) => keepAnswer(tx, inboxView(made)),
      }),
    );
  });
  workspaceRoute(app, deps, api.updateInboxViewEndpoint, async ({ principal, origin, params, body }) =>
    inboxView(await updateInboxView(deps, { origin, viewer: viewerOf(principal), id: params.view_id, patch: body })),
  );
  workspaceRoute(app, deps, api.deleteInboxViewEndpoint, async ({ principal, origin, params }) => {
    await deleteInboxView(deps, { origin, viewer: viewerOf(principal), id: params.view_id });
    return { object: 'inbox_view' as const, id: params.view_id, deleted: true as const };
  });
}
