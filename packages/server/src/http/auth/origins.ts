import { AppError } from '@parley/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WidgetSettings } from '../../domain/agent/widget-settings.ts';
import { hostOf, isAllowedOrigin } from '../../domain/visitor/allowed-origins.ts';
import type { HttpDeps } from '../deps.ts';

/** Lets pages of any site read the answer: sessions travel in a header, never in a cookie. */
export function allowCallers(reply: FastifyReply): void {
  reply.headers({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'retry-after, x-request-id',
    // A page that shuts others out of its resources may still use ours.
    'cross-origin-resource-policy': 'cross-origin',
  });
}

/** Answers a page's question whether it may call: any may, and asks again after two hours at the latest. */
export function answerPreflight(reply: FastifyReply): FastifyReply {
  return reply
    .headers({
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': 'authorization, content-type, last-event-id',
      'access-control-max-age': '7200',
    })
    .code(204)
    .send();
}

/**
 * Throws `forbidden` (`origin_not_allowed`) when the agent allows some sites and the request's page is of another. Our own
 * pages always may. A call that names no page comes from no page of another site, or from one that cannot read the
 * answer: programs name what they like, so that this keeps sites out, never programs.
 */
export function requireAllowedOrigin(
  deps: Pick<HttpDeps, 'publicUrl'>,
  request: FastifyRequest,
  { allowedOrigins }: Pick<WidgetSettings, 'allowedOrigins'>,
): void {
  const origin = allowedOrigins.length === 0 ? null : pageOf(request);
  if (origin === null || isAllowedOrigin(allowedOrigins, origin) || isOurs(deps, request, origin)) return;
  const name = origin === 'null' ? 'A page without an origin of its own (a file, or a sandboxed frame)' : origin;
  throw new AppError(
    'forbidden',
    `${name.slice(0, 300)} is not among the sites that may show this agent. Add it to the allowed origins of the widget, ` +
      'in its settings or with PATCH /v1/api/widget/configuration (allowed_origins).',
    { reason: 'origin_not_allowed' },
  );
}

/** The origin of the page that calls. A GET without one, as for an image of another site, may still name the page. */
function pageOf({ headers }: FastifyRequest): string | null {
  if (headers.origin !== undefined) return headers.origin;
  const site = headers['sec-fetch-site'];
  const isOfAnother = site === 'cross-site' || site === 'same-site';
  return isOfAnother && URL.canParse(headers.referer ?? '') ? new URL(headers.referer ?? '').origin : null;
}

/** By name, not by scheme: behind a proxy that ends TLS we are called by another than the page was loaded with. */
function isOurs({ publicUrl }: Pick<HttpDeps, 'publicUrl'>, { host }: FastifyRequest, origin: string): boolean {
  const name = hostOf(origin);
  return name !== null && (name === host || (publicUrl !== undefined && name === hostOf(publicUrl)));
}
