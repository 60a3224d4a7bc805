import type { Actor } from '@parley/protocol';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '@parley/protocol/api';
import { routerPath } from '@parley/protocol/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../domain/people/origin.ts';
import { actorOf, type Principal } from '../domain/people/principal.ts';
import { admitKey, admitPerson, requirePermission } from './admit.ts';
import { basedOn } from './based-on.ts';
import { carryOut, type KeepAnswer } from './carry-out.ts';
import type { HttpDeps } from './deps.ts';
import { parsePart } from './errors/validation.ts';
import { renderWorkspaceError } from './errors/workspace-dialect.ts';
import { sendError } from './send-error.ts';
import type { TakenOver } from './taken-over.ts';

export type WorkspaceCall<E extends Endpoint> = {
  readonly principal: Principal;
  readonly workspaceId: string;
  /** The caller as events and the audit log name it. */
  readonly actor: Actor;
  /** The same with where the request came from, for the audit log. */
  readonly origin: Origin;
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  /**
   * For every POST that changes something: to be called in the transaction of the change with the answer to come, so
   * that a repeated request is answered with it even after a crash. Set another status of the reply before.
   */
  readonly keepAnswer: KeepAnswer<ReplyOf<E>>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/** Where the same endpoints stand for people who are signed in. */
const INBOX = '/inbox/api/:workspace_id';

/**
 * Adds an endpoint of the Workspace API, for keys under its own path and for signed-in people under
 * `/inbox/api/{workspace_id}/…` (one of the surface `inbox` only there). Credential, rate limit, permission and shapes
 * are checked, in this order, as the endpoint says; the handler gets what they gave and returns the JSON reply. Unless the
 * handler sets another, the first success status of the endpoint is sent. A handler that took the connection over, for a
 * stream, returns `TAKEN_OVER`.
 */
export function workspaceRoute<const E extends Endpoint>(
  app: FastifyInstance,
  deps: HttpDeps,
  endpoint: E,
  handle: (call: WorkspaceCall<E>) => Promise<ReplyOf<E> | TakenOver>,
): void {
  if (endpoint.surface === 'workspace') {
    addRoute(app, deps, endpoint, handle, endpoint.path, (exchange) => admitKey(deps, exchange));
  }
  const path = `${INBOX}${endpoint.path.replace(/^\/v1/, '')}`;
  addRoute(app, deps, endpoint, handle, path, (exchange) => {
    const { workspace_id: workspaceId } = exchange.request.params as { workspace_id: string };
    return admitPerson(deps, exchange, workspaceId);
  });
}

function addRoute<const E extends Endpoint>(
  app: FastifyInstance,
  deps: HttpDeps,
  endpoint: E,
  handle: (call: WorkspaceCall<E>) => Promise<ReplyOf<E> | TakenOver>,
  path: string,
  admit: (exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply }) => Promise<Principal>,
): void {
  const status = Number(Object.keys(endpoint.responses)[0] ?? 200);
  app.route({
    method: endpoint.method,
    url: routerPath(path),
    errorHandler: (error, request, reply) => sendError(deps, error, request, reply, renderWorkspaceError),
    async onRequest(request, reply) {
      const principal = await admit({ request, reply });
      requirePermission(principal, endpoint.permission ?? null);
      principals.set(request, principal);
    },
    async handler(request, reply) {
      const principal = principals.get(request);
      if (!principal) throw new Error('a request without a principal reached its handler');
      reply.code(status);
      const call = {
        principal,
        workspaceId: principal.workspaceId,
        actor: actorOf(principal),
        origin: originOf(principal, request),
        params: endpoint.params ? parsePart(endpoint.params, request.params) : {},
        query: endpoint.query ? parsePart(endpoint.query, request.query, 'invalid_query') : {},
        body: endpoint.body && !isForm(endpoint) ? parsePart(endpoint.body, request.body ?? {}) : undefined,
        request,
        reply,
      };
      return carryOut<ReplyOf<E> | TakenOver>(deps, call, (keepAnswer) =>
        // The shapes were just checked against the endpoint that gives the types.
        handle({ ...call, keepAnswer } as WorkspaceCall<E>),
      );
    },
  });
}

/** Its handler reads the form itself, as it comes. */
const isForm = ({ bodyType }: Endpoint): boolean => bodyType === 'multipart/form-data';

const originOf = (principal: Principal, { ip, headers }: FastifyRequest): Origin => ({
  workspaceId: principal.workspaceId,
  actor: actorOf(principal),
  ip,
  userAgent: headers['user-agent'] ?? null,
  // A screen shows something old; a program reads before it writes.
  ...(principal.type === 'user' ? basedOn({ headers }) : {}),
});

const principals = new WeakMap<FastifyRequest, Principal>();
