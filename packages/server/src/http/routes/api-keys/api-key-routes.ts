import {
  createApiKeyEndpoint,
  listApiKeysEndpoint,
  pauseApiKeyEndpoint,
  resumeApiKeyEndpoint,
  revokeApiKeyEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { changeWorkspaceKey } from '../../../commands/change-workspace-key.ts';
import { createWorkspaceKey, type NewWorkspaceKey } from '../../../commands/create-workspace-key.ts';
import { newWorkspaceKey } from '../../../identity/new-credentials.ts';
import { workspaceKey } from '../../../presenters/workspace-key.ts';
import { listWorkspaceKeys } from '../../../store/workspaces/workspace-keys.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** The keys of a workspace, for its owner and admins: a key makes no keys. */
export function apiKeyRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, listApiKeysEndpoint, async ({ workspaceId }) => {
    const keys = await listWorkspaceKeys(deps.database.db, workspaceId);
    return { object: 'list' as const, data: keys.map((key) => workspaceKey(key, deps.clock.now())) };
  });

  const keyDeps = { ...deps, credentials: { workspaceKey: newWorkspaceKey } };
  workspaceRoute(app, deps, createApiKeyEndpoint, async ({ body, origin, keepAnswer }) => {
    const expiresAt = body.expires_at ? new Date(body.expires_at) : null;
    const present = (made: NewWorkspaceKey) => ({ ...workspaceKey(made, made.createdAt), key: made.key });
    const alongside = (tx: Parameters<typeof keepAnswer>[0], made: NewWorkspaceKey) => keepAnswer(tx, present(made));
    return present(await createWorkspaceKey(keyDeps, { name: body.name, expiresAt, origin, alongside }));
  });

  for (const [verb, endpoint] of [
    ['pause', pauseApiKeyEndpoint],
    ['resume', resumeApiKeyEndpoint],
    ['revoke', revokeApiKeyEndpoint],
  ] as const) {
    workspaceRoute(app, deps, endpoint, async ({ params, origin, keepAnswer }) => {
      const key = await changeWorkspaceKey(deps, {
        keyId: params.key_id,
        verb,
        origin,
        alongside: (tx, changed) => keepAnswer(tx, workspaceKey(changed, deps.clock.now())),
      });
      return workspaceKey(key, deps.clock.now());
    });
  }
}
