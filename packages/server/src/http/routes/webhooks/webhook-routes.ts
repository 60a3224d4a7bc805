import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '../../deps.ts';
import { webhookDeliveryRoutes } from './webhook-delivery-routes.ts';
import { webhookEndpointRoutes } from './webhook-endpoint-routes.ts';

/** Who is told what happens in the workspace, and how that went. */
export function webhookRoutes(app: FastifyInstance, deps: HttpDeps): void {
  webhookEndpointRoutes(app, deps);
  webhookDeliveryRoutes(app, deps);
}
