import type { Origin } from '../domain/people/origin.ts';
import { countAttempt } from '../domain/webhook/breaker.ts';
import { webhookTestPayload } from '../presenters/webhook-payload.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { type DeliveryDetail, insertMadeDelivery } from '../store/webhooks/deliveries.ts';
import { findEndpoint } from '../store/webhooks/endpoints.ts';
import { lockHealth, saveHealth } from '../store/webhooks/save-attempts.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { WEBHOOK_CHANNEL } from './create-webhook.ts';
import type { Deps } from './deps.ts';
import { noSuchEndpoint } from './update-webhook.ts';

/** The caller waits for the result. */
const TIMEOUT_MS = 10_000;

/**
 * Sends a delivery that is about nothing, at once and once, and tells what came of it. One that comes through ends the
 * waiting of a failing endpoint's deliveries; one that does not says nothing against it.
 */
export async function testWebhook(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'secrets' | 'outside' | 'bus'>,
  { id, event, origin }: { readonly id: string; readonly event: string; readonly origin: Origin },
): Promise<DeliveryDetail> {
  const key = { workspaceId: origin.workspaceId, id };
  const endpoint = await findEndpoint(deps.database.db, key);
  if (!endpoint) throw noSuchEndpoint();
  const body = webhookTestPayload(key, event, deps.clock.now());
  const sent = { id: deps.ids.uuid(), event, body };
  const attempt = await attemptDelivery(deps, { ...endpoint, ...sent, timeoutMs: TIMEOUT_MS });
  await deps.database.transaction(async (tx) => {
    await insertMadeDelivery(tx, key, { ...sent, attempt });
    const health = (await lockHealth(tx, [key])).get(id);
    if (health && health.openedAt !== null && attempt.outcome === 'ok') {
      const { next } = countAttempt(health, { succeeded: true, isProbe: true }, attempt.at);
      await saveHealth(tx, new Map([[id, next]]));
    }
    const target = { type: 'webhook_endpoint', id };
    const details = { outcome: attempt.outcome };
    await insertAudit(tx, { id: deps.ids.uuid(), at: attempt.at, origin, action: 'webhook.test', target, details });
  });
  deps.bus.publish(WEBHOOK_CHANNEL, {});
  return {
    ...sent,
    endpointId: id,
    state: attempt.outcome === 'ok' ? 'delivered' : 'failed',
    attempts: 1,
    nextAttemptAt: null,
    lastStatus: attempt.status,
    createdAt: attempt.at,
    endedAt: attempt.at,
    log: [{ number: 1, ...attempt }],
  };
}
