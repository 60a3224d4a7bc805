import { AppError } from '@parley/protocol';
import type { Origin } from '../domain/people/origin.ts';
import { HEALTHY } from '../domain/webhook/breaker.ts';
import { insertAudit } from '../store/audit/insert-audit.ts';
import type { Tx } from '../store/schema.ts';
import { holdCursor, prepareSharedCursor } from '../store/webhooks/endpoint-cursors.ts';
import { countEndpoints, insertEndpoint, type WebhookTarget } from '../store/webhooks/endpoints.ts';
import type { Deps } from './deps.ts';
import { refuseUnreachable } from './refuse-unreachable.ts';

const ENDPOINTS_MAX = 100;

/** Who has to do with endpoints hears here that there are others, on every node. */
export const WEBHOOK_CHANNEL = 'webhooks';

export type NewWebhook = {
  readonly origin: Origin;
  readonly url: string;
  readonly events: readonly string[];
  readonly description: string | null;
  readonly isActive: boolean;
  /** In plain text: it is stored sealed. */
  readonly secret: string;
  readonly alongside?: (tx: Tx, added: WebhookTarget) => Promise<void>;
};

/** Adds an endpoint: it is told what happens from now on. */
export async function createWebhook(
  deps: Pick<Deps, 'database' | 'clock' | 'ids' | 'secrets' | 'outside' | 'bus'>,
  { origin, secret, alongside, ...given }: NewWebhook,
): Promise<WebhookTarget> {
  const { workspaceId } = origin;
  await refuseUnreachable(deps, given.url);
  const at = deps.clock.now();
  const added: WebhookTarget = {
    ...given,
    events: [...new Set(given.events)],
    workspaceId,
    id: deps.ids.uuid(),
    secret: deps.secrets.seal(secret),
    previousSecret: null,
    previousSecretUntil: null,
    createdAt: at,
    updatedAt: at,
    health: HEALTHY,
  };
  await deps.database.transaction(async (tx) => {
    if ((await countEndpoints(tx, workspaceId)) >= ENDPOINTS_MAX) {
      throw new AppError(
        'conflict',
        `A workspace can have at most ${ENDPOINTS_MAX} webhook endpoints: delete one first.`,
      );
    }
    await prepareSharedCursor(tx);
    await insertEndpoint(tx, added);
    if (!added.isActive) await holdCursor(tx, added);
    const target = { type: 'webhook_endpoint', id: added.id };
    const details = { url: added.url, events: [...added.events] };
    await insertAudit(tx, { id: deps.ids.uuid(), at, origin, action: 'webhook.create', target, details });
    await alongside?.(tx, added);
  });
  deps.bus.publish(WEBHOOK_CHANNEL, {});
  return added;
}
