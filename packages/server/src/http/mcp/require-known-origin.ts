import { AppError } from '@parley/protocol';
import type { FastifyRequest } from 'fastify';
import type { HttpDeps } from '../deps.ts';

/**
 * Throws `forbidden` for a request of a page that is not ours. A page that has made its own name lead to this machine (DNS
 * rebinding) is of that name still, in `Origin` and in `Host`: so the page is held against where this installation
 * answers, never against what the request calls it. Programs send no `Origin`.
 */
export function requireKnownOrigin({ baseUrl }: Pick<HttpDeps, 'baseUrl'>, { headers }: FastifyRequest): void {
  const { origin } = headers;
  if (origin === undefined || isOurs(origin, new URL(baseUrl()))) return;
  throw new AppError('forbidden', `Pages of ${origin.slice(0, 300)} may not call this address.`, {
    reason: 'origin_not_allowed',
  });
}

function isOurs(origin: string, base: URL): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  return page.origin === base.origin || (isLoopback(page) && isLoopback(base));
}

const isLoopback = ({ hostname }: URL): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
