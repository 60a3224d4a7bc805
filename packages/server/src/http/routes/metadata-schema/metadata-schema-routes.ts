import {
  deleteMetadataSchemaEndpoint,
  getMetadataSchemaEndpoint,
  putMetadataSchemaEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { setMetadataSchema } from '../../../commands/set-metadata-schema.ts';
import type { JsonObject } from '../../../lib/json.ts';
import { agentRoute } from '../../agent-route.ts';
import type { HttpDeps } from '../../deps.ts';

/** `GET`, `PUT` and `DELETE` `/v1/api/metadata_schema` */
export function metadataSchemaRoutes(app: FastifyInstance, deps: HttpDeps): void {
  agentRoute(app, deps, getMetadataSchemaEndpoint, async ({ access }) => ({ schema: access.agent.metadataSchema }));
  agentRoute(app, deps, putMetadataSchemaEndpoint, async ({ access, body: { schema }, origin, requireUnchanged }) => {
    const check = (before: JsonObject | null) => requireUnchanged({ schema: before });
    await setMetadataSchema(deps, { agentId: access.agent.id, schema, origin, check });
    return { schema };
  });
  agentRoute(app, deps, deleteMetadataSchemaEndpoint, async ({ access, origin, requireUnchanged }) => {
    const check = (before: JsonObject | null) => requireUnchanged({ schema: before });
    await setMetadataSchema(deps, { agentId: access.agent.id, schema: null, origin, check });
    return { schema: null };
  });
}
