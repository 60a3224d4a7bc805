import { getPublicKeyEndpoint, type ReplyOf, routerPath } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../../deps.ts';

/** `GET /v1/api/auth/public_key`: open to everyone, as whoever verifies tokens has none. */
export function authRoutes(app: FastifyInstance, { tokens }: Pick<HttpDeps, 'tokens'>): void {
  const { publicKeyPem, publicJwk } = tokens;
  const answer = { public_key: publicKeyPem, algorithm: String(publicJwk.alg), keys: [{ ...publicJwk }] };
  const { method, path } = getPublicKeyEndpoint;
  app.route({
    method,
    url: routerPath(path),
    handler: async (): Promise<ReplyOf<typeof getPublicKeyEndpoint>> => answer,
  });
}
