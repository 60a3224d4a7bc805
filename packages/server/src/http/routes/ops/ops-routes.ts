import { timingSafeEqual } from 'node:crypto';
import { AppError } from '@parley/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpDeps } from '../../deps.ts';

/** `/healthz` (the process lives), `/readyz` (it can answer) and `/metrics` (from loopback, or with the token). */
export function opsRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    if (deps.draining.aborted) return reply.code(503).send({ status: 'draining' });
    const isAnswering = await deps.database.executeSql('select 1').then(
      () => true,
      () => false,
    );
    return reply.code(isAnswering ? 200 : 503).send({ status: isAnswering ? 'ready' : 'database unavailable' });
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(deps.metricsToken, request)) {
      throw new AppError('unauthenticated', 'Metrics are read from this machine, or with PARLEY_METRICS_TOKEN.');
    }
    return reply.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics());
  });
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

function mayReadMetrics(token: string | undefined, request: FastifyRequest): boolean {
  // With a proxy in front, every request comes from loopback: the address that the proxy tells decides.
  if (!token) return LOOPBACK.has(request.ip) && !request.headers['x-forwarded-for'];
  const given = Buffer.from(request.headers.authorization ?? '');
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
