import { AppError } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Throws `forbidden` for a change that a page of another site could have asked for. A browser says where a request comes
 * from in `Sec-Fetch-Site` or `Origin`, which no page can set; what says neither is not a browser we know.
 */
export function requireSameOrigin(request: FastifyRequest, baseUrl: string): void {
  if (SAFE.has(request.method)) return;
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined ? site === 'same-origin' : isOurs(origin, host, baseUrl)) return;
  throw new AppError('forbidden', 'This request did not come from a page of this installation.');
}

/** Our address as configured, or as this very request was addressed: another site can lie about neither. */
function isOurs(origin: string | undefined, host: string | undefined, baseUrl: string): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.origin === new URL(baseUrl).origin || (host !== undefined && url.host === host);
}
