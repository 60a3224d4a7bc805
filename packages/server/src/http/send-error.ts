import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpDeps } from './deps.ts';
import type { ErrorDialect } from './errors/rendered-error.ts';
import { toAppError } from './errors/to-app-error.ts';

/** Answers a refusal in a surface's dialect. A fault of ours is logged once, here, with the request's id. */
export function sendError(
  deps: Pick<HttpDeps, 'log'>,
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  render: ErrorDialect,
): FastifyReply {
  const error = toAppError(thrown);
  if (error.code === 'internal') deps.log.error({ err: thrown, request_id: request.id }, 'request failed');
  const { status, headers, contentType, body } = render(error, request.id);
  return reply.code(status).headers(headers).type(contentType).send(body);
}
