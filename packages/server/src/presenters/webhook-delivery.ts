import type { WebhookAttempt, WebhookDelivery, WebhookDeliveryDetail, WebhookRedelivery } from '@parley/protocol/api';
import type { Attempt } from '../domain/webhook/attempt.ts';
import type { Delivery } from '../domain/webhook/delivery.ts';
import { offsetTime, offsetTimeOrNull } from './offset-time.ts';

/** A delivery as a list tells it. */
export const webhookDelivery = (delivery: Delivery): WebhookDelivery => ({
  object: 'webhook_delivery',
  id: delivery.id,
  endpoint_id: delivery.endpointId,
  event: delivery.event as WebhookDelivery['event'],
  state: delivery.state,
  attempts: delivery.attempts,
  next_attempt_at: offsetTimeOrNull(delivery.nextAttemptAt),
  response_status: delivery.lastStatus,
  created_at: offsetTime(delivery.createdAt),
  ended_at: offsetTimeOrNull(delivery.endedAt),
});

type ShownAttempt = Attempt & { readonly number: number };

/** A delivery with what was sent and what came of it. */
export const webhookDeliveryDetail = (
  delivery: Delivery & { readonly body: string; readonly log: readonly ShownAttempt[] },
): WebhookDeliveryDetail => ({
  ...webhookDelivery(delivery),
  request_body: delivery.body,
  attempt_log: delivery.log.map(webhookAttempt),
});

const webhookAttempt = (attempt: ShownAttempt): WebhookAttempt => ({
  number: attempt.number,
  at: offsetTime(attempt.at),
  duration_ms: attempt.durationMs,
  outcome: attempt.outcome as WebhookAttempt['outcome'],
  message: attempt.message,
  response_status: attempt.status,
  response_headers: attempt.headers,
  response_body: attempt.body,
  response_body_is_cut: attempt.isCut,
});

/** A job that sends deliveries again. */
export const webhookRedelivery = (job: {
  readonly id: string;
  readonly endpointId: string;
  readonly since: Date;
  readonly state: 'running' | 'done';
  readonly total: number;
  readonly done: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}): WebhookRedelivery => ({
  object: 'webhook_redelivery',
  id: job.id,
  endpoint_id: job.endpointId,
  since: offsetTime(job.since),
  state: job.state,
  total: job.total,
  done: job.done,
  created_at: offsetTime(job.createdAt),
  ended_at: offsetTimeOrNull(job.endedAt),
});
