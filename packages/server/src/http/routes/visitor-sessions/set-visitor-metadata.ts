import { setVisitorMetadataEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { setVisitorMetadata } from '../../../commands/set-visitor-metadata.ts';
import type { HttpDeps } from '../../deps.ts';
import { widgetRoute } from '../../widget-route.ts';

/** `PATCH /widget/conversations/{id}/metadata` */
export function setVisitorMetadataRoute(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, setVisitorMetadataEndpoint, async ({ access: { agent, session }, params, body }) => {
    await setVisitorMetadata(deps, { agent, session, conversationId: params.id, metadata: body.metadata });
    return { is_done: true as const };
  });
}
