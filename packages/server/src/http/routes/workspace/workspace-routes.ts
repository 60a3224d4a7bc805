import { getWorkspaceEndpoint, renameWorkspaceEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { renameWorkspace } from '../../../commands/rename-workspace.ts';
import { offsetTime } from '../../../presenters/offset-time.ts';
import { getWorkspace, type Workspace } from '../../../store/workspaces/workspaces.ts';
import type { HttpDeps } from '../../deps.ts';
import type { Allowance } from '../../rate-limits.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** The workspace itself, in the inbox. */
export function inboxWorkspaceRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = (workspace: Workspace) => workspaceJson(workspace, deps.workspaceCalls);
  workspaceRoute(app, deps, getWorkspaceEndpoint, async ({ workspaceId }) =>
    show(await getWorkspace(deps.database.db, workspaceId)),
  );
  workspaceRoute(app, deps, renameWorkspaceEndpoint, async ({ body, origin }) =>
    show(await renameWorkspace(deps, { name: body.name, origin })),
  );
}

const workspaceJson = ({ id, name, createdAt, perMinute, perHour }: Workspace, usual: Allowance) => ({
  object: 'workspace' as const,
  id,
  name,
  api_limits: { per_minute: perMinute ?? usual.perMinute, per_hour: perHour ?? usual.perHour },
  created_at: offsetTime(createdAt),
});
