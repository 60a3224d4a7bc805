import { AppError, CHANNEL_PLATFORMS } from '@parley/protocol';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { receiveDelivery } from '../../../commands/receive-delivery.ts';
import type { Delivery } from '../../../domain/channels/channel.ts';
import type { HttpDeps } from '../../deps.ts';
import { renderWorkspaceError } from '../../errors/workspace-dialect.ts';
import { sendError } from '../../send-error.ts';

/** The largest delivery of a platform is some hundred KB: files come by reference. */
const BODY_LIMIT = 3 * 1024 * 1024;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * `GET|POST /channels/{platform}/{id}`: where platforms deliver to. Bodies stay the bytes that they are, because signatures are
 * made over those; the answer leaves once all is stored.
 */
export function channelDeliveryRoute(app: FastifyInstance, deps: HttpDeps): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.route<{ Params: { platform: string; id: string } }>({
      method: ['GET', 'POST'],
      url: '/channels/:platform/:id',
      bodyLimit: BODY_LIMIT,
      errorHandler: (error, request, reply) => sendError(deps, error, request, reply, renderWorkspaceError),
      async handler(request, reply) {
        const { platform, id } = request.params;
        const isKnown = CHANNEL_PLATFORMS.some((known) => known === platform) && UUID.test(id);
        if (!isKnown) throw new AppError('not_found', 'There is no such channel.');
        const answer = await receiveDelivery(deps, {
          platform,
          channelId: id.toLowerCase(),
          delivery: deliveryOf(request),
        });
        return reply.code(answer.status).type(answer.type).send(answer.body);
      },
    });
  });
}

function deliveryOf({ method, headers, query, body }: FastifyRequest): Delivery {
  return {
    method,
    headers: new Map(
      Object.entries(headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, [value].flat().join(', ')]],
      ),
    ),
    query: new Map(
      Object.entries(query as Record<string, string | string[]>).map(([name, value]) => [
        name,
        [value].flat()[0] ?? '',
      ]),
    ),
    body: Buffer.isBuffer(body) ? body : new Uint8Array(),
  };
}
