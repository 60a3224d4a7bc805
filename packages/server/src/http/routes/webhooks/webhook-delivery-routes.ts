import { AppError } from '@parley/protocol';
import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { redeliverWebhook } from '../../../commands/redeliver-webhook.ts';
import { redeliverWebhooks } from '../../../commands/redeliver-webhooks.ts';
import { noSuchEndpoint } from '../../../commands/update-webhook.ts';
import { webhookDelivery, webhookDeliveryDetail, webhookRedelivery } from '../../../presenters/webhook-delivery.ts';
import { findDelivery, listDeliveries } from '../../../store/webhooks/deliveries.ts';
import { findEndpoint } from '../../../store/webhooks/endpoints.ts';
import { findRedelivery } from '../../../store/webhooks/redeliveries.ts';
import type { HttpDeps } from '../../deps.ts';
import { cursorOf, pageUpTo, readCursor } from '../../list-cursor.ts';
import { workspaceRoute } from '../../workspace-route.ts';

const LIST = 'webhook-deliveries';
const PlaceSchema = z.object({ id: z.uuid() });

/** The log of deliveries: what was sent, what came of it, and sending it again. */
export function webhookDeliveryRoutes(app: FastifyInstance, deps: HttpDeps): void {
  workspaceRoute(app, deps, api.listWebhookDeliveriesEndpoint, async ({ workspaceId, params, query }) => {
    const key = { workspaceId, id: params.id };
    const { cursor, limit, state, event } = query;
    const before = readCursor(LIST, PlaceSchema, cursor)?.id ?? null;
    if (!(await findEndpoint(deps.database.db, key))) throw noSuchEndpoint();
    const deliveries = await listDeliveries(deps.database.db, key, { state, event, before }, limit + 1);
    return pageUpTo(deliveries, limit, { cursor: ({ id }) => cursorOf(LIST, { id }), show: webhookDelivery });
  });
  workspaceRoute(app, deps, api.getWebhookDeliveryEndpoint, async ({ workspaceId, params }) => {
    const key = { workspaceId, id: params.id };
    const delivery = await findDelivery(deps.database.db, key, params.delivery_id);
    // Of an endpoint that is gone there is nothing to see, though its deliveries are cleaned up later.
    if (!delivery || !(await findEndpoint(deps.database.db, key))) {
      throw new AppError('not_found', 'There is no such webhook delivery.');
    }
    return webhookDeliveryDetail(delivery);
  });
  workspaceRoute(app, deps, api.redeliverWebhookDeliveryEndpoint, async ({ origin, params }) => {
    const delivery = { endpointId: params.id, deliveryId: params.delivery_id, origin };
    return webhookDelivery(await redeliverWebhook(deps, delivery));
  });
  workspaceRoute(app, deps, api.redeliverWebhooksEndpoint, async ({ origin, params, body }) => {
    const { since, state = null } = body;
    return webhookRedelivery(await redeliverWebhooks(deps, { id: params.id, since, state, origin }));
  });
  workspaceRoute(app, deps, api.getWebhookRedeliveryEndpoint, async ({ workspaceId, params }) => {
    const key = { workspaceId, id: params.id };
    const job = await findRedelivery(deps.database.db, key, params.redelivery_id);
    if (!job) throw new AppError('not_found', 'There is no such redelivery.');
    return webhookRedelivery(job);
  });
}
