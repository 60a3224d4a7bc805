import * as api from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { createWebhook } from '../../../commands/create-webhook.ts';
import { deleteWebhook } from '../../../commands/delete-webhook.ts';
import { rotateWebhookSecret } from '../../../commands/rotate-webhook-secret.ts';
import { testWebhook } from '../../../commands/test-webhook.ts';
import { noSuchEndpoint, updateWebhook } from '../../../commands/update-webhook.ts';
import { newWebhookSecret } from '../../../identity/webhook-secret.ts';
import { webhookDeliveryDetail } from '../../../presenters/webhook-delivery.ts';
import { type ShownEndpoint, webhookEndpoint } from '../../../presenters/webhook-endpoint.ts';
import { findEndpoint, listEndpoints } from '../../../store/webhooks/endpoints.ts';
import type { HttpDeps } from '../../deps.ts';
import { workspaceRoute } from '../../workspace-route.ts';

/** The endpoints: created, listed, changed, tried and deleted. */
export function webhookEndpointRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = (endpoint: ShownEndpoint) => webhookEndpoint(endpoint, deps.clock.now());

  workspaceRoute(app, deps, api.listWebhooksEndpoint, async ({ workspaceId }) => ({
    object: 'list' as const,
    data: (await listEndpoints(deps.database.db, workspaceId)).map(show),
  }));
  workspaceRoute(app, deps, api.createWebhookEndpoint, async ({ origin, body, keepAnswer }) => {
    const secret = newWebhookSecret();
    const { is_active: isActive = true, ...given } = body;
    const added = await createWebhook(deps, {
      ...given,
      origin,
      isActive,
      secret,
      alongside: (tx, endpoint) => keepAnswer(tx, { ...show(endpoint), secret }),
    });
    return { ...show(added), secret };
  });
  workspaceRoute(app, deps, api.getWebhookEndpoint, async ({ workspaceId, params }) => {
    const endpoint = await findEndpoint(deps.database.db, { workspaceId, id: params.id });
    if (!endpoint) throw noSuchEndpoint();
    return show(endpoint);
  });
  workspaceRoute(app, deps, api.updateWebhookEndpoint, async ({ origin, params, body }) => {
    const { is_active: isActive, ...given } = body;
    return show(await updateWebhook(deps, { id: params.id, origin, patch: { ...given, isActive } }));
  });
  workspaceRoute(app, deps, api.deleteWebhookEndpoint, async ({ origin, params }) => {
    await deleteWebhook(deps, { id: params.id, origin });
    return { object: 'webhook_endpoint' as const, id: params.id, deleted: true as const };
  });
  workspaceRoute(app, deps, api.rotateWebhookSecretEndpoint, async ({ origin, params, keepAnswer }) => {
    const secret = newWebhookSecret();
    const rotated = await rotateWebhookSecret(deps, {
      id: params.id,
      origin,
      secret,
      alongside: (tx, endpoint) => keepAnswer(tx, { ...show(endpoint), secret }),
    });
    return { ...show(rotated), secret };
  });
  workspaceRoute(app, deps, api.testWebhookEndpoint, async ({ origin, params }) =>
    webhookDeliveryDetail(await testWebhook(deps, { id: params.id, event: api.WEBHOOK_TEST, origin })),
  );
}
