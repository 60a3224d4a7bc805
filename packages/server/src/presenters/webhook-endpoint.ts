import { WEBHOOK_EVENTS } from '@parley/protocol';
import type { WebhookEndpoint } from '@parley/protocol/api';
import type { Health } from '../domain/webhook/breaker.ts';
import { offsetTime, offsetTimeOrNull } from './offset-time.ts';

/** What the Workspace API shows of an endpoint: never its secret. */
export type ShownEndpoint = {
  readonly id: string;
  readonly url: string;
  readonly description: string | null;
  readonly events: readonly string[];
  readonly isActive: boolean;
  readonly previousSecretUntil: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly health: Health;
};

/** A webhook endpoint as the Workspace API tells it at a time. */
export function webhookEndpoint(endpoint: ShownEndpoint, now: Date): WebhookEndpoint {
  const { health, previousSecretUntil: until } = endpoint;
  return {
    object: 'webhook_endpoint',
    id: endpoint.id,
    url: endpoint.url,
    description: endpoint.description,
    events: WEBHOOK_EVENTS.filter((event) => endpoint.events.includes(event)),
    is_active: endpoint.isActive,
    health: {
      state: health.openedAt === null ? 'ok' : 'failing',
      failing_since: offsetTimeOrNull(health.openedAt),
      next_probe_at: offsetTimeOrNull(health.probeAt),
    },
    previous_secret_expires_at: offsetTimeOrNull(until !== null && until > now ? until : null),
    created_at: offsetTime(endpoint.createdAt),
    updated_at: offsetTime(endpoint.updatedAt),
  };
}
