import { pathForPeople } from '@parley/protocol';
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from '@parley/protocol/api';
import { routerPath } from '@parley/protocol/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../domain/people/origin.ts';
import type { Agent } from '../store/agents/find-access.ts';
import { type AgentCaller, admitAgentPerson, admitToken } from './admit-to-agent.ts';
import type { HttpDeps } from './deps.ts';
import { renderAgentError } from './errors/agent-dialect.ts';
import type { ErrorDialect } from './errors/rendered-error.ts';
import { parseOrRefuse, parsePart } from './errors/validation.ts';
import { renderWorkspaceError } from './errors/workspace-dialect.ts';
import { sendError } from './send-error.ts';
import { TAKEN_OVER, type TakenOver } from './taken-over.ts';
import { requireVersion, versionOf } from './versions.ts';

export type AgentCall<E extends Endpoint> = {
  readonly access: { readonly agent: Agent };
  /** The caller with where the request came from, for the audit log. */
  readonly origin: Origin;
  readonly isPerson: boolean;
  /** Asks for the credential again. Throws once it opens this no more. */
  readonly authorise: () => Promise<void>;
  /**
   * To be called with what is there, as the answer shows it, while it is locked: throws `conflict` where the caller says
   * which version they have changed (`If-Match`) and this is another. Tokens are not asked.
   */
  readonly requireUnchanged: (shown: object) => void;
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: BodyOf<E>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
};

type Handle<E extends Endpoint> = (call: AgentCall<E>) => Promise<ReplyOf<E> | TakenOver>;

/** One of the two ways to an endpoint of an agent. */
type Door = {
  readonly path: string;
  readonly dialect: ErrorDialect;
  readonly admit: (
    deps: HttpDeps,
    endpoint: Endpoint,
    exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  ) => Promise<AgentCaller>;
};

/**
 * Adds an endpoint of the Agent API, for tokens under its own path and for people who are signed in under the agent of
 * their workspace (`pathForPeople`). Credential, right, rate limit and shapes are checked as the endpoint says; the
 * handler gets what they gave and returns the JSON reply. The first success status of the endpoint is sent. A handler
 * that took the connection over, for a stream, returns `TAKEN_OVER`.
 */
export function agentRoute<const E extends Endpoint>(
  app: FastifyInstance,
  deps: HttpDeps,
  endpoint: E,
  handle: Handle<E>,
): void {
  addRoute(app, deps, endpoint, handle, { path: endpoint.path, dialect: renderAgentError, admit: admitToken });
  const path = pathForPeople(endpoint);
  addRoute(app, deps, endpoint, handle, { path, dialect: renderWorkspaceError, admit: admitAgentPerson });
}

function addRoute<const E extends Endpoint>(
  app: FastifyInstance,
  deps: HttpDeps,
  endpoint: E,
  handle: Handle<E>,
  { path, dialect, admit }: Door,
): void {
  const status = Number(Object.keys(endpoint.responses)[0] ?? 200);
  app.route({
    method: endpoint.method,
    url: routerPath(path),
    errorHandler: (error, request, reply) => sendError(deps, error, request, reply, dialect),
    async onRequest(request, reply) {
      callers.set(request, await admit(deps, endpoint, { request, reply }));
    },
    async handler(request, reply) {
      const caller = callers.get(request);
      if (!caller) throw new Error('a request without a caller reached its handler');
      const { agent, ...rest } = caller;
      const call = {
        ...rest,
        access: { agent },
        requireUnchanged: (shown: object) => caller.isPerson && requireVersion(request, shown),
        ...partsOf(endpoint, caller, request),
        request,
        reply,
      };
      // The shapes were just checked against the endpoint that gives the types.
      const answer = await handle(call as AgentCall<E>);
      if (answer === TAKEN_OVER) return;
      if (caller.isPerson && hasVersion(endpoint)) reply.header('etag', versionOf(answer as object));
      return reply.code(status).send(answer);
    },
  });
}

const callers = new WeakMap<FastifyRequest, AgentCaller>();

function partsOf(endpoint: Endpoint, { isPerson }: AgentCaller, request: FastifyRequest) {
  const { params, query, body } = endpoint;
  const parse = isPerson ? parsePart : parseOrRefuse;
  return {
    params: params ? parse(params, request.params) : {},
    query: query ? parse(query, request.query, 'invalid_query') : {},
    body: body && !isMultipart(endpoint) ? parse(body, request.body ?? {}) : undefined,
  };
}

/** Those that show a thing as it is now: by that version a change can be refused that was made on another. */
const hasVersion = ({ method }: Endpoint): boolean => method === 'GET' || method === 'PATCH' || method === 'PUT';

const isMultipart = (endpoint: Endpoint): boolean => endpoint.bodyType === 'multipart/form-data';
