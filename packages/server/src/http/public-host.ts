import type { FastifyRequest } from 'fastify';
import type { HttpDeps } from './deps.ts';

/** Where browsers reach this installation, for addresses in pages: as configured, else as the request came. */
export function publicHost({ publicUrl }: Pick<HttpDeps, 'publicUrl'>, request: FastifyRequest): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}
