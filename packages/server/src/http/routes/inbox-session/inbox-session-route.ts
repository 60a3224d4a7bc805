import { AppError, PERMISSIONS } from '@parley/protocol';
import { getInboxSessionEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { isAllowed } from '../../../domain/people/permissions.ts';
import { avatarUrl } from '../../../presenters/widget-configuration.ts';
import { findMemberProfile } from '../../../store/people/member-profile.ts';
import type { HttpDeps } from '../../deps.ts';
import { publicHost } from '../../public-host.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `GET /inbox/api/{workspace_id}/inbox/session` */
export function inboxSessionRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, getInboxSessionEndpoint, async ({ principal, workspaceId, request }) => {
    if (principal.type !== 'user') throw new AppError('forbidden', 'Only people have a session.');
    const { userId, role } = principal;
    const profile = await findMemberProfile(deps.database.db, { workspaceId, userId });
    if (!profile) throw new AppError('not_found', 'There is no such workspace.');
    const host = publicHost(deps, request);
    const { name, email, image, workspace } = profile;
    return {
      object: 'inbox_session' as const,
      user: { id: userId, name, email, image: avatarUrl(image, host), role },
      permissions: PERMISSIONS.filter((permission) => isAllowed(role, permission)),
      workspace: { id: workspaceId, name: workspace },
      widget_loader: deps.widgetAssets.loader,
      sends_mail: deps.mailer !== null,
      public_url: host,
    };
  });
}
