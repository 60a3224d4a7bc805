import { AppError } from '@parley/protocol';
import type { FastifyInstance } from 'fastify';

/** What a server that is about to stop still answers itself: whether it lives, and how it fares. */
const ALWAYS_ANSWERED = new Set(['/healthz', '/metrics']);

/**
 * Makes an application drainable. `drain` refuses new requests as `unavailable` and answers `/readyz` with 503 from then
 * on, and ends when the running ones have ended, at the latest after `timeoutMs`. The application listens all the while,
 * so that whoever balances the load sees why.
 */
export function drainable(app: FastifyInstance): { drain(timeoutMs: number): Promise<void> } {
  let running = 0;
  let isDraining = false;
  let emptied = (): void => {};
  app.addHook('onRequest', async (request, reply) => {
    running += 1;
    // Also ends for streams, and for callers that went away.
    reply.raw.once('close', () => {
      running -= 1;
      if (running === 0) emptied();
    });
    const path = request.routeOptions.url ?? '';
    if (!isDraining || ALWAYS_ANSWERED.has(path)) return;
    reply.header('connection', 'close');
    if (path === '/readyz') return reply.code(503).send({ status: 'draining' });
    throw new AppError('unavailable', 'This server is stopping. Try again.', { retryAfterSeconds: 1 });
  });
  return {
    async drain(timeoutMs) {
      isDraining = true;
      if (running === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, timeoutMs);
        emptied = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
