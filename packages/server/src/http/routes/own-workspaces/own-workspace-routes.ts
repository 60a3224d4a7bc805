import { createWorkspaceEndpoint, type Endpoint, listOwnWorkspacesEndpoint } from '@parley/protocol/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addWorkspace } from '../../../commands/add-workspace.ts';
import { newScenarioId } from '../../../identity/new-credentials.ts';
import type { SignedIn } from '../../../identity/sessions.ts';
import { offsetTime } from '../../../presenters/offset-time.ts';
import { listOwnWorkspaces, type OwnWorkspace } from '../../../store/people/list-own-workspaces.ts';
import { personOf } from '../../auth/sessions.ts';
import type { HttpDeps } from '../../deps.ts';
import { parseOrRefuse } from '../../errors/validation.ts';
import { renderWorkspaceError } from '../../errors/workspace-dialect.ts';
import { sendError } from '../../send-error.ts';

/** `/inbox/api/workspaces`: what somebody who is signed in does before they have chosen a workspace. */
export function ownWorkspaceRoutes(app: FastifyInstance, deps: HttpDeps): void {
  personRoute(app, deps, listOwnWorkspacesEndpoint, async ({ userId }) => ({
    object: 'list',
    data: (await listOwnWorkspaces(deps.database.db, userId)).map(ownWorkspace),
  }));

  personRoute(app, deps, createWorkspaceEndpoint, async ({ userId }, request, reply) => {
    const { name } = parseOrRefuse(createWorkspaceEndpoint.body, request.body ?? {});
    const from = { ip: request.ip, userAgent: request.headers['user-agent'] ?? null };
    const made = await addWorkspace({ ...deps, newScenarioId }, { name, userId, from });
    reply.code(201);
    return ownWorkspace(made);
  });
}

function personRoute(
  app: FastifyInstance,
  deps: HttpDeps,
  { method, path: url }: Endpoint,
  handle: (person: SignedIn, request: FastifyRequest, reply: FastifyReply) => Promise<object>,
): void {
  app.route({
    method,
    url,
    errorHandler: (error, request, reply) => sendError(deps, error, request, reply, renderWorkspaceError),
    handler: async (request, reply) => handle(await personOf(deps.identity, request), request, reply),
  });
}

const ownWorkspace = ({ id, name, role, createdAt }: OwnWorkspace) => ({
  object: 'workspace' as const,
  id,
  name,
  role,
  created_at: offsetTime(createdAt),
});
