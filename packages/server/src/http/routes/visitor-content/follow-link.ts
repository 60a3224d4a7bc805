import { AppError } from '@parley/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { followLink } from '../../../commands/follow-link.ts';
import { LINK_TOKEN, linkOfContent } from '../../../domain/visitor/tracked-link.ts';
import { addressGroup } from '../../../lib/address-group.ts';
import type { HttpDeps } from '../../deps.ts';
import { sendVisitorError } from '../chat-page/visitor-errors.ts';

/** Links of one address that are written down; whoever follows more is led on, and not counted. */
const RECORDED = { perMinute: 30, perHour: 300 };

/** `GET /l/{token}`: where a link of a reply leads. What the token says was sealed by us, and is looked up all the same. */
export function followLinkRoute(app: FastifyInstance, deps: HttpDeps): void {
  app.route<{ Params: { '*': string } }>({
    method: 'GET',
    // Not a named parameter: those may not be as long as a sealed address is.
    url: '/l/*',
    errorHandler: (error, request, reply) => sendVisitorError(deps, error, request, reply),
    async handler(request, reply) {
      reply.headers({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-robots-tag': 'noindex, nofollow',
      });
      const link = linkOfContent(deps.links.open(LINK_TOKEN, request.params['*']));
      if (!link) throw new AppError('not_found', 'This link does not lead anywhere any more.');
      return reply.redirect(await followLink(deps, { link, isRecorded: await isRecorded(deps, request) }), 302);
    },
  });
}

const ROBOT = /bot\b|crawl|spider|slurp|preview|facebookexternalhit|whatsapp/i;

async function isRecorded(deps: HttpDeps, { method, headers, ip }: FastifyRequest): Promise<boolean> {
  const purpose = [headers['sec-purpose'], headers.purpose, headers['x-purpose'], headers['x-moz']].join(' ');
  const isLook =
    method === 'HEAD' || /prefetch|prerender|preview/i.test(purpose) || ROBOT.test(headers['user-agent'] ?? '');
  if (isLook) return false;
  const { retryAfterSeconds } = await deps.limits.spend(`followed-links:${addressGroup(ip)}`, RECORDED);
  return retryAfterSeconds === null;
}
