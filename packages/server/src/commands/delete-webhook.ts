import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import { removeCursor } from '../store/webhooks/endpoint-cursors.ts';
import { removeEndpoint } from '../store/webhooks/endpoints.ts';
import type { Deps } from './deps.ts';
import { noSuchEndpoint } from './update-webhook.ts';

/** Removes an endpoint; what waits for it is not sent any more. */
export async function deleteWebhook(
  { database, clock, ids }: Pick<Deps, 'database' | 'clock' | 'ids'>,
  { id, origin }: { readonly id: string; readonly origin: Origin },
): Promise<void> {
  const { workspaceId } = origin;
  await database.transaction(async (tx) => {
    // In the order of whoever reads the log: its cursor first.
    await removeCursor(tx, { workspaceId, id });
    if (!(await removeEndpoint(tx, { workspaceId, id }))) throw noSuchEndpoint();
    const target = { type: 'webhook_endpoint', id };
    await insertAudit(tx, { id: ids.uuid(), at: clock.now(), origin, action: 'webhook.delete', target });
  });
}
