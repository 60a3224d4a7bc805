import { getMeEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { splitName } from '../../../presenters/team-member.ts';
import { getCaller } from '../../../store/workspaces/get-caller.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** `GET /v1/me` */
export function meRoute(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, getMeEndpoint, async ({ principal, workspaceId }) => {
    const id = principal.type === 'key' ? principal.keyId : principal.userId;
    const { workspace, name } = await getCaller(deps.database.db, workspaceId, principal.type, id);
    return {
      object: 'me' as const,
      connection_label: name,
      org_name: workspace,
      org: { id: workspaceId, name: workspace, slug: slugOf(workspace) },
      ...(principal.type === 'key'
        ? { auth: { type: 'api_key' as const }, api_key: { id, name } }
        : {
            auth: { type: 'session' as const },
            user: { id, ...splitName(name), role: principal.role },
          }),
    };
  });
}

const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
