import { AppError } from '@parley/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpDeps } from '../deps.ts';
import { renderMcpError } from '../errors/mcp-dialect.ts';
import { sendError } from '../send-error.ts';
import { admitToMcp, type McpCaller } from './mcp-caller.ts';
import type { McpServing } from './mcp-serving.ts';
import { requireKnownOrigin } from './require-known-origin.ts';

/** The longest article fits, in whatever script, as everywhere. */
const BODY_LIMIT = 4 * 1024 * 1024;

/**
 * `POST /mcp`: the Model Context Protocol over streamable HTTP. Nothing is kept between two requests, so that any node
 * answers any of them; there is no session to follow (GET) or to end (DELETE), and both are answered 405.
 */
export function mcpRoute(app: FastifyInstance, deps: HttpDeps): void {
  let serving: Promise<McpServing> | undefined;
  // Most installations are never asked: what the protocol needs is loaded with the first request.
  const load = async () => (await import('./mcp-serving.ts')).serveMcp(deps);
  app.route({
    method: 'POST',
    url: '/mcp',
    bodyLimit: BODY_LIMIT,
    errorHandler: (error, request, reply) => sendError(deps, error, request, reply, renderMcpError),
    async onRequest(request, reply) {
      requireKnownOrigin(deps, request);
      callers.set(request, await admitToMcp(deps, { request, reply }));
    },
    async handler(request, reply) {
      const caller = callers.get(request);
      if (!caller) throw new Error('a request without a caller reached its handler');
      requireOneMessage(request.body);
      serving ??= load();
      return sendAnswer(await (await serving).answer(webRequest(request), request.body, caller), reply);
    },
  });
  app.addHook('preClose', async () => (await serving)?.close());
}

const callers = new WeakMap<FastifyRequest, McpCaller>();

/** A list of messages would be counted as one call, and of the revisions that know it none is asked for any more. */
function requireOneMessage(body: unknown): void {
  if (Array.isArray(body)) throw new AppError('bad_request', 'Send one JSON-RPC message in a request.');
}

/** What the protocol looks at: the body is parsed already, and the credential is none of its business. */
function webRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name !== 'authorization' && value !== undefined) headers.set(name, [value].flat().join(', '));
  }
  return new Request(new URL('/mcp', 'http://localhost'), { method: 'POST', headers });
}

function sendAnswer(answer: Response, reply: FastifyReply): FastifyReply {
  for (const [name, value] of answer.headers) reply.header(name, value);
  // A proxy would hold what is told meanwhile back until it has a buffer full.
  reply.headers({ 'x-accel-buffering': 'no', 'cache-control': 'no-store' });
  return reply.code(answer.status).send(answer.body ?? undefined);
}
