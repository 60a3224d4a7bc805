import { updateVisitorEndpoint } from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { updateVisitorDetails } from '../../../commands/update-visitor-details.ts';
import type { HttpDeps } from '../../deps.ts';
import { widgetRoute } from '../../widget-route.ts';

/** `PATCH /widget/conversations/{id}/visitor` */
export function updateVisitorRoute(app: FastifyInstance, deps: HttpDeps): void {
  widgetRoute(app, deps, updateVisitorEndpoint, async ({ access: { agent, session }, params, body }) => {
    const given = Object.entries(body).filter(([, value]) => value !== undefined);
    const { workspaceId } = agent;
    const details = Object.fromEntries(given);
    await updateVisitorDetails(deps, { workspaceId, session, conversationId: params.id, details });
    return { is_done: true as const };
  });
}
