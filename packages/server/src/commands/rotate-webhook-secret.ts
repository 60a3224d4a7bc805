import type { Origin } from '../domain/people/origin.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import { lockEndpoint, saveEndpoint, type WebhookTarget } from '../store/webhooks/endpoints.ts';
import type { Deps } from './deps.ts';
import { noSuchEndpoint } from './update-webhook.ts';

/** How long the secret before signs too. */
const OVERLAP_MS = 24 * 3_600_000;

export type Rotation = {
  readonly id: string;
  readonly origin: Origin;
  /** In plain text: it is stored sealed. */
  readonly secret: string;
  readonly alongside?: (tx: Tx, rotated: WebhookTarget) => Promise<void>;
};

/** Gives an endpoint another secret; for a day deliveries are signed with both. */
export async function rotateWebhookSecret(
  { database, clock, ids, secrets }: Pick<Deps, 'database' | 'clock' | 'ids' | 'secrets'>,
  { id, origin, secret, alongside }: Rotation,
): Promise<WebhookTarget> {
  const at = clock.now();
  return database.transaction(async (tx) => {
    const before = await lockEndpoint(tx, { workspaceId: origin.workspaceId, id });
    if (!before) throw noSuchEndpoint();
    const rotated = {
      ...before,
      secret: secrets.seal(secret),
      previousSecret: before.secret,
      previousSecretUntil: new Date(at.getTime() + OVERLAP_MS),
      updatedAt: at,
    };
    await saveEndpoint(tx, rotated, { isMoved: false });
    const target = { type: 'webhook_endpoint', id };
    await insertAudit(tx, { id: ids.uuid(), at, origin, action: 'webhook.rotate_secret', target });
    await alongside?.(tx, rotated);
    return rotated;
  });
}
