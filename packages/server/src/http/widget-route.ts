import { AppError } from '@parley/protocol';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '@parley/protocol/api';
import { routerPath } from '@parley/protocol/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VisitorSession } from '../domain/visitor/visitor-session.ts';
import { findWidgetAgentById, type WidgetAgent } from '../store/agents/find-widget-agent.ts';
import { requireAllowedOrigin } from './auth/origins.ts';
import { visitorSession } from './auth/visitor-token.ts';
import type { HttpDeps } from './deps.ts';
import { parseOrRefuse } from './errors/validation.ts';
import { renderWorkspaceError } from './errors/workspace-dialect.ts';
import { sendError } from './send-error.ts';
import { TAKEN_OVER, type TakenOver } from './taken-over.ts';
import { spendWidgetCall } from './visitor-limits.ts';

/** Who calls: the agent of their session as it is now. */
export type VisitorAccess = WidgetAgent & { readonly session: VisitorSession };

export type WidgetCall<E extends Endpoint> = {
  /** Null for endpoints that ask for no visitor. */
  readonly access: E extends { readonly asksForVisitor: true } ? VisitorAccess : null;
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/**
 * Adds an endpoint of the Widget API, for browsers on other sites: session, agent, allowed origins and shapes are
 * checked, in this order; the handler gets what they gave and returns the JSON reply. Refusals are flat, as on the
 * Workspace API, and readable by the page. A handler that took the connection over, for a stream, returns `TAKEN_OVER`.
 */
export function widgetRoute<const E extends Endpoint>(
  app: FastifyInstance,
  deps: HttpDeps,
  endpoint: E,
  handle: (call: WidgetCall<E>) => Promise<ReplyOf<E> | TakenOver>,
): void {
  const status = Number(Object.keys(endpoint.responses)[0] ?? 200);
  app.route({
    method: endpoint.method,
    url: routerPath(endpoint.path),
    errorHandler: (error, request, reply) => sendError(deps, error, request, reply, renderWorkspaceError),
    async onRequest(request) {
      await spendWidgetCall(deps, request, { isPublic: !endpoint.asksForVisitor && endpoint.method === 'GET' });
      if (endpoint.asksForVisitor) accesses.set(request, await visitorAccess(deps, request));
    },
    async handler(request, reply) {
      const isForm = endpoint.bodyType === 'multipart/form-data';
      const call = {
        access: accesses.get(request) ?? null,
        params: endpoint.params ? parseOrRefuse(endpoint.params, request.params) : {},
        query: endpoint.query ? parseOrRefuse(endpoint.query, request.query) : {},
        body: endpoint.body && !isForm ? parseOrRefuse(endpoint.body, request.body ?? {}) : undefined,
        request,
        reply,
      };
      // The shapes were just checked against the endpoint that gives the types.
      const answer = await handle(call as WidgetCall<E>);
      return answer === TAKEN_OVER ? undefined : reply.code(status).send(answer);
    },
  });
}

const accesses = new WeakMap<FastifyRequest, VisitorAccess>();

/** Who the request's session token speaks for, with their agent as it is now. Throws `unauthenticated` and `forbidden`. */
export async function visitorAccess(deps: HttpDeps, request: FastifyRequest): Promise<VisitorAccess> {
  const session = visitorSession(deps, request);
  const found = await findWidgetAgentById(deps.database.named, session.agentId);
  if (!found) throw new AppError('unauthenticated', 'This session is of an agent that is not there any more.');
  requireAllowedOrigin(deps, request, found.widget);
  return { ...found, session };
}
