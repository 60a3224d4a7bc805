import type { BodyOf } from '@parley/protocol/api';
import {
  getObjectEndpoint,
  listObjectsEndpoint,
  objectSubResources,
  putObjectEndpoint,
  updateObjectEndpoint,
} from '@parley/protocol/api';
import type { FastifyInstance } from 'fastify';
import { putObject } from '../../../commands/put-object.ts';
import { updateEntryPoint } from '../../../commands/update-entry-point.ts';
import type { EntryPointChange } from '../../../domain/entry-points/entry-point.ts';
import { newScenarioId } from '../../../identity/new-credentials.ts';
import { getEntryPoint, listEntryPoints } from '../../../store/entry-points/entry-points.ts';
import type { HttpDeps } from '../../deps.ts';
import { numberedPageOf } from '../../numbered-page.ts';
import { workspaceRoute } from '../../workspace-route.ts';
import { destinationOf, objectJson } from './entry-point-json.ts';
import { subResourceRoutes } from './sub-resource-routes.ts';

const TYPE = 'object';

/** Objects, and what hangs on them. */
export function objectRoutes(app: FastifyInstance, deps: HttpDeps): void {
  const show = (entry: Parameters<typeof objectJson>[0]) => objectJson(entry, { baseUrl: deps.baseUrl() });

  workspaceRoute(app, deps, listObjectsEndpoint, ({ workspaceId, query }) =>
    numberedPageOf(query, show, (page) => {
      const { type: objectType, external_id: externalId, is_active: isActive, sort } = query;
      const filter = { workspaceId, type: TYPE, objectType, externalId, isActive, sort } as const;
      return listEntryPoints(deps.database.db, { ...filter, ...page });
    }),
  );
  workspaceRoute(app, deps, putObjectEndpoint, async ({ body, origin, keepAnswer, reply }) => {
    const given = { ...changeOf(body), properties: body.properties, urlParams: body.url_params };
    const { entry } = await putObject(
      { ...deps, newCode: newScenarioId },
      {
        externalId: body.external_id,
        given,
        origin,
        alongside(tx, put, isNew) {
          reply.code(isNew ? 201 : 200);
          return keepAnswer(tx, show(put));
        },
      },
    );
    return show(entry);
  });
  workspaceRoute(app, deps, getObjectEndpoint, async ({ workspaceId, params }) =>
    show(await getEntryPoint(deps.database.db, { workspaceId, type: TYPE, ref: params.id })),
  );
  workspaceRoute(app, deps, updateObjectEndpoint, async ({ params, body, origin }) => {
    const entry = { type: TYPE, ref: params.id } as const;
    return show(await updateEntryPoint(deps, { entry, change: changeOf(body), origin }));
  });
  subResourceRoutes(app, deps, { type: TYPE, endpoints: objectSubResources });
}

function changeOf(body: BodyOf<typeof updateObjectEndpoint>): EntryPointChange {
  const { name, description, metadata, is_active: isActive, type } = body;
  const status = isActive === undefined ? undefined : isActive ? 'active' : 'inactive';
  return { name, description, metadata, status, objectType: type, destination: destinationOf(body.destination) };
}
