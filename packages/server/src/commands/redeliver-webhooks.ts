import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { findEndpoint } from '../store/webhooks/endpoints.ts';
import { insertRedelivery, type Redelivery, stepRedeliveries } from '../store/webhooks/redeliveries.ts';
import { WEBHOOK_CHANNEL } from './create-webhook.ts';
import type { Deps } from './deps.ts';
import { noSuchEndpoint } from './update-webhook.ts';

const REDELIVERED_MAX = 10_000;
const STEP = 100;

export type RedeliverySince = {
  readonly id: string;
  readonly since: Date;
  readonly state: 'delivered' | 'failed' | null;
  readonly origin: Origin;
};

/** Begins to send again what was delivered, or was to be, since a time. */
export async function redeliverWebhooks(
  { database, clock, ids, bus }: Pick<Deps, 'database' | 'clock' | 'ids' | 'bus'>,
  { id, since, state, origin }: RedeliverySince,
): Promise<Redelivery> {
  const key = { workspaceId: origin.workspaceId, id };
  const at = clock.now();
  const job = await database.transaction(async (tx) => {
    if (!(await findEndpoint(tx, key))) throw noSuchEndpoint();
    const redelivery = { ...key, redeliveryId: ids.uuid(), since, onlyState: state, at, max: REDELIVERED_MAX };
    const begun = await insertRedelivery(tx, redelivery);
    if (!begun) throw new AppError('conflict', 'A redelivery of this endpoint is running already: wait for its end.');
    const target = { type: 'webhook_endpoint', id };
    const details = { since: since.toISOString(), total: begun.total };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'webhook.redeliver_since', target, details });
    return begun;
  });
  bus.publish(WEBHOOK_CHANNEL, {});
  return job;
}

/** Moves running redeliveries on; gives how many deliveries were put up for sending. */
export async function advanceRedeliveries({ database, clock }: Pick<Deps, 'database' | 'clock'>): Promise<number> {
  return database.transaction((tx) => stepRedeliveries(tx, { at: clock.now(), step: STEP }));
}
