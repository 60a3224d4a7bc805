import { randomBytes } from 'node:crypto';
import { AppError } from '@parley/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { whoIs } from '../../../identity/sessions.ts';
import { visitOf } from '../../auth/sessions.ts';
import { cookieOf } from '../../cookies.ts';
import type { HttpDeps } from '../../deps.ts';
import { nextPath } from '../../pages/page-route.ts';
import { FOR_EVER, sendOwnAsset } from '../../send-asset.ts';

/**
 * The inbox: `/inbox` and every path below it is one document, whose script shows the screen; what it loads lies under
 * `/inbox/assets/`. Who is not signed in is asked to, and comes back to the screen they wanted.
 */
export function inboxAppRoutes(app: FastifyInstance, deps: HttpDeps): void {
  app.get<{ Params: { '*': string } }>('/inbox/assets/*', async (request, reply) => {
    const asset = deps.inboxAssets.find(`assets/${request.params['*']}`);
    if (!asset) throw new AppError('not_found', 'There is no file of the inbox at this address: load the page again.');
    return sendOwnAsset({ request, reply }, asset, FOR_EVER);
  });
  for (const url of ['/inbox', '/inbox/:workspace', '/inbox/:workspace/*']) {
    app.get<{ Params: { workspace?: string } }>(url, async (request, reply) => {
      if (request.params.workspace === 'api') throw new AppError('not_found', 'There is nothing at this address.');
      const person = await whoIs(deps.identity, visitOf(request));
      reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' });
      if (!person) return reply.redirect(`/sign-in?next=${encodeURIComponent(nextPath(request.url))}`, 303);
      return sendDocument({ request, reply }, deps.inboxAssets.document);
    });
  }
}

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

function sendDocument({ request, reply }: Exchange, document: string | null): FastifyReply {
  if (document === null) throw new AppError('unavailable', 'The inbox of this server is not built: its log says why.');
  // For the few style sheets that libraries write at run time; scripts have no such door.
  const nonce = randomBytes(16).toString('base64');
  return reply
    .header('content-security-policy', policyOf(nonce))
    .type('text/html; charset=utf-8')
    .send(inScheme(document, cookieOf(request, SCHEME_COOKIE)).replace('__NONCE__', nonce));
}

/** The inbox writes it down when somebody chooses a colour scheme, so that the next page does not begin in another. */
const SCHEME_COOKIE = 'parley_scheme';

const inScheme = (document: string, scheme: string | null): string =>
  scheme === 'light' || scheme === 'dark' ? document.replace('<html ', `<html data-scheme="${scheme}" `) : document;

const policyOf = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
