import { type Attempt, afterAttempt } from '../domain/webhook/attempt.ts';
import { countAttempt, type Health } from '../domain/webhook/breaker.ts';
import { webhookAlarm } from '../presenters/webhook-alarm.ts';
import { insertMail } from '../store/mail/outbox.ts';
import { findOwners } from '../store/people/find-owners.ts';
import type { Tx } from '../store/schema.ts';
import type { ClaimedDelivery } from '../store/webhooks/claim-deliveries.ts';
import { type EndpointKey, findEndpoint } from '../store/webhooks/endpoints.ts';
import { lockHealth, saveAttempts as save, saveHealth } from '../store/webhooks/save-attempts.ts';
import type { Deps } from './deps.ts';
import { MAIL_CHANNEL } from './send-mail.ts';

/** An attempt at a delivery that this process has claimed. */
export type AttemptAt = { readonly delivery: ClaimedDelivery; readonly attempt: Attempt };

/**
 * Keeps what became of attempts: of the deliveries, and of how their endpoints fare. Owners are told once when an
 * endpoint begins to fail. Gives the endpoints that did.
 */
export async function saveAttempts(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'baseUrl' | 'bus'>,
  attempts: readonly AttemptAt[],
): Promise<ReadonlySet<string>> {
  const opened = await deps.database.transaction(async (tx) => {
    const endpoints = new Map(
      attempts.map(({ delivery: { workspaceId, endpointId } }) => [endpointId, { workspaceId, id: endpointId }]),
    );
    // Of an endpoint that was deleted meanwhile there is none.
    const before = await lockHealth(tx, [...endpoints.values()]);
    const { health, opened } = counted(before, attempts);
    await save(tx, attempts.map(made));
    await saveHealth(tx, health);
    for (const id of opened) {
      const endpoint = endpoints.get(id);
      if (endpoint) await tellOwners(deps, tx, endpoint);
    }
    return opened;
  });
  if (opened.size > 0) deps.bus.publish(MAIL_CHANNEL, {});
  return opened;
}

function made({ delivery, attempt }: AttemptAt) {
  const random = Math.random();
  return { delivery, attempt, after: afterAttempt(delivery, attempt, { isProbe: delivery.isProbe, random }) };
}

function counted(before: ReadonlyMap<string, Health>, attempts: readonly AttemptAt[]) {
  const health = new Map(before);
  const opened = new Set<string>();
  for (const { delivery, attempt } of attempts) {
    const known = health.get(delivery.endpointId);
    if (!known) continue;
    const outcome = { succeeded: attempt.outcome === 'ok', isProbe: delivery.isProbe };
    const counts = countAttempt(known, outcome, attempt.at);
    health.set(delivery.endpointId, counts.next);
    if (counts.opened) opened.add(delivery.endpointId);
  }
  return { health, opened };
}

async function tellOwners(
  { ids, clock, baseUrl }: Pick<Deps, 'ids' | 'clock' | 'baseUrl'>,
  tx: Tx,
  key: EndpointKey,
): Promise<void> {
  const endpoint = await findEndpoint(tx, key);
  if (!endpoint) return;
  for (const { email, workspace } of await findOwners(tx, key.workspaceId)) {
    const mail = webhookAlarm({ workspace, url: endpoint.url, docsUrl: `${baseUrl()}/docs` });
    const head = { id: ids.uuid(), workspaceId: key.workspaceId, kind: 'webhook_alarm', to: email } as const;
    await insertMail(tx, { ...head, ...mail }, clock.now());
  }
}
