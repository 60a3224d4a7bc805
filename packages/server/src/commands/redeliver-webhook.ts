import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import type { Delivery } from '../domain/webhook/delivery.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { findDelivery, requeueDelivery } from '../store/webhooks/deliveries.ts';
import { WEBHOOK_CHANNEL } from './create-webhook.ts';
import type { Deps } from './deps.ts';

export type Redelivering = { readonly endpointId: string; readonly deliveryId: string; readonly origin: Origin };

/** Sends a delivery again, under its own id and with all its attempts anew. One that is on its way is left to go. */
export async function redeliverWebhook(
  { database, clock, ids, bus }: Pick<Deps, 'database' | 'clock' | 'ids' | 'bus'>,
  { endpointId, deliveryId, origin }: Redelivering,
): Promise<Delivery> {
  const key = { workspaceId: origin.workspaceId, id: endpointId };
  const at = clock.now();
  const requeued = await database.transaction(async (tx) => {
    await requeueDelivery(tx, key, deliveryId, at);
    const delivery = await findDelivery(tx, key, deliveryId);
    if (!delivery) throw new AppError('not_found', 'There is no such webhook delivery.');
    const target = { type: 'webhook_delivery', id: deliveryId };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'webhook.redeliver', target });
    return delivery;
  });
  bus.publish(WEBHOOK_CHANNEL, {});
  return requeued;
}
