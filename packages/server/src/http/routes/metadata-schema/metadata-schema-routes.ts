import {
  deleteMetadataSchemaEndpoint,
  getMetadataSchemaEndpoint,
  putMetadataSchemaEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { setMetadataSchema } from '../../../commands/set-metadata-schema.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** `GET`, `PUT` and `DELETE` `/v1/api/metadata_schema` */
export function metadataSchemaRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getMetadataSchemaEndpoint, async ({ access }) => ({ schema: access.agent.metadataSchema }));
  agentRoute(app, deps, putMetadataSchemaEndpoint, async ({ access, body: { schema } }) => {
    await setMetadataSchema(deps, { agentId: access.agent.id, schema });
    return { schema };
  });
  agentRoute(app, deps, deleteMetadataSchemaEndpoint, async ({ access }) => {
    await setMetadataSchema(deps, { agentId: access.agent.id, schema: null });
    return { schema: null };
  });
}
