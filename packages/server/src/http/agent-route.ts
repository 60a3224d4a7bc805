import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '@parley/protocol/api';
import { routerPath } from '@parley/protocol/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TokenAccess } from '../store/agents/find-access.ts';
import { bearerAccess, requireScope } from './auth/bearer-token.ts';
import type { HttpDeps } from './deps.ts';
import { renderAgentError } from './errors/agent-dialect.ts';
import { parseOrRefuse } from './errors/validation.ts';
import { sendError } from './send-error.ts';
import { TAKEN_OVER, type TakenOver } from './taken-over.ts';

export type AgentCall<E extends Endpoint> = {
  readonly access: TokenAccess;
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

/**
 * Adds an endpoint of the Agent API: token, scope, rate limit and shapes are checked, in this order, as the endpoint
 * says; the handler gets what they gave and returns the JSON reply. The first success status of the endpoint is sent. A
 * handler that took the connection over, for a stream, returns `TAKEN_OVER`.
 */
export function agentRoute<const E extends Endpoint>(
  app: FastifyInstance,
  deps: HttpDeps,
  endpoint: E,
  handle: (call: AgentCall<E>) => Promise<ReplyOf<E> | TakenOver>,
): void {
  const status = Number(Object.keys(endpoint.responses)[0] ?? 200);
  app.route({
    method: endpoint.method,
    url: routerPath(endpoint.path),
    errorHandler: (error, request, reply) => sendError(deps, error, request, reply, renderAgentError),
    async onRequest(request) {
      const access = await bearerAccess(deps, request);
      if (endpoint.scope) requireScope(access.scope, endpoint.scope);
      await deps.limits.count(endpoint.tier, access.tokenId, endpoint.id);
      accesses.set(request, access);
    },
    async handler(request, reply) {
      const access = accesses.get(request);
      if (!access) throw new Error('a request without access reached its handler');
      const call = {
        access,
        params: endpoint.params ? parseOrRefuse(endpoint.params, request.params) : {},
        query: endpoint.query ? parseOrRefuse(endpoint.query, request.query) : {},
        body: endpoint.body && !isMultipart(endpoint) ? parseOrRefuse(endpoint.body, request.body ?? {}) : undefined,
        request,
        reply,
      };
      // The shapes were just checked against the endpoint that gives the types.
      const answer = await handle(call as AgentCall<E>);
      return answer === TAKEN_OVER ? undefined : reply.code(status).send(answer);
    },
  });
}

const accesses = new WeakMap<FastifyRequest, TokenAccess>();

const isMultipart = (endpoint: Endpoint): boolean => endpoint.bodyType === 'multipart/form-data';
