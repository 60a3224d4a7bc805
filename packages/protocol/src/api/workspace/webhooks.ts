import { z } from 'zod';
import { DELIVERY_STATES, WEBHOOK_EVENTS } from '../../words.ts';
import { endpoint, json } from '../endpoint.ts';
import { text, uuid, uuidParam } from '../shapes.ts';
import { queryWords } from './query-lists.ts';
import { cursorFields, cursorPage, deleted, offsetTimestamp, wholeList } from './shapes.ts';
import { WEBHOOK_TEST } from './webhook-payloads.ts';

const URL_MAX = 2_000;
const DESCRIPTION_MAX = 500;
const EVENTS_MAX = 36;

export const WebhookEndpointSchema = z
  .object({
    object: z.literal('webhook_endpoint'),
    id: uuid(),
    url: z.string(),
    description: z.string().nullable(),
    events: z.array(z.enum(WEBHOOK_EVENTS)),
    is_active: z
      .boolean()
      .describe('A paused endpoint misses nothing: what happens meanwhile is sent once it goes on.'),
    health: z
      .object({
        state: z.enum(['ok', 'failing']).describe('`failing`: deliveries wait while one now and then is tried.'),
        failing_since: offsetTimestamp().nullable(),
        next_probe_at: offsetTimestamp().nullable(),
      })
      .describe('Whether deliveries come through.'),
    previous_secret_expires_at: offsetTimestamp()
      .nullable()
      .describe('After a rotation: until then the secret before signs too.'),
    created_at: offsetTimestamp(),
    updated_at: offsetTimestamp(),
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpoint = z.output<typeof WebhookEndpointSchema>;

const WithSecretSchema = WebhookEndpointSchema.extend({
  secret: z.string().describe('`whsec_` and base64 of 32 bytes. Shown this once.'),
}).meta({ id: 'WebhookEndpointWithSecret' });

const OUTCOMES = [
  'ok',
  'refused_by_receiver',
  'refused_url',
  'refused_address',
  'dns',
  'connect',
  'tls',
  'timeout',
  'too_large',
] as const;

const AttemptSchema = z
  .object({
    number: z.int().describe('From 1.'),
    at: offsetTimestamp(),
    duration_ms: z.int(),
    outcome: z.enum(OUTCOMES).describe('`refused_by_receiver`: it answered, but not with 2xx.'),
    message: z.string().nullable().describe('What went wrong, in a sentence.'),
    response_status: z.int().nullable(),
    response_headers: z.record(z.string(), z.string()).nullable(),
    response_body: z.string().nullable().describe('Its first 16 KiB.'),
    response_body_is_cut: z.boolean(),
  })
  .meta({ id: 'WebhookAttempt' });
export type WebhookAttempt = z.output<typeof AttemptSchema>;

const EVENT_NAMES = [...WEBHOOK_EVENTS, WEBHOOK_TEST] as const;

const DeliverySchema = z
  .object({
    object: z.literal('webhook_delivery'),
    id: uuid().describe('The `webhook-id` of all its attempts.'),
    endpoint_id: uuid(),
    event: z.enum(EVENT_NAMES),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    next_attempt_at: offsetTimestamp().nullable(),
    response_status: z.int().nullable().describe('Of the last attempt; null as long as nobody answered.'),
    created_at: offsetTimestamp(),
    ended_at: offsetTimestamp().nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.output<typeof DeliverySchema>;

const DeliveryDetailSchema = DeliverySchema.extend({
  request_body: z.string().describe('As it was signed and sent.'),
  attempt_log: z.array(AttemptSchema).describe('The attempts, oldest first.'),
}).meta({ id: 'WebhookDeliveryDetail' });
export type WebhookDeliveryDetail = z.output<typeof DeliveryDetailSchema>;

const RedeliverySchema = z
  .object({
    object: z.literal('webhook_redelivery'),
    id: uuid(),
    endpoint_id: uuid(),
    since: offsetTimestamp(),
    state: z.enum(['running', 'done']),
    total: z.int().describe('How many deliveries are to be sent again, at most 10,000.'),
    done: z.int().describe('How many of them were put up for sending.'),
    created_at: offsetTimestamp(),
    ended_at: offsetTimestamp().nullable(),
  })
  .meta({ id: 'WebhookRedelivery' });
export type WebhookRedelivery = z.output<typeof RedeliverySchema>;

const ENDPOINT: WebhookEndpoint = {
  object: 'webhook_endpoint',
  id: '019a0c5e-7d2b-7a4c-9e1f-2c4d6b8a0e60',
  url: 'https://crm.example.com/hooks/parley',
  description: 'Leads into the CRM',
  events: ['conversation.created', 'message.created'],
  is_active: true,
  health: { state: 'ok', failing_since: null, next_probe_at: null },
  previous_secret_expires_at: null,
  created_at: '2026-05-22T14:08:42.000+00:00',
  updated_at: '2026-05-22T14:08:42.000+00:00',
};

const SECRET = `whsec_${'A'.repeat(43)}=`;
const PATH = '/v1/webhooks';
const ONE = `${PATH}/{id}` as const;
const DELIVERIES = `${ONE}/deliveries` as const;
const DELIVERY = `${DELIVERIES}/{delivery_id}` as const;

const params = z.object({ id: uuidParam('UUID of the endpoint.') });
const deliveryParams = params.extend({ delivery_id: uuidParam('UUID of the delivery.') });

const common = {
  tags: ['Webhooks'],
  scope: null,
  tier: 'workspace',
  surface: 'workspace',
  permission: 'webhooks.manage',
  errors: ['not_found'],
} as const;

const url = () => text(URL_MAX, 1).describe('Public and https. Checked again, after DNS, at every delivery.');
const events = () =>
  z
    .array(z.enum(WEBHOOK_EVENTS, { error: `must be one of: ${WEBHOOK_EVENTS.join(', ')}` }))
    .min(1, 'must name at least one event')
    .max(EVENTS_MAX, `must name at most ${EVENTS_MAX} events`);
const description = () => text(DESCRIPTION_MAX).nullable();
const isActive = { is_active: z.boolean().optional(), isActive: z.boolean().optional() };

/** Awardee's clients write `isActive`; everywhere else it is `is_active`. */
const oneSpelling = <B extends { is_active?: boolean | undefined; isActive?: boolean | undefined }>({
  isActive: other,
  ...body
}: B) => ({ ...body, is_active: body.is_active ?? other });

export const listWebhooksEndpoint = endpoint({
  ...common,
  id: 'list-webhooks',
  method: 'GET',
  path: PATH,
  summary: 'List the endpoints',
  description: 'All of the workspace, oldest first.',
  errors: [],
  responses: { 200: json(wholeList(WebhookEndpointSchema), 'The endpoints.', { object: 'list', data: [ENDPOINT] }) },
});

export const createWebhookEndpoint = endpoint({
  ...common,
  id: 'create-webhook',
  method: 'POST',
  path: PATH,
  summary: 'Create an endpoint',
  description: 'It is told what happens from now on. Keep the secret: it is not shown again.',
  errors: ['bad_request', 'conflict'],
  body: z
    .object({ url: url(), events: events(), description: description().default(null), ...isActive })
    .transform(oneSpelling),
  bodyExample: { url: ENDPOINT.url, events: ENDPOINT.events, description: ENDPOINT.description },
  responses: { 201: json(WithSecretSchema, 'The endpoint with its secret.', { ...ENDPOINT, secret: SECRET }) },
});

export const getWebhookEndpoint = endpoint({
  ...common,
  id: 'get-webhook',
  method: 'GET',
  path: ONE,
  summary: 'Get an endpoint',
  params,
  responses: { 200: json(WebhookEndpointSchema, 'The endpoint.', ENDPOINT) },
});

export const updateWebhookEndpoint = endpoint({
  ...common,
  id: 'update-webhook',
  method: 'PATCH',
  path: ONE,
  summary: 'Change, pause or resume an endpoint',
  description: 'Only what is given changes; `events` is replaced as a whole. The secret stays.',
  errors: ['not_found', 'bad_request'],
  params,
  body: z
    .object({ url: url().optional(), events: events().optional(), description: description().optional(), ...isActive })
    .transform(oneSpelling),
  bodyExample: { is_active: false },
  responses: { 200: json(WebhookEndpointSchema, 'The endpoint as it is now.', { ...ENDPOINT, is_active: false }) },
});

export const deleteWebhookEndpoint = endpoint({
  ...common,
  id: 'delete-webhook',
  method: 'DELETE',
  path: ONE,
  summary: 'Delete an endpoint',
  description: 'With its deliveries; those that wait are not sent.',
  params,
  responses: {
    200: json(deleted('webhook_endpoint'), 'The endpoint is gone.', {
      object: 'webhook_endpoint',
      id: ENDPOINT.id,
      deleted: true,
    }),
  },
});

export const rotateWebhookSecretEndpoint = endpoint({
  ...common,
  id: 'rotate-webhook-secret',
  method: 'POST',
  path: `${ONE}/rotate-secret`,
  summary: 'Rotate the signing secret',
  description: 'For 24 hours deliveries carry a signature of each, so that receivers can change over.',
  params,
  responses: { 200: json(WithSecretSchema, 'The endpoint with its new secret.', { ...ENDPOINT, secret: SECRET }) },
});

export const testWebhookEndpoint = endpoint({
  ...common,
  id: 'test-webhook',
  method: 'POST',
  path: `${ONE}/test`,
  summary: 'Send a test delivery',
  description: `Sends \`${WEBHOOK_TEST}\` at once, signed like any other, and tells what came of it. It is not repeated.`,
  params,
  responses: { 200: json(DeliveryDetailSchema, 'The delivery with its one attempt.') },
});

export const listWebhookDeliveriesEndpoint = endpoint({
  ...common,
  id: 'list-webhook-deliveries',
  method: 'GET',
  path: DELIVERIES,
  summary: 'List the deliveries of an endpoint',
  description: 'Newest first; they are kept for 30 days.',
  errors: ['not_found', 'bad_request'],
  params,
  query: z.object({
    ...cursorFields(),
    state: queryWords('Only those in these states.', DELIVERY_STATES).optional(),
    event: queryWords('Only those of these events.', EVENT_NAMES).optional(),
  }),
  responses: { 200: json(cursorPage(DeliverySchema), 'A page of deliveries.') },
});

export const getWebhookDeliveryEndpoint = endpoint({
  ...common,
  id: 'get-webhook-delivery',
  method: 'GET',
  path: DELIVERY,
  summary: 'Get a delivery with its attempts',
  params: deliveryParams,
  responses: { 200: json(DeliveryDetailSchema, 'The delivery: what was sent and what was answered.') },
});

export const redeliverWebhookDeliveryEndpoint = endpoint({
  ...common,
  id: 'redeliver-webhook-delivery',
  method: 'POST',
  path: `${DELIVERY}/redeliver`,
  summary: 'Send a delivery again',
  description: 'At once, with all its attempts anew, under the same `webhook-id`.',
  params: deliveryParams,
  responses: { 202: json(DeliverySchema, 'The delivery, which waits again.') },
});

export const redeliverWebhooksEndpoint = endpoint({
  ...common,
  id: 'redeliver-webhooks',
  method: 'POST',
  path: `${ONE}/redeliver`,
  summary: 'Send all deliveries since a time again',
  description: 'Those that have ended, oldest first, at most 10,000, little by little beside the new ones.',
  errors: ['not_found', 'bad_request', 'conflict'],
  params,
  body: z.object({
    since: z.iso
      .datetime({ offset: true, error: 'must be a date-time such as 2026-05-22T14:00:00+00:00' })
      .transform((value) => new Date(value))
      .meta({ openapi: { type: 'string', format: 'date-time' } }),
    state: z.enum(['delivered', 'failed']).optional().describe('Only those that ended so.'),
  }),
  bodyExample: { since: '2026-05-22T14:00:00+00:00', state: 'failed' },
  responses: { 202: json(RedeliverySchema, 'The job, which has begun.') },
});

export const getWebhookRedeliveryEndpoint = endpoint({
  ...common,
  id: 'get-webhook-redelivery',
  method: 'GET',
  path: `${ONE}/redeliveries/{redelivery_id}`,
  summary: 'Get the progress of a redelivery',
  params: params.extend({ redelivery_id: uuidParam('UUID of the job.') }),
  responses: { 200: json(RedeliverySchema, 'The job.') },
});
